// Two copies of the library in one program, as two packages that depend on it may bring: each says so of the other's things.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as a from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

let b: typeof a;
beforeAll(async () => {
  await start();
  vi.resetModules();
  b = await import('../src/index.ts');
});
afterAll(() => expect(b.memory().liveBytes).toBe(0));

/** What is made by the other copy, for one call. */
function withTheirs(use: (theirs: ReturnType<typeof make>) => void): void {
  b.scope(() => {
    const theirs = make();
    try {
      use(theirs);
    } finally {
      theirs.optimizer.dispose();
      theirs.module.dispose();
    }
  });
}

function make() {
  const module = new b.nn.Linear(2, 2);
  const optimizer = new b.optim.SGD(module.parameters(), { lr: 0.1 });
  return {
    module,
    optimizer,
    tensor: b.ones([2, 2]),
    scheduler: new b.optim.lrScheduler.StepLR(optimizer, { stepSize: 1 }),
    generator: new b.Generator(1),
  };
}

type Theirs = ReturnType<typeof make>;

const own = <T>(use: (optimizer: a.optim.SGD, model: a.nn.Linear) => T): T => {
  const model = new a.nn.Linear(2, 2);
  const optimizer = new a.optim.SGD(model.parameters(), { lr: 0.1 });
  try {
    return use(optimizer, model);
  } finally {
    optimizer.dispose();
    model.dispose();
  }
};
const dataset = { length: 4, get: (i: number) => i };

it('are different', () => {
  expect(b.Tensor).not.toBe(a.Tensor);
});

it.each<[string, string, (theirs: Theirs) => unknown]>([
  ['a tensor beside one', 'Tensor', ({ tensor }) => a.ones([2, 2]).add(tensor as never)],
  ['a tensor to lend', 'Tensor', ({ tensor }) => a.borrow(tensor as never, () => {})],
  ['a tensor to save', 'Tensor', ({ tensor }) => a.saveSafetensors({ tensor } as never)],
  ['a module in a chain', 'Linear', ({ module }) => new a.nn.Sequential(module as never)],
  ['a module in a named chain', 'Linear', ({ module }) => new a.nn.Sequential({ module } as never)],
  ['parameters', 'Parameter', ({ module }) => new a.optim.SGD(module.parameters() as never, { lr: 0.1 })],
  ['an optimizer of a schedule', 'SGD', ({ optimizer }) => new a.optim.lrScheduler.StepLR(optimizer as never, { stepSize: 1 })],
  ['an optimizer in a checkpoint', 'SGD', ({ optimizer }) => a.saveCheckpoint({ optimizer } as never)],
  ['an optimizer for its state', 'SGD', ({ optimizer }) => own((mine) => mine.loadStateDict(optimizer as never))],
  ['a schedule in a checkpoint', 'StepLR', ({ scheduler }) => a.saveCheckpoint({ scheduler } as never)],
  ['a schedule in a chain', 'StepLR', ({ scheduler }) => new a.optim.lrScheduler.ChainedScheduler([scheduler] as never)],
  ['a generator of numbers', 'Generator', ({ generator }) => a.randn([2], { generator } as never)],
  ['a generator of an order', 'Generator', ({ generator }) => a.data.randomSplit(dataset, [2, 2], { generator } as never)],
  ['a generator of a loader', 'Generator', ({ generator }) => new a.data.DataLoader(dataset, { generator } as never)],
  ['a generator in a checkpoint', 'Generator', ({ generator }) => a.saveCheckpoint({ generator } as never)],
  [
    'a generator in a checkpoint by name',
    'Generator',
    ({ generator }) => a.saveCheckpoint({ generator: { generator } } as never),
  ],
])('refuses %s, and says why', (_, kind, attempt) => {
  leavesNothing(() => {
    withTheirs((theirs) => {
      const stream = a.defaultGenerator.getState();
      const message = new RegExp(`^\\w+: expected .*a _?${kind} of another copy of rushlight, which this one cannot read`);
      expect(() => a.scope(() => void attempt(theirs))).toThrow(TypeError);
      a.defaultGenerator.setState(stream);
      expect(() => a.scope(() => void attempt(theirs))).toThrow(message);
    });
  });
});

it('refuses them in fit', async () => {
  const theirs = make();
  const batches = [[a.ones([1, 2]), a.ones([1, 2])]] as const;
  const model = new a.nn.Linear(2, 2);
  const optimizer = new a.optim.SGD(model.parameters(), { lr: 0.1 });
  const before = model.weight.tolist();
  for (const [given, kind] of [
    [{ optimizer: theirs.optimizer }, 'SGD'],
    [{ optimizer, scheduler: theirs.scheduler }, 'StepLR'],
  ] as const)
    await expect(a.fit(model, batches as never, { epochs: 1, criterion: a.F.mseLoss, ...given } as never)).rejects.toThrow(
      new RegExp(`^fit: expected .*a ${kind} of another copy of rushlight`),
    );
  expect(model.weight.tolist()).toEqual(before);
  for (const t of batches[0]) t.dispose();
  for (const each of [optimizer, model, theirs.optimizer, theirs.module, theirs.tensor]) each.dispose();
});

it('takes the state of a generator, which is bytes', () => {
  const theirs = new b.Generator(5);
  const mine = new a.Generator().setState(theirs.getState());
  a.scope(() =>
    b.scope(() => expect(a.randn([3], { generator: mine }).tolist()).toEqual(b.randn([3], { generator: theirs }).tolist())),
  );
});
