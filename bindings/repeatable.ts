/** Which calls of shared kernels can be done again in part, after a thread was lost in the midst of its share. */

/** Kernels that add to what they write, or read it. */
const ADDING: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'sgd',
  'adam',
  'rmsprop',
  'adagrad',
  'indexAdd',
  'addScaledRows',
  'blockSums',
  'blockGradients',
  'col2im',
  'maxPool2dBackward',
  'avgPool2dBackward',
]);

/** Where among a kernel's arguments, after its range, the addresses are that it writes to, if that is not the first alone. */
const OUTPUTS: Readonly<Record<string, readonly number[]>> = {
  gemm: [11],
  crossEntropy: [0, 1],
  layerNorm: [0, 1, 2],
  columnDots: [0, 1],
  channelDots: [0, 1],
  bagMax: [0, 1],
  maxPool2d: [0, 1],
  elementLoss: [1, 2],
  elementLossBackward: [1],
};
const FIRST: readonly number[] = [0];
/** Where `gemm` is told by how much of what was there the product is added to. */
const BETA = 10;

/** Whether a share that was begun, perhaps half done, can be done from its beginning: all that it reads is as it was. */
export function isRepeatable(kernel: string, args: readonly number[]): boolean {
  if (ADDING.has(kernel) || (kernel === 'gemm' && args[BETA] !== 0)) return false;
  const outputs = OUTPUTS[kernel] ?? FIRST;
  return outputs.every((at) => !args[at] || args.indexOf(args[at]) === args.lastIndexOf(args[at]));
}
