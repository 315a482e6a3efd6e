/** Optimizers: bytes read and written, against the rate of a copy, and of the plainest loop over as many arrays. */
import { optim, randn, type Tensor } from 'rushlight';
import { type Family, f32, PLAIN, type Row, type Work } from './harness.ts';
import { copy, increase } from './limits.ts';
import { joined } from './net.ts';
import * as js from './reference.ts';
import { torch } from './torch.ts';

const MANY = 2 ** 23;

interface Kind {
  name: 'sgd' | 'momentum' | 'adam';
  title: string;
  /** Arrays that are read and written; one more, the gradient, is read. */
  arrays: 1 | 2 | 3;
  target: number;
  make: (p: Tensor[]) => optim.Optimizer;
  plain: () => (p: Float32Array, g: Float32Array) => void;
}

const LR = 0.01;
const KINDS: Kind[] = [
  {
    name: 'sgd',
    title: 'SGD',
    arrays: 1,
    target: 1.4,
    make: (p) => new optim.SGD(p, { lr: LR }),
    plain: () => (p, g) => js.sgd(p, g, LR),
  },
  {
    name: 'momentum',
    title: 'SGD with momentum',
    arrays: 2,
    target: 1.4,
    make: (p) => new optim.SGD(p, { lr: LR, momentum: 0.9 }),
    plain: () => {
      let buffer: Float32Array | undefined;
      return (p, g) => js.momentum(p, g, (buffer ??= new Float32Array(p.length)), LR);
    },
  },
  {
    name: 'adam',
    title: 'Adam',
    arrays: 3,
    target: 1.1,
    make: (p) => new optim.Adam(p),
    plain: () => {
      let [m, v, t]: [Float32Array?, Float32Array?, number?] = [];
      return (p, g) => {
        m ??= new Float32Array(p.length);
        v ??= new Float32Array(p.length);
        t = (t ?? 0) + 1;
        js.adam(p, g, m, v, t);
      };
    },
  },
];

/** Parameters with gradients, and what one optimizer of a kind makes of them in two steps, beside plain JavaScript. */
function parameters(kind: Kind, counts: readonly number[]) {
  const all = counts.map((n) => {
    const p = randn([n]).requiresGrad_();
    p.grad = randn([n]);
    return p;
  });
  const optimizer = kind.make(all);
  const copies = all.map((p) => [f32(p), f32(p.grad as Tensor), kind.plain()] as const);
  const plain = (): void => {
    for (const [p, g, step] of copies) step(p, g);
  };
  const check = (): [Float32Array, Float32Array] => {
    for (let steps = 0; steps < 2; steps++) {
      optimizer.step();
      plain();
    }
    return [joined(all.map(f32)), joined(copies.map(([p]) => p))];
  };
  const dispose = (): void => {
    optimizer.dispose();
    for (const p of all) p.dispose();
  };
  return { step: () => optimizer.step(), plain, check, dispose };
}

async function large(kind: Kind): Promise<Work> {
  const { step, plain, check, dispose } = parameters(kind, [MANY]);
  return {
    work: (4 * (2 * kind.arrays + 1) * MANY) / 1e9,
    unit: 'GB/s',
    tolerance: 1e-6,
    check,
    ours: step,
    versus: {
      copy: copy(),
      'its own traffic': increase(kind.arrays, MANY),
      torch: await torch({ op: 'optimizer', name: kind.name, n: MANY }),
      [PLAIN]: { run: plain },
    },
    goals: [
      { versus: 'copy', as: 'share', target: kind.target },
      { versus: 'its own traffic', as: 'share' },
      { versus: 'torch', as: 'faster' },
    ],
    dispose,
  };
}

const SMALL = { count: 200, each: 500 };

/** Many small parameters, against one of as many numbers. */
function small(kind: Kind): Work {
  const many = parameters(kind, new Array<number>(SMALL.count).fill(SMALL.each));
  const one = parameters(kind, [SMALL.count * SMALL.each]);
  return {
    work: 1,
    unit: 'µs',
    tolerance: 1e-6,
    check: many.check,
    ours: many.step,
    versus: { 'one parameter': { run: one.step }, [PLAIN]: { run: many.plain } },
    goals: [{ versus: 'one parameter', as: 'cost' }],
    dispose: () => {
      many.dispose();
      one.dispose();
    },
  };
}

export const optimizers: Family = {
  name: 'optim',
  title: 'Optimizers',
  rows: (): Row[] => [
    ...KINDS.map((kind) => ({ name: `${kind.title}, 8 M parameters`, setup: () => large(kind) })),
    ...KINDS.map((kind) => ({
      name: `${kind.title}, ${SMALL.count} parameters of ${SMALL.each}`,
      setup: () => small(kind),
    })),
  ],
};
