// The error fixtures' Python snippets in TypeScript: what each does, and the name with which its message opens.

import type { Tensor } from '../../../src/index.ts';
import * as rl from '../../../src/index.ts';
import { call, construct } from '../library.ts';

/** `opens` is one name, or several where the snippet runs through one function into another. */
export interface Misuse {
  opens: string;
  run: () => unknown;
}

const leaf = (...shape: number[]): Tensor => rl.ones(shape, { requiresGrad: true });
const parameter = (): Tensor => rl.zeros([1], { requiresGrad: true });
const ints = (...values: number[]): Tensor => rl.tensor(Int32Array.from(values));
const list = (...values: number[]) => ({ length: values.length, get: (i: number) => values[i]! });

const scheduled = (name: string, options: object, optimizer: object = { lr: 0.1, momentum: 0.9 }): { step(): void } =>
  construct(`optim.lrScheduler.${name}`, construct('optim.SGD', [parameter()], optimizer), options) as {
    step(): void;
  };

const optimizer = (name: string, options: object): Misuse => ({
  opens: name,
  run: () => construct(`optim.${name}`, [parameter()], options),
});

const loading = (makeState: (m: rl.nn.Linear) => Record<string, Tensor>): Misuse => ({
  opens: 'loadStateDict',
  run: () => {
    const model = new rl.nn.Linear(2, 2);
    try {
      model.loadStateDict(makeState(model));
    } finally {
      model.dispose();
    }
  },
});

/** Runs `fn` on a module and disposes it, whatever comes. */
function using<M extends rl.nn.Module>(module: M, fn: (module: M) => unknown): unknown {
  try {
    return fn(module);
  } finally {
    module.dispose();
  }
}

export const misuses: Record<string, Misuse> = {
  'CrossEntropyLoss/ls_out_of_range_at_construction': {
    opens: '',
    run: () => new rl.nn.CrossEntropyLoss({ labelSmoothing: 2 }),
  },
  'CrossEntropyLoss/ls_out_of_range_at_call': {
    opens: 'crossEntropy|CrossEntropyLoss',
    run: () => new rl.nn.CrossEntropyLoss({ labelSmoothing: 2 }).forward(rl.zeros([1, 2]), ints(0)),
  },
  'CrossEntropyLoss/weight_list': {
    opens: 'CrossEntropyLoss',
    run: () => construct('nn.CrossEntropyLoss', { weight: [1, 2] }),
  },
  'Linear/in_features': {
    opens: 'linear|Linear',
    run: () => using(new rl.nn.Linear(20, 3), (m) => m.forward(rl.zeros([4, 19]))),
  },
  'Linear/int_input': {
    opens: 'linear|Linear',
    run: () => using(new rl.nn.Linear(2, 3), (m) => m.forward(rl.zeros([4, 2], { dtype: 'int32' }))),
  },
  'view/non_contiguous': { opens: 'view', run: () => rl.zeros([2, 3]).t().view([6]) },
  'dropout/p_above_1': { opens: 'dropout', run: () => call('F.dropout', rl.ones([2]), 1.5) },
  'Dropout/p_negative': { opens: 'Dropout', run: () => construct('nn.Dropout', -0.1) },
  'gelu/approximate': { opens: 'gelu', run: () => call('F.gelu', rl.ones([2]), { approximate: 'fast' }) },
  'item/many': { opens: 'item', run: () => rl.zeros([2]).item() },
  'item/empty': { opens: 'item', run: () => rl.zeros([0]).item() },
  'backward/non_scalar': { opens: 'backward', run: () => leaf(2).mul(2).backward() },
  'backward/no_grad': { opens: 'backward', run: () => rl.ones([1]).sum().backward() },
  'backward/twice': {
    opens: 'backward',
    run: () => {
      const x = leaf(2);
      const y = x.mul(x).sum();
      y.backward();
      y.backward();
    },
  },
  'backward/twice_add_only': {
    opens: '',
    run: () => {
      const x = leaf(2);
      const y = x.add(x).sum();
      y.backward();
      y.backward();
    },
  },
  'backward/gradient_shape': {
    opens: 'backward',
    run: () =>
      leaf(2)
        .mul(2)
        .backward({ gradient: rl.ones([3]) }),
  },
  'inplace/leaf': { opens: 'add_', run: () => leaf(2).add_(1) },
  'inplace/leaf_view': { opens: 'fill_', run: () => leaf(2).select(0, 0).fill_(5) },
  'inplace/saved': {
    opens: 'backward',
    run: () => {
      const y = leaf(2).exp();
      y.add_(1);
      y.sum().backward();
    },
  },
  'inplace/saved_leaf_under_no_grad': {
    opens: 'backward',
    run: () => {
      const x = leaf(2);
      const y = x.mul(x).sum();
      rl.noGrad(() => x.add_(1));
      y.backward();
    },
  },
  'inplace/not_saved': {
    opens: '',
    run: () => {
      const y = leaf(2).add(1);
      y.add_(1);
      y.sum().backward();
    },
  },
  'requires_grad/int': {
    opens: 'requiresGrad_',
    run: () => rl.zeros([2], { dtype: 'int32' }).requiresGrad_(),
  },
  'requires_grad/nonleaf_off': { opens: 'requiresGrad_', run: () => leaf(2).mul(2).requiresGrad_(false) },
  'grad_assign/shape': {
    opens: 'grad',
    run: () => {
      leaf(2).grad = rl.ones([3]);
    },
  },
  'autograd_grad/unused': {
    opens: 'grad|autograd.grad',
    run: () => rl.autograd.grad(leaf(2).sum(), [leaf(2)]),
  },
  'optim/SGD/lr=-1.0': optimizer('SGD', { lr: -1 }),
  'optim/SGD/lr=0.1,momentum=-1.0': optimizer('SGD', { lr: 0.1, momentum: -1 }),
  'optim/SGD/lr=0.1,nesterov=True': optimizer('SGD', { lr: 0.1, nesterov: true }),
  'optim/SGD/lr=0.1,weight_decay=-1.0': optimizer('SGD', { lr: 0.1, weightDecay: -1 }),
  'optim/SGD/no_lr': optimizer('SGD', {}),
  'optim/Adam/lr=-1.0': optimizer('Adam', { lr: -1 }),
  'optim/Adam/betas=(1.0, 0.9)': optimizer('Adam', { betas: [1, 0.9] }),
  'optim/Adam/eps=-1.0': optimizer('Adam', { eps: -1 }),
  'optim/AdamW/weight_decay=-0.1': optimizer('AdamW', { weightDecay: -0.1 }),
  'optim/RMSprop/alpha=-0.1': optimizer('RMSprop', { alpha: -0.1 }),
  'optim/Adagrad/lr_decay=-1.0': optimizer('Adagrad', { lrDecay: -1 }),
  'optim/empty': { opens: 'SGD', run: () => construct('optim.SGD', [], { lr: 0.1 }) },
  'optim/tensor': { opens: 'SGD', run: () => construct('optim.SGD', parameter(), { lr: 0.1 }) },
  'optim/nonleaf': { opens: 'SGD', run: () => construct('optim.SGD', [parameter().mul(2)], { lr: 0.1 }) },
  'optim/duplicate': {
    opens: 'SGD',
    run: () => {
      const x = parameter();
      construct('optim.SGD', [x, x], { lr: 0.1 });
    },
  },
  'OneCycleLR/too_many_steps': {
    opens: 'step|OneCycleLR',
    run: () => {
      const s = scheduled('OneCycleLR', { maxLr: 0.1, totalSteps: 2 });
      for (let k = 0; k < 3; k++) s.step();
    },
  },
  'OneCycleLR/no_total': { opens: 'OneCycleLR', run: () => scheduled('OneCycleLR', { maxLr: 0.1 }) },
  'OneCycleLR/no_momentum': {
    opens: '',
    run: () => scheduled('OneCycleLR', { maxLr: 0.1, totalSteps: 5 }, { lr: 0.1 }),
  },
  'ReduceLROnPlateau/factor': {
    opens: 'ReduceLROnPlateau',
    run: () => scheduled('ReduceLROnPlateau', { factor: 1 }),
  },
  'LinearLR/factor': { opens: 'LinearLR', run: () => scheduled('LinearLR', { startFactor: 1.5 }) },
  'DataLoader/batch_size_0': {
    opens: 'DataLoader',
    run: () => construct('data.DataLoader', list(1, 2), { batchSize: 0 }),
  },
  'DataLoader/shuffle_and_sampler': {
    opens: 'DataLoader',
    run: () =>
      construct('data.DataLoader', list(1, 2), {
        shuffle: true,
        sampler: construct('data.SequentialSampler', list(1, 2)),
      }),
  },
  'DataLoader/shuffle_empty': {
    opens: 'DataLoader|RandomSampler',
    run: () => construct('data.DataLoader', list(), { shuffle: true }),
  },
  'TensorDataset/size_mismatch': {
    opens: 'TensorDataset',
    run: () => construct('data.TensorDataset', rl.zeros([3]), rl.zeros([4])),
  },
  'random_split/sum': { opens: 'randomSplit', run: () => call('data.randomSplit', list(1, 2, 3), [1, 1]) },
  'load_state_dict/shape': loading(() => ({ weight: rl.zeros([3, 2]), bias: rl.zeros([3]) })),
  'load_state_dict/missing': loading(() => ({})),
  'load_state_dict/unexpected': loading((m) => ({ ...m.stateDict(), extra: rl.zeros([1]) })),
  'tensor/ragged': { opens: 'tensor', run: () => rl.tensor([[1, 2], [3]]) },
  'randperm/negative': { opens: 'randperm', run: () => rl.randperm(-1) },
  'randint/empty_range': { opens: 'randint', run: () => rl.randint(5, 5, [2]) },
};
