// What a strict TypeScript user sees: types that must be inferred, and mistakes that must not compile.
import { borrow, type DType, data, F, nn, optim, type Shape, scope, type Tensor, tensor } from 'rushlight';
import { toOnnx } from 'rushlight/onnx';
import { connect, serve, type TrainingRun } from 'rushlight/worker';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(holds: Same<A, B>): void => void holds;

const x = tensor([[1, 2]], { requiresGrad: true });
same<typeof x, Tensor>(true);
same<typeof x.shape, Shape>(true);
same<typeof x.dtype, DType>(true);
const item = tensor([1]).item();
same<typeof item, number>(true);

const loss: Tensor = F.crossEntropy(x, tensor([0], { dtype: 'int32' }), {
  reduction: 'sum',
  labelSmoothing: 0.1,
  ignoreIndex: -1,
});
const lent = borrow(x, (view) => {
  same<typeof view, Float32Array | Int32Array>(true);
  view.set([1]);
  return view.length;
});
same<typeof lent, number>(true);
const inner = scope(() => ({ loss, name: 'a' }));
same<typeof inner, { loss: Tensor; name: string }>(true);

class Model extends nn.Module {
  override forward(input: Tensor): Tensor {
    return input;
  }
}
const file: Uint8Array = toOnnx(new Model(), x);
const state: Record<string, Tensor> = new Model().stateDict();
const optimizer = new optim.AdamW(new nn.Linear(2, 3, { bias: false }).parameters(), { lr: 1e-3, weightDecay: 0.1 });
optimizer.loadStateDict(optimizer.stateDict());

for (const [inputs, targets] of new data.DataLoader(new data.TensorDataset(x, x))) {
  same<typeof inputs, Tensor>(true);
  same<typeof targets, Tensor>(true);
}

const job = serve({
  model: () => new nn.Linear(2, 3),
  async train(model, { lr }: { lr: number }) {
    const optimizer = new optim.SGD(model.parameters(), { lr });
    return { loader: [[x, x]], epochs: 1, optimizer, criterion: new nn.CrossEntropyLoss() };
  },
  predict: (model, row: number[]) => model.forward(tensor([row])).toTypedArray(),
  calls: { half: async (n: number) => n / 2 },
});
const trainer = connect<typeof job>(new Worker('job.js'));
const run: TrainingRun = trainer.start({ lr: 0.1 });
const answers = [trainer.predict([1, 2]), trainer.call('half', 3)] as const;
same<typeof answers, readonly [Promise<Float32Array | Int32Array | Uint8Array>, Promise<number>]>(true);

// @ts-expect-error an option of the worker's `train` that is missing
trainer.start({});
// @ts-expect-error not what the worker's `predict` takes
trainer.predict('x');
// @ts-expect-error a call that the worker has not
trainer.call('third', 3);
// @ts-expect-error an array is not a tensor
borrow([1, 2], () => {});
// @ts-expect-error a mistyped option
F.crossEntropy(x, x, { ignoreindex: 1 });
// @ts-expect-error not one of the reductions
F.nllLoss(x, x, { reduction: 'avg' });
// @ts-expect-error a dtype that there is not
tensor([1], { dtype: 'float64' });
// @ts-expect-error the rate is an option
new optim.SGD([x], 0.1);
// @ts-expect-error a size that is missing
new nn.Linear(2);
// @ts-expect-error read only
x.shape = [1];

export { file, run, state };
