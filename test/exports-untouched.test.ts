// What exports a model leaves it, and the random stream, as they were: also where it is refused.
import { beforeAll, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { toOnnx } from '../src/onnx/index.ts';
import { toTfjs } from '../src/tfjs/index.ts';
import { toTorch } from '../src/torch/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { nn, optim } = rl;

beforeAll(start);

class Own extends nn.Module {
  readonly fc = new nn.Linear(3, 3);
  readonly norm = new nn.BatchNorm1d(3);
  readonly drop = new nn.Dropout(0.5);
  draws = false;
  forward(x: rl.Tensor): rl.Tensor {
    const y = this.drop.forward(this.norm.forward(this.fc.forward(x)));
    return this.draws ? y.add(rl.rand([1]).add(y.mean([0, 1], { keepdim: true }))) : y;
  }
}

const EXPORTS: Record<string, (model: Own, example: rl.Tensor) => unknown> = {
  toOnnx: (model, example) => toOnnx(model, example),
  toTfjs: (model, example) => toTfjs(model, { example }),
  toTorch: (model, example) => {
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
    try {
      return toTorch(model, { example, criterion: new nn.CrossEntropyLoss(), optimizer, epochs: 1 });
    } finally {
      optimizer.dispose();
    }
  },
};

it.each(Object.keys(EXPORTS).flatMap((name) => [false, true].map((draws) => [name, draws] as const)))(
  '%s, of a model that draws: %s',
  (name, draws) => {
    leavesNothing(() => {
      const model = new Own();
      model.draws = draws;
      model.norm.eval();
      model.fc.bias?.requiresGrad_(false);
      const example = rl.ones([2, 3]);
      const state = (): unknown => [
        model.modules().map((m) => m.training),
        model.parameters().map((p) => p.requiresGrad),
        Object.entries(model.stateDict()).map(([key, t]) => [key, t.tolist()]),
        [...rl.defaultGenerator.getState()],
        Object.keys(model),
      ];
      const before = state();
      if (draws) expect(() => EXPORTS[name]!(model, example)).toThrow(new RegExp(`^${name}: expected`));
      else EXPORTS[name]!(model, example);
      expect(state()).toEqual(before);
      model.dispose();
    });
  },
);
