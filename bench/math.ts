/** exp, log and their kin: time an element, and the greatest error against float64 over a sample of all floats. */
import { randn, scope, type Tensor, tensor } from 'rushlight';
import { CLAIMS, type Claim, floats, greatestError } from './accuracy.ts';
import { type Family, f32, PLAIN, type Row, type Work } from './harness.ts';

const TIMED = 16384;
/** A step through the bit patterns of float32 that meets every exponent, both signs, and all low bits. */
const STRIDE = 10007;

/** Numbers for which the function is defined. */
function inDomain(name: string, x: Tensor): Tensor {
  if (name === 'log') return x.abs();
  return name === 'log1p' || name === 'asin' ? x.tanh() : x;
}

function row({ name, ours, exact, ulp }: Claim): Work {
  const x = scope(() => inDomain(name, randn([TIMED])));
  const xs = f32(x);
  const out = new Float32Array(TIMED);
  const loop = (): void => {
    for (let i = 0; i < TIMED; i++) out[i] = exact(xs[i] as number);
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
      const all = floats(0, Math.floor(2 ** 32 / STRIDE), STRIDE);
      const got = scope(() => f32(ours(tensor(all))));
      return [{ name: 'greatest error', value: greatestError(all, got, exact).ulp, unit: 'ulp', atMost: ulp }];
    },
    dispose: () => x.dispose(),
  };
}

export const math: Family = {
  name: 'math',
  title: 'Functions of one number',
  rows: (): Row[] => CLAIMS.map((f) => ({ name: f.name, setup: () => row(f) })),
};
