// What a tracer is told of the ops on shapes and indices: every tensor that a result is made of, and which part of it.
import { beforeAll, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { withTracer } from '../src/tracing.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

const ints = (...values: number[]): rl.Tensor => rl.tensor(Int32Array.from(values));

type Given = Record<'x' | 'v' | 'i' | 'w' | 'one', rl.Tensor>;

const given = (): Given => ({
  x: rl.arange(12).view([3, 4]),
  v: rl.arange(3),
  i: ints(2, 0, 2),
  w: rl.tensor([0.5, 1, 2]),
  one: rl.tensor(7),
});

/** Each op that is told, as its name, its inputs by the names above or by a number for what is made on the way, and the rest. */
function told(op: (g: Given) => unknown): unknown[] {
  const g = given();
  const names = new Map<unknown, string | number>(Object.entries(g).map(([name, t]) => [t, name]));
  const seen: unknown[] = [];
  const result = withTracer(
    (out, name, inputs, how) => {
      seen.push([name, inputs.map((t) => names.get(t)), ...(how === undefined ? [] : [how])]);
      names.set(out, seen.length);
    },
    () => op(g),
  );
  for (const t of [result].flat()) if (t instanceof rl.Tensor) expect(names.has(t)).toBe(true);
  return seen;
}

it.each<[name: string, op: (g: Given) => unknown, steps: unknown[]]>([
  ['detach', ({ x }) => x.detach(), [['detach', ['x']]]],
  ['narrow', ({ x }) => x.narrow(1, -3, 2), [['narrow', ['x'], [1, 1, 3, 1]]]],
  ['slice', ({ x }) => x.slice(-1, 1, 4, 2), [['slice', ['x'], [1, 1, 4, 2]]]],
  ['select', ({ x }) => x.select(1, -1), [['select', ['x'], [1, 3, 4, 1]]]],
  [
    'unbind',
    ({ x }) => x.unbind(),
    [
      ['select', ['x'], [0, 0, 1, 1]],
      ['select', ['x'], [0, 1, 2, 1]],
      ['select', ['x'], [0, 2, 3, 1]],
    ],
  ],
  [
    'at',
    ({ x }) => x.at(1, -2),
    [
      ['at', ['x'], [0, 1, 2, 1]],
      ['at', [1], [0, 2, 3, 1]],
    ],
  ],
  ['at without indices', ({ x }) => x.at(), [['view', ['x']]]],
  [
    'split',
    ({ x }) => x.split(3, 1),
    [
      ['split', ['x'], [1, 0, 3, 1]],
      ['split', ['x'], [1, 3, 4, 1]],
    ],
  ],
  ['diagonal', ({ x }) => x.diagonal({ offset: 2, dim1: 1, dim2: 0 }), [['diagonal', ['x'], [2, 1, 0]]]],
  [
    'diag of a matrix',
    ({ x }) => x.diag(-1),
    [
      ['diagonal', ['x'], [-1, 0, 1]],
      ['clone', [1]],
    ],
  ],
  ['transpose', ({ x }) => x.transpose(0, -1), [['transpose', ['x'], [1, 0]]]],
  ['transpose of a vector', ({ v }) => v.transpose(0, -1), [['transpose', ['v'], [0]]]],
  ['transpose of a scalar', ({ one }) => one.transpose(0, -1), [['transpose', ['one']]]],
  ['bincount', ({ i }) => i.bincount(), [['bincount', ['i']]]],
  [
    'nonzero',
    ({ x }) => x.nonzero().shape,
    [
      ['nonzero', ['x']],
      ['nonzero', ['x']],
    ],
  ],
])('%s', (_, op, steps) => leavesNothing(() => expect(told(op)).toEqual(steps)));

it('every result of unique, and a count by weights, is told with what it depends on', () =>
  leavesNothing(() => {
    const all = told(({ i }) => i.unique({ returnInverse: true, returnCounts: true })) as [string, unknown[]][];
    expect(all.filter(([name]) => name === 'unique')).toEqual([
      ['unique', ['i']],
      ['unique', ['i']],
      ['unique', ['i']],
    ]);
    expect(told(({ i, w }) => i.bincount({ weights: w }))).toContainEqual(['bincount', ['i', 'w']]);
  }));

it('all that unique gives is told as its result', () =>
  leavesNothing(() => {
    const outs: unknown[] = [];
    const results = withTracer(
      (out, name) => void (name === 'unique' && outs.push(out)),
      () => ints(2, 0, 2).unique({ returnInverse: true, returnCounts: true }),
    );
    expect(results.map((t) => outs.indexOf(t))).toEqual([0, 1, 2]);
  }));
