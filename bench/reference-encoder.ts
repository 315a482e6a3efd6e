/** The layer of a transformer's encoder in float64, forward only: gradients are checked by differences of it. */

type Numbers = Float64Array;

/** Its sizes: N sequences of L vectors of E numbers, attention of so many heads, F numbers within. */
export interface Encoder {
  N: number;
  L: number;
  E: number;
  heads: number;
  F: number;
}

function linear(x: Numbers, w: Numbers, b: Numbers): Numbers {
  const n = b.length;
  const k = w.length / n;
  const y = new Float64Array((x.length / k) * n);
  for (let i = 0; i < y.length; i++) {
    const [row, column] = [Math.floor(i / n) * k, (i % n) * k];
    let sum = b[i % n] as number;
    for (let p = 0; p < k; p++) sum += (x[row + p] as number) * (w[column + p] as number);
    y[i] = sum;
  }
  return y;
}

/** Rows of the width of `w`, of x + y, each of mean 0 and variance 1 before weight and bias. */
function addAndNorm(x: Numbers, y: Numbers, w: Numbers, b: Numbers): Numbers {
  const sum = x.map((v, i) => v + (y[i] as number));
  const width = w.length;
  for (let at = 0; at < sum.length; at += width) {
    const row = sum.subarray(at, at + width);
    const mean = row.reduce((a, v) => a + v, 0) / width;
    const deviation = Math.sqrt(row.reduce((a, v) => a + (v - mean) ** 2, 0) / width + 1e-5);
    row.forEach((v, i) => (row[i] = ((v - mean) / deviation) * (w[i] as number) + (b[i] as number)));
  }
  return sum;
}

/** Attention of each sequence to itself; rows of `qkv` are queries, keys and values, (N, L, 3E). */
function attend({ N, L, E, heads }: Encoder, qkv: Numbers): Numbers {
  const out = new Float64Array(N * L * E);
  const size = E / heads;
  const chances = new Float64Array(L);
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < heads; h++) {
      const at = (l: number, part: number): number => ((n * L + l) * 3 + part) * E + h * size;
      for (let i = 0; i < L; i++) {
        let total = 0;
        for (let j = 0; j < L; j++) {
          let score = 0;
          for (let p = 0, q = at(i, 0), k = at(j, 1); p < size; p++) score += (qkv[q + p] as number) * (qkv[k + p] as number);
          total += chances[j] = Math.exp(score / Math.sqrt(size));
        }
        for (let j = 0; j < L; j++) {
          const share = (chances[j] as number) / total;
          for (let p = 0, v = at(j, 2), to = (n * L + i) * E + h * size; p < size; p++)
            out[to + p] = (out[to + p] as number) + share * (qkv[v + p] as number);
        }
      }
    }
  }
  return out;
}

/** The layer's result for x (N, L, E); the parameters in PyTorch's order, ReLU within, normalised after each sum. */
export function encoderLayer(shape: Encoder, x: Numbers, parameters: Numbers[]): Numbers {
  const [w, b, ow, ob, w1, b1, w2, b2, n1, c1, n2, c2] = parameters as [
    ...[Numbers, Numbers, Numbers, Numbers],
    ...[Numbers, Numbers, Numbers, Numbers],
    ...[Numbers, Numbers, Numbers, Numbers],
  ];
  const seen = linear(attend(shape, linear(x, w, b)), ow, ob);
  const middle = addAndNorm(x, seen, n1, c1);
  const inner = linear(middle, w1, b1).map((v) => Math.max(v, 0));
  return addAndNorm(middle, linear(inner, w2, b2), n2, c2);
}
