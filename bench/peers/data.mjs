// The same numbers for every contender, whatever its language: a hash of the place and a seed.

function hash(i, seed) {
  let x = (i + Math.imul(seed, 0x9e3779b9)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** n numbers in [−1, 1) times a power of two, exact in float32. */
export function numbers(n, seed, scale = 1) {
  const out = new Float32Array(n);
  for (let i = 0; i < n; i++) out[i] = ((hash(i, seed) >>> 8) / 2 ** 23 - 1) * scale;
  return out;
}

/** n classes of C. */
export function labels(n, C, seed) {
  const out = new Int32Array(n);
  for (let i = 0; i < n; i++) out[i] = hash(i, seed) % C;
  return out;
}

/** The power of two next to 1/√k, the usual size of a layer's weights. */
export const scaleOf = (k) => 2 ** -Math.round(Math.log2(Math.sqrt(k)));

/** Layers as pairs of weight (out, in) and bias. */
export const layersOf = (sizes) =>
  sizes.slice(1).map((n, l) => {
    const k = sizes[l];
    return { k, n, w: numbers(n * k, 10 + 2 * l, scaleOf(k)), b: numbers(n, 11 + 2 * l, scaleOf(k)) };
  });

/** A matrix of rows × columns the other way round. */
export function turned(x, rows, columns) {
  const out = new Float32Array(x.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = x[i * columns + j];
  return out;
}

export function joined(parts) {
  const out = new Float32Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const LR = 0.01;
/** Adam's rate in every library; betas 0.9 and 0.999, eps 1e-8. */
export const ADAM_LR = 0.001;
/** After how many steps the parameters are compared. */
export const STEPS = 3;
