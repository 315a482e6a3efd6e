// What describe says of a model, and that it leaves the model as it was.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { nn, type Tensor } from '../src/index.ts';
import { start } from './support/library.ts';

let before = 0;
beforeAll(async () => {
  await start();
  before = rl.memory().liveBytes;
});
afterAll(() => expect(rl.memory().liveBytes).toBe(before));

class Tower extends nn.Module {
  conv = new nn.Conv2d(1, 4, 3, { padding: 1 });
  norm = new nn.BatchNorm2d(4);
  act = new nn.ReLU();
  head = new nn.Sequential(new nn.Flatten(), new nn.Dropout(0.5), new nn.Linear(64, 3));
  spare = new nn.Linear(2, 2);
  alias = this.act;
  forward(x: Tensor): { logits: Tensor; features: Tensor[] } {
    const features = this.act.forward(this.norm.forward(this.act.forward(this.conv.forward(x))));
    return { logits: this.head.forward(features), features: [features] };
  }
}

const withTower = <T>(fn: (model: Tower, x: Tensor) => T): T => {
  const [model, x] = [new Tower(), rl.ones([5, 1, 4, 4])];
  try {
    return fn(model, x);
  } finally {
    for (const made of [model, x]) made.dispose();
  }
};

describe('describe', () => {
  it('gives the modules, their results and their parameters', () =>
    withTower((model, x) => {
      model.conv.weight.requiresGrad_(false);
      const { rows, parameters, trainable, buffers } = rl.describe(model, x);
      expect(rows.map(({ name, type, depth, calls }) => [name, type, depth, calls])).toEqual([
        ['', 'Tower', 0, 1],
        ['conv', 'Conv2d', 1, 1],
        ['norm', 'BatchNorm2d', 1, 1],
        ['act', 'ReLU', 1, 2],
        ['head', 'Sequential', 1, 1],
        ['head.0', 'Flatten', 2, 1],
        ['head.1', 'Dropout', 2, 1],
        ['head.2', 'Linear', 2, 1],
        ['spare', 'Linear', 1, 0],
      ]);
      expect(rows.map(({ outputs }) => outputs)).toEqual([
        [
          [5, 3],
          [5, 4, 4, 4],
        ],
        ...Array(3).fill([[5, 4, 4, 4]]),
        [[5, 3]],
        [[5, 64]],
        [[5, 64]],
        [[5, 3]],
        [],
      ]);
      expect(rows.map((row) => [row.parameters, row.trainable])).toEqual([
        [0, 0],
        [40, 4],
        [8, 8],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [195, 195],
        [6, 6],
      ]);
      expect([parameters, trainable]).toEqual([249, 213]);
      expect(buffers).toBe(model.buffers().reduce((sum, b) => sum + b.numel, 0));
      expect(Object.isFrozen(rows) && Object.isFrozen(rows[0]) && Object.isFrozen(rows[0]!.outputs)).toBe(true);
    }));

  it('prints a table', () => {
    const [model, x] = [new nn.Sequential(new nn.Linear(20, 1000), new nn.ReLU(), new nn.Linear(1000, 3)), rl.ones([2, 20])];
    const table = [
      'layer  type        output     parameters',
      '────────────────────────────────────────',
      '       Sequential  [2, 3]',
      '  0    Linear      [2, 1000]      21,000',
      '  1    ReLU        [2, 1000]',
      '  2    Linear      [2, 3]          3,003',
      '────────────────────────────────────────',
      '24,003 parameters, 24,003 of them trained',
    ].join('\n');
    expect(`${rl.describe(model, x)}`).toBe(table);
    expect(`${rl.describe(model, [x])}`).toBe(table);
    for (const made of [model, x]) made.dispose();
    withTower((model, x) => {
      const lines = `${rl.describe(model, x)}`.split('\n');
      expect(lines.find((line) => line.includes('ReLU'))).toMatch(/^ {2}act .*\[5, 4, 4, 4\] × 2$/);
      expect(lines.find((line) => line.includes('spare'))).toMatch(/not called +6$/);
      expect(lines.at(-1)).toMatch(/^249 parameters, 249 of them trained; 9 elements in buffers$/);
    });
  });

  it('changes nothing, whether the model runs or fails', () =>
    withTower((model, x) => {
      model.norm.eval();
      model.spare.forward = (y: Tensor) => y;
      const own = model.spare.forward;
      const snapshot = () => ({
        modes: model.modules().map((m) => m.training),
        state: Object.entries(model.stateDict()).map(([name, t]) => [name, [...t.toTypedArray()]]),
        fields: model.modules().map((m) => Object.getOwnPropertyNames(m)),
        stream: rl.defaultGenerator.getState().join(' '),
        bytes: rl.memory().liveBytes,
      });
      const was = snapshot();
      rl.describe(model, x);
      expect(snapshot()).toEqual(was);
      const wrong = rl.ones([5, 2, 4, 4]);
      expect(() => rl.describe(model, wrong)).toThrow(/conv2d|Conv2d/);
      wrong.dispose();
      expect(snapshot()).toEqual(was);
      expect(model.spare.forward).toBe(own);
    }));

  it('takes a model of several inputs', () => {
    class Pair extends nn.Module {
      left = new nn.Linear(2, 3);
      forward(a: Tensor, b: Tensor): Tensor {
        return this.left.forward(a).mul(b);
      }
    }
    const [model, a, b] = [new Pair(), rl.ones([4, 2]), rl.ones([4, 1])];
    expect(rl.describe(model, [a, b]).rows.map(({ outputs }) => outputs)).toEqual([[[4, 3]], [[4, 3]]]);
    for (const made of [model, a, b]) made.dispose();
  });

  it.each([
    [() => rl.describe(nn.Linear as never, [] as never), /^describe: expected model to be a Module, got function Linear/],
    [
      () => withTower((model) => rl.describe(model, [1, 1, 4, 4] as never)),
      /^describe: expected example to be a tensor, or an array/,
    ],
    [() => withTower((model) => rl.describe(model, [])), /^describe: expected example/],
    [() => withTower((model) => rl.describe(model, undefined as never)), /got undefined/],
  ])('is refused of other things: %#', (attempt, message) => {
    expect(attempt).toThrow(TypeError);
    expect(attempt).toThrow(message);
  });
});
