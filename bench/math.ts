/** exp, log and their kin: time an element, and the greatest error against float64 over a sample of all floats. */
import { erf, exp, log, randn, scope, sigmoid, type Tensor, tanh, tensor } from 'rushlight';
import { erf as erfOf } from '../test/support/reference/elementwise.ts';
import { type Family, f32, PLAIN, type Row, type Work } from './harness.ts';

const TIMED = 16384;
/** A step through the bit patterns of float32 that meets every exponent, both signs, and all low bits. */
const STRIDE = 10007;

const FUNCTIONS: { name: string; ours: (x: Tensor) => Tensor; plain: (x: number) => number; ulp: number }[] = [
  { name: 'exp', ours: exp, plain: Math.exp, ulp: 1.1 },
  { name: 'log', ours: log, plain: Math.log, ulp: 1.1 },
  { name: 'tanh', ours: tanh, plain: Math.tanh, ulp: 2.5 },
  { name: 'sigmoid', ours: sigmoid, plain: (x) => 1 / (1 + Math.exp(-x)), ulp: 2.5 },
  { name: 'erf', ours: erf, plain: erfOf, ulp: 2.5 },
];

/** Every STRIDE-th float32 by its bits, without NaN. */
function sample(): Float32Array {
  const bits = Uint32Array.from({ length: Math.floor(2 ** 32 / STRIDE) }, (_, i) => i * STRIDE);
  return new Float32Array(bits.buffer).filter((x) => !Number.isNaN(x));
}

const word = new Float32Array(1);
const bitsOf = new Int32Array(word.buffer);

/** The distance of the two float32 round x. */
function ulpOf(x: number): number {
  word[0] = Math.abs(x);
  const below = word[0];
  if (below === Infinity) return 2 ** 104;
  bitsOf[0] = (bitsOf[0] as number) + 1;
  return word[0] === Infinity ? 2 ** 104 : word[0] - below;
}

/** The greatest error in units in the last place; infinite where only one is NaN or infinite. */
function greatest(xs: Float32Array, got: Float32Array, f: (x: number) => number): number {
  let worst = 0;
  xs.forEach((x, i) => {
    const [y, want] = [got[i] as number, f(x)];
    const rounded = Math.fround(want);
    if (Object.is(y, rounded) || y === rounded) return;
    worst = Math.max(worst, Number.isFinite(y) ? Math.abs(y - want) / ulpOf(want) : Infinity);
  });
  return worst;
}

function row({ name, ours, plain, ulp }: (typeof FUNCTIONS)[number]): Work {
  const x = name === 'log' ? scope(() => randn([TIMED]).abs()) : randn([TIMED]);
  const xs = f32(x);
  const out = new Float32Array(TIMED);
  const loop = (): void => {
    for (let i = 0; i < TIMED; i++) out[i] = plain(xs[i] as number);
  };
  return {
    work: TIMED / 1e9,
    unit: 'ns/element',
    tolerance: 1e-6,
    check: () => {
      loop();
      return [scope(() => f32(ours(x))), out];
    },
    ours: () => scope(() => void ours(x)),
    versus: { [PLAIN]: { run: loop } },
    goals: [],
    figures: () => {
      const all = sample();
      return [
        {
          name: 'greatest error',
          value: greatest(
            all,
            scope(() => f32(ours(tensor(all)))),
            plain,
          ),
          unit: 'ulp',
          atMost: ulp,
        },
      ];
    },
    dispose: () => x.dispose(),
  };
}

export const math: Family = {
  name: 'math',
  title: 'Functions of one number',
  rows: (): Row[] => FUNCTIONS.map((f) => ({ name: f.name, setup: () => row(f) })),
};
