/** Plain-JavaScript loops for activations, normalised rows and normal numbers: what results are checked against, and the rate to beat. */
import { erf } from '../test/support/reference/elementwise.ts';

const CURVES = {
  relu: (x: number): [number, number] => (x > 0 ? [x, 1] : [0, 0]),
  gelu: (x: number): [number, number] => {
    const below = (1 + erf(x * Math.SQRT1_2)) / 2;
    return [x * below, below + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)];
  },
  silu: (x: number): [number, number] => {
    const s = 1 / (1 + Math.exp(-x));
    return [x * s, s * (1 + x * (1 - s))];
  },
};

/** An activation of each x and its derivative. */
export function slope(name: keyof typeof CURVES, x: Float32Array, y: Float32Array, dx: Float32Array): void {
  const curve = CURVES[name];
  for (let i = 0; i < x.length; i++) [y[i], dx[i]] = curve(x[i] as number) as [number, number];
}

/** Rows x(N, D) normalised: the result, and the gradients of x, the weight and the bias. */
export function layerNorm(
  { N, D }: { N: number; D: number },
  x: Float32Array,
  w: Float32Array,
  b: Float32Array,
  dy: Float32Array,
): Float32Array[] {
  const [y, dx] = [new Float32Array(x.length), new Float32Array(x.length)];
  const [dw, db] = [new Float64Array(D), new Float64Array(D)];
  for (let at = 0; at < N * D; at += D) {
    let [sum, square, ofGradient, ofProduct] = [0, 0, 0, 0];
    for (let j = 0; j < D; j++) sum += x[at + j] as number;
    const mean = sum / D;
    for (let j = 0; j < D; j++) square += ((x[at + j] as number) - mean) ** 2;
    const inverse = 1 / Math.sqrt(square / D + 1e-5);
    for (let j = 0; j < D; j++) {
      const [unit, g] = [((x[at + j] as number) - mean) * inverse, dy[at + j] as number];
      y[at + j] = unit * (w[j] as number) + (b[j] as number);
      dw[j] = (dw[j] as number) + g * unit;
      db[j] = (db[j] as number) + g;
      ofGradient += g * (w[j] as number);
      ofProduct += g * (w[j] as number) * unit;
    }
    for (let j = 0; j < D; j++) {
      const [unit, g] = [((x[at + j] as number) - mean) * inverse, (dy[at + j] as number) * (w[j] as number)];
      dx[at + j] = inverse * (g - (ofGradient + unit * ofProduct) / D);
    }
  }
  return [y, dx, Float32Array.from(dw), Float32Array.from(db)];
}

const [N, M] = [624, 397];

/** The words of the Mersenne Twister mt19937 from a seed (Matsumoto and Nishimura, 1998). */
function twister(seed: number): () => number {
  const state = new Uint32Array(N);
  state[0] = seed;
  for (let j = 1; j < N; j++) {
    const last = state[j - 1] as number;
    state[j] = Math.imul(1812433253, last ^ (last >>> 30)) + j;
  }
  let at = N;
  return () => {
    if (at === N) {
      for (let k = 0; k < N; k++) {
        const next = state[(k + 1) % N] as number;
        const y = ((state[k] as number) & 0x80000000) | (next & 0x7fffffff);
        state[k] = (state[(k + M) % N] as number) ^ (y >>> 1) ^ (next & 1 ? 0x9908b0df : 0);
      }
      at = 0;
    }
    let y = state[at++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  };
}

/** Normal numbers (Box and Muller), 16 of 16 words at a time; n is a multiple of 16. */
export function normals(seed: number, n: number): Float32Array {
  const word = twister(seed);
  const out = Float32Array.from({ length: n }, () => (word() & 0xffffff) / 2 ** 24);
  for (let i = 0; i < n; i += 16) {
    for (let j = i; j < i + 8; j++) {
      const radius = Math.sqrt(-2 * Math.log(1 - (out[j] as number)));
      const angle = 2 * Math.PI * (out[j + 8] as number);
      out[j] = radius * Math.cos(angle);
      out[j + 8] = radius * Math.sin(angle);
    }
  }
  return out;
}
