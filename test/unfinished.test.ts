// Results of functions that must be done when they return: a promise in one is of work that goes on after the scope or the mode.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

const later = async (): Promise<number> => 1;
const thenable: unknown = Object.fromEntries([['then', (done: (value: number) => void) => done(1)]]);

const results: [string, () => unknown][] = [
  ['an array', () => [rl.ones([2]), later()]],
  ['an object', () => ({ a: rl.ones([2]), b: later() })],
  ['an object without a prototype', () => Object.assign(Object.create(null), { b: later() })],
  ['a map', () => new Map([['a', later()]])],
  ['the keys of a map', () => new Map([[later(), 1]])],
  ['a set', () => new Set([later()])],
  ['lists in lists', () => [[{ a: [[later()]] }]]],
  ['an array with another thenable', () => [thenable]],
  [
    'an array that contains itself',
    () => {
      const list: unknown[] = [later()];
      list.push(list);
      return list;
    },
  ],
  ['several that fail', () => [1, 2].map(async (n) => Promise.reject(new Error(String(n))))],
];

const runs: [string, (fn: () => unknown) => unknown][] = [
  ['scope', rl.scope as never],
  ['noGrad', rl.noGrad],
  ['detectAnomaly', rl.detectAnomaly],
  ['borrow', (fn) => rl.borrow(rl.ones([2]), fn as never)],
  ['step', (fn) => step(fn)],
];

function step(fn: () => unknown): unknown {
  const p = new rl.nn.Parameter(rl.ones([1]));
  const optimizer = new rl.optim.SGD([p], { lr: 0.1 });
  try {
    return optimizer.step(fn);
  } finally {
    optimizer.dispose();
    p.dispose();
  }
}

describe.each(runs)('%s', (name, run) => {
  it.each(results)('refuses promises in %s, and frees what was made', async (_, result) => {
    leavesNothing(() =>
      expect(() => run(result)).toThrow(
        new RegExp(`^${name}: expected a synchronous function, got one that returns a promise(; use one scope for .*)?$`),
      ),
    );
    // a refused promise that is rejected would end the program here
    await new Promise((resolve) => setTimeout(resolve));
  });

  it('takes objects of classes, which may wait for something by themselves', () => {
    class Loaded extends rl.nn.Module {
      ready = later();
      waiting = [this.ready];
      pending = new Map([['a', { later: this.ready }]]);
      override forward(): void {}
    }
    leavesNothing(() => {
      const model = new Loaded();
      expect(run(() => model)).toBe(model);
    });
  });
});

it('noGrad looks into no object of a class', () => {
  const data = new (class {
    declare value: number;
    constructor() {
      Object.defineProperty(this, 'value', {
        enumerable: true,
        get: () => {
          throw new Error('read');
        },
      });
    }
  })();
  expect(rl.noGrad(() => data)).toBe(data);
});

it('scope returns the tensors of an object of a class', () => {
  class Pair {
    list = [rl.ones([1])];
    own = { a: rl.ones([2]) };
  }
  leavesNothing(() => {
    const pairs = rl.scope(() => [new Pair()] as const);
    const { list, own } = pairs[0];
    expect([list[0]!.numel, own.a.numel]).toEqual([1, 2]);
    for (const t of [...list, own.a]) t.dispose();
  });
});
