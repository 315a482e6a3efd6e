// Objects under Object.freeze(): what would change them is refused, and nothing is half done. Lists of promises are refused, too.
import { beforeAll, expect, it } from 'vitest';
import { nn, noGrad, ones, optim, scope, type Tensor } from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

const FROZEN = (fn: string, what: string): string => `${fn}: expected ${what} that may change, got one under Object.freeze()`;

/** Calls `fn` with a model of two layers and its optimizer, which has taken a step; frees both. */
const trained = (fn: (model: nn.Sequential, optimizer: optim.SGD) => void): void =>
  leavesNothing(() => {
    const model = new nn.Sequential(new nn.Linear(2, 2), new nn.Dropout(0.5));
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.5, momentum: 0.9 });
    scope(() =>
      model
        .forward(ones([1, 2]))
        .sum()
        .backward(),
    );
    optimizer.step();
    fn(model, optimizer);
    optimizer.dispose();
    model.dispose();
  });

it('a frozen module keeps its mode, and so do those beside it', () => {
  trained((model) => {
    Object.freeze(model.modules()[2]);
    expect(() => model.eval()).toThrow(FROZEN('eval', 'a module'));
    expect(model.modules().map(({ training }) => training)).toEqual([true, true, true]);
    expect(model.train()).toBe(model);
    expect(() => Object.freeze(model).registerBuffer('mean', null)).toThrow(FROZEN('registerBuffer', 'a module'));
    expect([...model.namedBuffers()]).toEqual([]);
  });
});

it('a frozen group takes no state: the optimizer keeps its own', () => {
  trained((_, optimizer) => {
    const [group] = optimizer.paramGroups;
    const { state, paramGroups } = optimizer.stateDict();
    const momentum = state['0']!['momentum_buffer'] as Tensor;
    const before = momentum.tolist();
    Object.freeze(group);
    scope(() => {
      const other = { ...state, 0: { momentum_buffer: momentum.mul(2) } };
      expect(() => optimizer.loadStateDict({ state: other, paramGroups })).toThrow(FROZEN('loadStateDict', 'a group'));
    });
    const kept = optimizer.stateDict().state['0']!['momentum_buffer'] as Tensor;
    expect(kept.tolist()).toEqual(before);
    expect(() => new optim.lrScheduler.StepLR(optimizer, { stepSize: 1 })).toThrow(FROZEN('StepLR', 'a group'));
  });
});

it('frozen lists of groups, optimizers and schedulers take nothing more', () => {
  trained((model, optimizer) => {
    const scheduler = new optim.lrScheduler.StepLR(optimizer, { stepSize: 1, gamma: 0.1 });
    const [p] = model.parameters();
    Object.freeze(optimizer.paramGroups);
    expect(() => optimizer.addParamGroup({ params: [p!] })).toThrow(FROZEN('SGD', 'paramGroups'));
    Object.freeze(optimizer.paramGroups[0]);
    expect(() => scheduler.step()).toThrow(FROZEN('step', 'a group'));
    expect([scheduler.lastEpoch, scheduler.getLastLr()]).toEqual([0, [0.5]]);
    Object.freeze(optimizer);
    expect(() => optimizer.addParamGroup({ params: [p!] })).toThrow(FROZEN('SGD', 'an optimizer'));
  });
});

it('a list of promises is no result of a scope or of noGrad', () => {
  leavesNothing(() => {
    for (const run of [scope, noGrad])
      expect(() => run(() => [1, 2].map(async (n) => ones([n]).dispose()))).toThrow(
        /^\w+: expected a synchronous function, got one that returns a promise/,
      );
    const [t] = scope(() => [ones([2]), null]);
    expect(t!.tolist()).toEqual([1, 1]);
    t!.dispose();
  });
});
