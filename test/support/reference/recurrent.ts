// Recurrent layers in float64, step by step: values by name, so that any of them can be moved.

export type Values = Readonly<Record<string, ArrayLike<number>>>;

export interface Config {
  kind: 'RNN' | 'LSTM' | 'GRU';
  relu?: boolean;
  /** Steps, rows of the batch, inputs, cells, states, layers. */
  L: number;
  N: number;
  I: number;
  H: number;
  P?: number;
  layers?: number;
  both?: boolean;
  bias?: boolean;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

type Row = ArrayLike<number>;

/** W·v + b of `rows` numbers, for k numbers v that begin at `at`. */
function affine(rows: number, w: Row, b: Row | undefined, v: Row, at: number, k: number): number[] {
  return Array.from({ length: rows }, (_, r) => {
    let sum = b === undefined ? 0 : b[r]!;
    for (let j = 0; j < k; j++) sum += w[r * k + j]! * v[at + j]!;
    return sum;
  });
}

/** The next state and cells of a row. */
function cell(c: Config, x: number[], m: number[], h: number[], cells: number[], hr?: ArrayLike<number>): [number[], number[]] {
  const { H } = c;
  if (c.kind === 'RNN') {
    const act = c.relu ? (v: number) => Math.max(v, 0) : Math.tanh;
    return [x.map((v, i) => act(v + m[i]!)), cells];
  }
  const gate = (g: number, i: number): number => x[g * H + i]! + m[g * H + i]!;
  const each = (f: (i: number) => number): number[] => Array.from({ length: H }, (_, i) => f(i));
  if (c.kind === 'GRU') {
    const n = each((i) => Math.tanh(x[2 * H + i]! + sigmoid(gate(0, i)) * m[2 * H + i]!));
    return [each((i) => n[i]! + sigmoid(gate(1, i)) * (h[i]! - n[i]!)), cells];
  }
  const next = each((i) => sigmoid(gate(1, i)) * cells[i]! + sigmoid(gate(0, i)) * Math.tanh(gate(2, i)));
  const out = each((i) => sigmoid(gate(3, i)) * Math.tanh(next[i]!));
  return [hr === undefined ? out : affine(hr.length / H, hr, undefined, out, 0, H), next];
}

/** `output` (L, N, ways·P), `h` (layers·ways, N, P), and an LSTM's `c` (layers·ways, N, H), of `input`, `h0`, `c0` and the weights. */
export function recurrent(c: Config, v: Values): Record<string, number[]> {
  const { L, N, H, P = H, layers = 1, both = false } = c;
  const gates = (c.kind === 'RNN' ? 1 : c.kind === 'GRU' ? 3 : 4) * H;
  const places = both ? ['', '_reverse'] : [''];
  const [hN, cN]: [number[], number[]] = [[], []];
  let x: ArrayLike<number> = v['input']!;
  let width = c.I;
  for (let layer = 0; layer < layers; layer++) {
    const y = new Array<number>(L * N * P * places.length);
    places.forEach((suffix, way) => {
      const w = (name: string): ArrayLike<number> | undefined => v[`${name}_l${layer}${suffix}`];
      const state = layer * places.length + way;
      for (let n = 0; n < N; n++) {
        const begin = (all: ArrayLike<number> | undefined, size: number): number[] =>
          Array.from({ length: size }, (_, i) => all?.[(state * N + n) * size + i] ?? 0);
        let h = begin(v['h0'], P);
        let cells = begin(v['c0'], H);
        for (let s = 0; s < L; s++) {
          const t = way === 0 ? s : L - 1 - s;
          const fromInput = affine(gates, w('weight_ih')!, w('bias_ih'), x, (t * N + n) * width, width);
          const fromState = affine(gates, w('weight_hh')!, w('bias_hh'), h, 0, P);
          [h, cells] = cell(c, fromInput, fromState, h, cells, w('weight_hr'));
          for (let i = 0; i < P; i++) y[((t * N + n) * places.length + way) * P + i] = h[i]!;
        }
        hN.push(...h);
        if (c.kind === 'LSTM') cN.push(...cells);
      }
    });
    x = y;
    width = P * places.length;
  }
  return { output: Array.from(x), h: hN, ...(c.kind === 'LSTM' && { c: cN }) };
}
