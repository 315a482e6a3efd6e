// Lists that contain themselves, returned by a forward, passed to one, or held by a module.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { toOnnx } from '../src/onnx/index.ts';
import { toTfjs } from '../src/tfjs/index.ts';
import { toTorch } from '../src/torch/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { nn, optim } = rl;

beforeAll(start);

function inItself(...items: unknown[]): unknown[] {
  const list = [...items];
  list.push(list);
  return list;
}

class Returns extends nn.Module {
  layer = new nn.Linear(2, 2);
  override forward(x: rl.Tensor): unknown {
    return inItself(this.layer.forward(x));
  }
}

class Inside extends nn.Module {
  inner = new Returns();
  override forward(x: rl.Tensor): rl.Tensor {
    return (this.inner.forward(x) as [rl.Tensor])[0];
  }
}

class Takes extends nn.Module {
  layer = new nn.Linear(2, 2);
  override forward([x]: [rl.Tensor]): rl.Tensor {
    return this.layer.forward(x);
  }
}

class Passes extends nn.Module {
  inner = new Takes();
  override forward(x: rl.Tensor): rl.Tensor {
    return this.inner.forward(inItself(x) as [rl.Tensor]);
  }
}

class Holds extends nn.Module {
  layer = new nn.Linear(2, 2);
  list = inItself(1);
  record: Record<string, unknown> = {};
  constructor() {
    super();
    this.record['own'] = this.record;
  }
  override forward(x: rl.Tensor): rl.Tensor {
    return this.layer.forward(x);
  }
}

const example = (): rl.Tensor => rl.ones([3, 2]);

function project(model: rl.nn.Module): unknown {
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
  return toTorch(model, { example: example(), criterion: new nn.CrossEntropyLoss(), optimizer, epochs: 1 });
}

describe('a list that contains itself', () => {
  it.each([Returns, Inside, Passes])('is refused by toTorch: %s', (Model) => {
    leavesNothing(() => {
      const model = new Model();
      expect(() => project(model)).toThrow(/^toTorch: expected lists nested at most 32 deep, got more$/);
      expect(Object.hasOwn(model, 'forward')).toBe(false);
      model.dispose();
    });
  });

  it('is copied as one, with what it holds', () => {
    leavesNothing(() => {
      const model = new Holds();
      const averaged = new optim.swaUtils.AveragedModel(model);
      const { list, record } = averaged.module as Holds;
      expect([list[0], list[1] === list, list === model.list]).toEqual([1, true, false]);
      expect([record['own'] === record, record === model.record]).toEqual([true, false]);
      averaged.dispose();
      model.dispose();
    });
  });

  it('does not matter to others', () => {
    leavesNothing(() => {
      const model = new Holds();
      project(model);
      toOnnx(model, example());
      toTfjs(model, { example: example() });
      expect(Object.keys(model.stateDict())).toEqual(['layer.weight', 'layer.bias']);
      expect(String(model)).toMatch(new RegExp(`^${model.constructor.name}\\(`));
      expect(rl.describe(model, example()).rows.length).toBe(2);
      model.dispose();
      const returns = new Returns();
      expect(() => toOnnx(returns, example())).toThrow(/^toOnnx: expected results nested at most 32 deep/);
      expect(rl.describe(returns, example()).rows[0]?.outputs).toEqual([[3, 2]]);
      returns.dispose();
    });
    expect(() => rl.data.defaultCollate([inItself(), inItself()])).toThrow(/^defaultCollate: expected samples of finite depth/);
  });
});
