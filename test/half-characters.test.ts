// Names with half of a surrogate pair have no UTF-8: every writer refuses them, where the file would have another name.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { toOnnx } from '../src/onnx/index.ts';
import { toTfjs } from '../src/tfjs/index.ts';
import { toTorch } from '../src/torch/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { nn, optim } = rl;

beforeAll(start);

const HALF = 'a\ud800';

class Field extends nn.Module {
  [HALF] = new nn.Linear(2, 2);
  override forward(x: rl.Tensor): rl.Tensor {
    return this[HALF].forward(x);
  }
}

class Empty extends nn.Module {
  layer = new nn.Linear(2, 2);
  constructor() {
    super();
    this.registerBuffer(HALF, null);
  }
  override forward(x: rl.Tensor): rl.Tensor {
    return this.layer.forward(x);
  }
}

class Named extends nn.Linear {}
Object.defineProperty(Named, 'name', { value: HALF });

const made: rl.nn.Module[] = [];

/** Has a model freed after its test. */
function own<M extends rl.nn.Module>(model: M): M {
  made.push(model);
  return model;
}

const linear = (): rl.nn.Linear => own(new nn.Linear(2, 2));
const chain = (layer: rl.nn.Layer): rl.nn.Module => own(new nn.Sequential({ first: new nn.Linear(2, 2), [HALF]: layer }));
const example = (): rl.Tensor => rl.ones([3, 2]);

function project(model: rl.nn.Module): unknown {
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
  return toTorch(model, { example: example(), criterion: new nn.CrossEntropyLoss(), optimizer, epochs: 1 });
}

const calls: [string, string, () => unknown][] = [
  ['toOnnx', 'of a parameter', () => toOnnx(chain(new nn.Linear(2, 2)), example())],
  ['toOnnx', 'of an input', () => toOnnx(linear(), example(), { inputNames: [HALF] })],
  ['toOnnx', 'of an output', () => toOnnx(linear(), example(), { outputNames: [HALF] })],
  ['toTorch', 'of a layer', () => project(chain(new nn.Linear(2, 2)))],
  ['toTorch', 'of a layer without parameters', () => project(chain(new nn.ReLU()))],
  ['toTorch', 'of a field', () => project(own(new Field()))],
  ['toTorch', 'of a buffer that is null', () => project(own(new Empty()))],
  ['toTfjs', 'of a class', () => toTfjs(own(new Named(2, 2)), { example: example() })],
  ['saveSafetensors', 'of a tensor', () => rl.saveSafetensors({ [HALF]: example() })],
  ['saveTorch', 'of a tensor', () => rl.saveTorch({ [HALF]: example() })],
  ['saveCheckpoint', 'of a parameter', () => rl.saveCheckpoint({ model: chain(new nn.Linear(2, 2)) })],
];

describe('half of a character', () => {
  it.each(calls)('is refused by %s in the name %s', (name, _, run) => {
    leavesNothing(() => {
      expect(run).toThrow(new RegExp(`^${name}: expected text of whole characters, got '[^']*a\ud800`));
      for (const module of made.splice(0)) module.dispose();
    });
  });

  it('may come with its other half', () => {
    leavesNothing(() => {
      const model = new nn.Sequential({ 'a😀': new nn.Linear(2, 2) });
      expect(toOnnx(model, example()).length).toBeGreaterThan(0);
      expect(project(model)).toBeTypeOf('object');
      expect(Object.keys(rl.loadTorch(rl.saveTorch(model.stateDict())).value as object)).toEqual(['a😀.weight', 'a😀.bias']);
      model.dispose();
    });
  });
});
