/** What a program may import, and the digits that it may ask for. */

/** The entries of the package that run in a worker. */
export const LIBRARY: readonly string[] = [
  'rushlight',
  ...['nn', 'functional', 'optim', 'data', 'onnx', 'torch', 'store', 'tfjs'].map((name) => `rushlight/${name}`),
];

export const MODULES: readonly string[] = [...LIBRARY, 'playground'];

/** How many digits there are of either part, and their size. */
export const DIGITS = { train: 800, heldOut: 200, pixels: 28 * 28 } as const;
