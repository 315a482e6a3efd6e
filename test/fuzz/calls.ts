// A valid call of every public function, method and constructor: what bad inputs start from. The ops' come from their table, the rest
// stand here. Each is made anew for each row, in a scope of its own.

import { rows } from '../support/optable/all.ts';
import type { OpRow } from '../support/optable.ts';
import { Random } from '../support/random.ts';
import { isNd, mapNd, type Nd } from '../support/reference/nd.ts';
import type { Library } from './run.ts';

/** A call that is valid as it stands. */
export interface Call {
  /** As one writes it: `F.crossEntropy`, `nn.Linear`, `Tensor.add`. */
  name: string;
  /** What error messages begin with, where it is known. */
  title: string | undefined;
  /** Whether it is done only after its promise. */
  later?: true;
  /** Its options, where they cannot be found by a look at what it reads. */
  options?: { at: number; names: string[] };
  make: () => Made;
}

export interface Made {
  call: (...args: unknown[]) => unknown;
  args: unknown[];
  /** The names of the parameters, of which the last may be options. */
  params: readonly string[];
  /** The object whose method it is. */
  self?: object;
}

/** What was made for the last calls and is freed by nobody else. */
const owned: { dispose: () => void }[] = [];

/** Frees what the last calls were made of. */
export function disposeOwned(): void {
  for (const one of owned.splice(0)) one.dispose();
}

/** Has something freed after the call that it is made for. */
export const own = <T extends { dispose: () => void }>(one: T): T => {
  owned.push(one);
  return one;
};

type Function = (...args: unknown[]) => unknown;
type Class = new (...args: unknown[]) => unknown;

const withoutNests = (text: string): string => {
  let out = '';
  let depth = 0;
  for (const c of text) {
    if ('([{'.includes(c)) depth++;
    if (depth === 0) out += c;
    if (')]}'.includes(c)) depth--;
  }
  return out;
};

/** The names of a function's parameters, as its source has them. */
export function paramsOf(f: unknown): string[] {
  const text = String(f);
  const start = text.startsWith('class') ? text.indexOf('constructor(') + 11 : text.indexOf('(');
  if (start < (text.startsWith('class') ? 11 : 0)) return [];
  let end = start;
  for (let depth = 0; end < text.length; end++) {
    if ('([{'.includes(text[end]!)) depth++;
    if (')]}'.includes(text[end]!) && --depth === 0) break;
  }
  const list = withoutNests(text.slice(start + 1, end));
  return (
    list
      .split(',')
      // a bundler numbers names that occur twice
      .map((p) =>
        p
          .split('=')[0]!
          .trim()
          .replace(/(?<=[a-z]{3})\d$/, ''),
      )
      .filter((p) => p !== '')
  );
}

const isClass = (f: unknown): f is Class => /^class\b/.test(String(f));

/** The table's own calls: the longest small sample, and one with options. */
function fromTable(rl: Library, row: OpRow): Call[] {
  const small = (x: unknown): boolean => {
    let all = true;
    mapNd(x, (a) => {
      all &&= a.data.length > 0 && a.data.length <= 64;
    });
    return all;
  };
  const samples = [...row.samples(new Random(row.name))].filter(({ args }) => small(args));
  const longest = [...samples].sort((a, b) => b.args.length - a.args.length)[0];
  const ranked = samples.find(({ args }) => isNd(args[0]) && args[0].shape.length > 1);
  const chosen = [...new Set([longest, ranked])].filter((s) => s !== undefined);
  const path = row.name.replace('Tensor.', '');
  const f = row.name.startsWith('Tensor.') ? undefined : (get(rl, path) as Function);
  const title = path.replace(/^\w+\./, '');
  const calls: Call[] = [];
  for (const { args } of chosen) {
    const tensors = (): unknown[] => mapNd([...args], (x) => tensorOf(rl, x)) as unknown[];
    if (f !== undefined) calls.push({ name: row.name, title, make: () => ({ call: f, args: tensors(), params: paramsOf(f) }) });
    if (row.method === false || !(title in rl.Tensor.prototype)) continue;
    const make = (): Made => {
      const [self, ...rest] = tensors();
      const call = (self as Record<string, Function>)[title]!;
      return { call: call.bind(self), args: rest, params: paramsOf(call), self: self as object };
    };
    calls.push({ name: `Tensor.${title}`, title, make });
  }
  return calls;
}

function tensorOf(rl: Library, { shape, dtype, data }: Nd): unknown {
  const array = { float32: Float32Array, int32: Int32Array, bool: Uint8Array, float64: Float64Array }[dtype];
  return rl.tensor(array.from(data) as Float32Array, { shape, dtype: dtype as 'float32' });
}

export function get(rl: Library, path: string): unknown {
  let at: unknown = rl;
  for (const part of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[part];
  return at;
}

/** Arguments that other calls are made of. */
function parts(rl: Library) {
  const { nn, optim, data } = rl;
  const x = () => rl.tensor([1, 2, 3, 4, 5, 6], { shape: [2, 3] });
  const labels = () => rl.tensor(Int32Array.of(0, 2));
  const logits = () => rl.tensor([1, 2, 3, 3, 1, 2, 0, 1, 5, 1, 0, 0], { shape: [4, 3] });
  const classes = () => rl.tensor(Int32Array.of(0, 2, 1, 0));
  const scores = () => rl.tensor([0.1, 0.8, 0.4, 0.6]);
  const hits = () => rl.tensor(Int32Array.of(0, 1, 0, 1));
  const model = () => own(new nn.Linear(3, 2));
  const params = () => {
    const m = model();
    for (const p of m.parameters()) p.grad = rl.ones(p.shape);
    return m.parameters();
  };
  const sgd = () => own(new optim.SGD(params(), { lr: 0.1 }));
  const dataset = () => new data.TensorDataset(logits(), classes());
  return { x, labels, logits, classes, scores, hits, model, params, sgd, dataset };
}

/** What the table has not, by the name under which the library exports it: the arguments of a valid call. */
function otherArguments(rl: Library): Record<string, () => unknown[]> {
  const { optim, data } = rl;
  const { x, labels, logits, classes, scores, hits, model, params, sgd, dataset } = parts(rl);
  const none = (): unknown[] => [];
  const optimizer = (): unknown[] => [params(), { lr: 0.1 }];
  const binary = (): unknown[] => [scores(), hits()];
  const multi = (): unknown[] => [logits(), classes()];
  const dropout = (): unknown[] => [x(), 0.5, { training: true }];
  const lists: Record<string, () => unknown[]> = {
    gradcheck: () => [(t: unknown) => rl.square(t as never), rl.ones([2], { requiresGrad: true }), { eps: 1e-2 }],
    'autograd.grad': () => {
      const leaf = rl.ones([2], { requiresGrad: true });
      return [leaf.mul(2).sum(), [leaf], { retainGraph: true }];
    },
    borrow: () => [x(), () => 1],
    noGrad: () => [() => 1],
    detectAnomaly: () => [() => 1],
    scope: () => [() => 1],
    keep: () => [x()],
    saveSafetensors: () => [{ a: x() }, { note: 'x' }],
    loadSafetensors: () => [rl.saveSafetensors({ a: x() }), {}],
    saveTorch: () => [new Map<string, unknown>([['a', x()]])],
    loadTorch: () => [rl.saveTorch({ a: x() })],
    describe: () => [model(), x()],
    saveCheckpoint: () => [{ model: model(), optimizer: sgd(), extra: 1 }],
    loadCheckpoint: () => [rl.saveCheckpoint({ model: model() }), { model: model() }],
    Generator: () => [1],
    manualSeed: () => [1],
    initialSeed: none,
    toTorchRngState: () => [rl.defaultGenerator.getState()],
    fromTorchRngState: () => [rl.toTorchRngState(rl.defaultGenerator.getState())],
    backend: none,
    memory: none,
    tensor: () => [[1, 2], { dtype: 'float32' }],
    rand: () => [[2, 3], {}],
    randn: () => [[2, 3], {}],
    randint: () => [0, 5, [2, 3], {}],
    randperm: () => [5, {}],
    bernoulli: () => [scores(), {}],
    at: () => [x(), 0, 1],
    softmax: () => [x(), 1],
    logSoftmax: () => [x(), 1],
    'F.dropout': dropout,
    'F.alphaDropout': dropout,
    'F.dropout1d': dropout,
    'F.dropout2d': dropout,
    Parameter: () => [x(), {}],
    MultiheadAttention: () => [4, 2, { dropout: 0.1 }],
    ModuleList: () => [[model()]],
    Sequential: () => [model(), new rl.nn.ReLU()],
    Conv2d: () => [2, 4, 3, { stride: 1, padding: 1 }],
    Conv1d: () => [2, 4, 3, { stride: 1, padding: 1 }],
    ConvTranspose1d: () => [2, 4, 3, { stride: 1, padding: 1 }],
    ConvTranspose2d: () => [2, 4, 3, { stride: 1, padding: 1 }],
    Bilinear: () => [2, 3, 2, { bias: true }],
    GroupNorm: () => [2, 4, {}],
    InstanceNorm1d: () => [3, {}],
    InstanceNorm2d: () => [3, {}],
    AdaptiveAvgPool1d: () => [2],
    AdaptiveMaxPool1d: () => [2],
    AdaptiveMaxPool2d: () => [[2, null]],
    AvgPool1d: () => [2, {}],
    MaxPool1d: () => [2, {}],
    Upsample: () => [{ scaleFactor: 2 }],
    Softmin: () => [1],
    Threshold: () => [1, 0],
    Unflatten: () => [1, [2, 2]],
    TransformerEncoderLayer: () => [4, 2, { dimFeedforward: 3 }],
    TransformerEncoder: () => [own(new rl.nn.TransformerEncoderLayer(4, 2, { dimFeedforward: 3 })), 1, {}],
    Dropout: () => [0.5],
    Embedding: () => [4, 3, {}],
    EmbeddingBag: () => [4, 3, {}],
    Linear: () => [3, 2, { bias: true }],
    LinearCrossEntropyLoss: () => [3, 2, {}],
    BatchNorm1d: () => [3, {}],
    BatchNorm2d: () => [3, {}],
    LayerNorm: () => [[3], {}],
    AdaptiveAvgPool2d: () => [[2, null]],
    AvgPool2d: () => [2, {}],
    MaxPool2d: () => [2, {}],
    Softmax: () => [1],
    LogSoftmax: () => [1],
    uniform_: () => [x(), 0, 1, {}],
    normal_: () => [x(), 0, 1, {}],
    constant_: () => [x(), 1],
    zeros_: () => [x()],
    ones_: () => [x()],
    calculateGain: () => ['leaky_relu', 0.1],
    xavierUniform_: () => [x(), {}],
    xavierNormal_: () => [x(), {}],
    kaimingUniform_: () => [x(), {}],
    kaimingNormal_: () => [x(), {}],
    clipGradNorm_: () => [params(), 1, {}],
    clipGradValue_: () => [params(), 1],
    parametersToVector: () => [params()],
    vectorToParameters: () => [rl.zeros([8]), params()],
    toTorchState: () => [sgd()],
    ChainedScheduler: () => [[new optim.lrScheduler.StepLR(sgd(), { stepSize: 2 })]],
    CosineAnnealingLR: () => [sgd(), { tMax: 4 }],
    CosineAnnealingWarmRestarts: () => [sgd(), { t0: 4 }],
    CyclicLR: () => [sgd(), { baseLr: 0.1, maxLr: 1, cycleMomentum: false }],
    ExponentialLR: () => [sgd(), { gamma: 0.9 }],
    MultiStepLR: () => [sgd(), { milestones: [1, 2] }],
    StepLR: () => [sgd(), { stepSize: 2 }],
    LambdaLR: () => [sgd(), { lrLambda: () => 1 }],
    MultiplicativeLR: () => [sgd(), { lrLambda: () => 1 }],
    OneCycleLR: () => [sgd(), { maxLr: 1, totalSteps: 9, cycleMomentum: false }],
    SequentialLR: () => {
      const o = sgd();
      const { StepLR } = optim.lrScheduler;
      return [o, { schedulers: [new StepLR(o, { stepSize: 2 }), new StepLR(o, { stepSize: 3 })], milestones: [2] }];
    },
    SWALR: () => [sgd(), { swaLr: 0.1 }],
    AveragedModel: () => [model(), {}],
    updateBn: () => [[x()], own(new rl.nn.Sequential(model(), new rl.nn.BatchNorm1d(2)))],
    defaultCollate: () => [[{ a: x(), b: 1 }]],
    randomSplit: () => [dataset(), [2, 2], {}],
    Subset: () => [dataset(), [0, 1]],
    TensorDataset: () => [logits(), classes()],
    OneHotEncoder: () => [[2, [1, 2]], {}],
    StandardScaler: () => [3, {}],
    fromImageData: () => [{ data: new Uint8ClampedArray(16), width: 2, height: 2 }, {}],
    DistributedSampler: () => [dataset(), { numReplicas: 2, rank: 0 }],
    kFold: () => [10, 2, {}],
    stratifiedKFold: () => [[0, 1, 0, 1], 2, {}],
    DataLoader: () => [dataset(), { batchSize: 2 }],
    RandomSampler: () => [dataset(), {}],
    SequentialSampler: () => [dataset()],
    stratifiedSplit: () => [[0, 1, 0, 1], [0.5, 0.5], {}],
    WeightedRandomSampler: () => [[1, 2, 3], 4, {}],
    accumulate: () => [rl.metrics.accuracy, {}],
    classWeights: () => [classes(), {}],
    confusionMatrix: multi,
    accuracy: multi,
    balancedAccuracy: multi,
    cohenKappa: multi,
    f1: multi,
    precisionRecallF1: multi,
    matthewsCorrcoef: multi,
    temperatureScaling: multi,
    logLoss: () => [rl.softmax(logits(), 1), classes()],
    brierScore: () => [rl.softmax(logits(), 1), classes()],
    expectedCalibrationError: () => [rl.softmax(logits(), 1), classes()],
    averagePrecision: binary,
    calibrationCurve: binary,
    prCurve: binary,
    rocAuc: binary,
    rocCurve: binary,
  };
  for (const name of 'Adadelta Adagrad Adam AdamW Adamax ASGD LBFGS NAdam RAdam RMSprop Rprop SGD'.split(' '))
    lists[name] = optimizer;
  for (const name of 'ConstantLR LinearLR PolynomialLR ReduceLROnPlateau'.split(' ')) lists[name] = () => [sgd(), {}];
  for (const name of 'RNN GRU LSTM RNNCell GRUCell LSTMCell'.split(' ')) lists[name] = () => [3, 2, {}];
  void labels;
  void data;
  return lists;
}

/** Methods, each on an object of its own. */
function methods(rl: Library): Record<string, () => [self: object, method: string, ...args: unknown[]]> {
  const { nn, optim, data } = rl;
  const { x, logits, classes, model, params, sgd, dataset } = parts(rl);
  const scalar = () => rl.ones([2], { requiresGrad: true }).mul(2).sum();
  const sequential = () => new nn.Sequential(model(), new nn.ReLU());
  const images = () => rl.ones([1, 2, 5, 5]);
  const sequences = () => rl.ones([1, 2, 5]);
  const encoderLayer = () => own(new nn.TransformerEncoderLayer(4, 2, { dimFeedforward: 3 }));
  const step = () => new optim.lrScheduler.StepLR(sgd(), { stepSize: 2 });
  return {
    'Tensor.backward': () => [scalar(), 'backward', {}],
    'Tensor.retainGrad': () => [scalar(), 'retainGrad'],
    'Tensor.requiresGrad_': () => [x(), 'requiresGrad_', true],
    'Tensor.at': () => [x(), 'at', 0, 1],
    'Tensor.softmax': () => [x(), 'softmax', 1],
    'Tensor.logSoftmax': () => [x(), 'logSoftmax', 1],
    'Tensor.add_': () => [x(), 'add_', x(), {}],
    'Tensor.sub_': () => [x(), 'sub_', x(), {}],
    'Tensor.mul_': () => [x(), 'mul_', x()],
    'Tensor.div_': () => [x(), 'div_', x()],
    'Tensor.fill_': () => [x(), 'fill_', 1],
    'Tensor.zero_': () => [x(), 'zero_'],
    'Tensor.copy_': () => [x(), 'copy_', x()],
    'Tensor.uniform_': () => [x(), 'uniform_', 0, 1, {}],
    'Tensor.normal_': () => [x(), 'normal_', 0, 1, {}],
    'Tensor.size': () => [x(), 'size', 0],
    'Tensor.isContiguous': () => [x(), 'isContiguous'],
    'Tensor.dispose': () => [x(), 'dispose'],
    'Tensor.toTypedArray': () => [x(), 'toTypedArray'],
    'Tensor.item': () => [scalar(), 'item'],
    'Tensor.tolist': () => [x(), 'tolist'],
    'Tensor.toString': () => [x(), 'toString'],
    'Module.namedChildren': () => [sequential(), 'namedChildren'],
    'Module.children': () => [sequential(), 'children'],
    'Module.namedModules': () => [sequential(), 'namedModules', 'a'],
    'Module.modules': () => [sequential(), 'modules'],
    'Module.namedParameters': () => [sequential(), 'namedParameters', 'a'],
    'Module.parameters': () => [sequential(), 'parameters'],
    'Module.registerBuffer': () => [sequential(), 'registerBuffer', 'b', x(), {}],
    'Module.namedBuffers': () => [sequential(), 'namedBuffers', 'a'],
    'Module.buffers': () => [sequential(), 'buffers'],
    'Module.stateDict': () => [sequential(), 'stateDict'],
    'Module.loadStateDict': () => [model(), 'loadStateDict', { weight: rl.ones([2, 3]), bias: rl.ones([2]) }, { strict: true }],
    'Module.train': () => [sequential(), 'train', true],
    'Module.eval': () => [sequential(), 'eval'],
    'Module.zeroGrad': () => [sequential(), 'zeroGrad'],
    'Module.apply': () => [sequential(), 'apply', () => {}],
    'Module.requiresGrad_': () => [sequential(), 'requiresGrad_', false],
    'Module.dispose': () => [sequential(), 'dispose'],
    'Module.toString': () => [sequential(), 'toString'],
    'Sequential.at': () => [sequential(), 'at', 0],
    'Sequential.forward': () => [sequential(), 'forward', x()],
    'ModuleList.at': () => [new nn.ModuleList([model()]), 'at', 0],
    'ModuleList.append': () => [new nn.ModuleList([model()]), 'append', model()],
    'ModuleList.extend': () => [new nn.ModuleList([model()]), 'extend', [model()]],
    'Linear.forward': () => [model(), 'forward', x()],
    'ReLU.forward': () => [new nn.ReLU(), 'forward', x()],
    'GELU.forward': () => [new nn.GELU(), 'forward', x()],
    'Softmax.forward': () => [new nn.Softmax(1), 'forward', x()],
    'Flatten.forward': () => [new nn.Flatten(), 'forward', x()],
    'Identity.forward': () => [new nn.Identity(), 'forward', x()],
    'Dropout.forward': () => [new nn.Dropout(0.2), 'forward', x()],
    'Conv2d.forward': () => [new nn.Conv2d(2, 3, 3), 'forward', images()],
    'MaxPool2d.forward': () => [new nn.MaxPool2d(2), 'forward', images()],
    'AvgPool2d.forward': () => [new nn.AvgPool2d(2), 'forward', images()],
    'AdaptiveAvgPool2d.forward': () => [new nn.AdaptiveAvgPool2d(2), 'forward', images()],
    'BatchNorm1d.forward': () => [new nn.BatchNorm1d(3), 'forward', x()],
    'BatchNorm2d.forward': () => [new nn.BatchNorm2d(2), 'forward', images()],
    'LayerNorm.forward': () => [new nn.LayerNorm(3), 'forward', x()],
    'Embedding.forward': () => [new nn.Embedding(4, 3), 'forward', classes()],
    'EmbeddingBag.forward': () => [new nn.EmbeddingBag(4, 3), 'forward', rl.tensor(Int32Array.of(0, 1, 2, 3), { shape: [2, 2] })],
    'MultiheadAttention.forward': () => {
      const q = rl.ones([2, 3, 4]);
      return [new nn.MultiheadAttention(4, 2, { batchFirst: true }), 'forward', q, q, q];
    },
    'Conv1d.forward': () => [new nn.Conv1d(2, 3, 3), 'forward', sequences()],
    'ConvTranspose1d.forward': () => [new nn.ConvTranspose1d(2, 3, 3), 'forward', sequences()],
    'ConvTranspose2d.forward': () => [new nn.ConvTranspose2d(2, 3, 3), 'forward', images()],
    'MaxPool1d.forward': () => [new nn.MaxPool1d(2), 'forward', sequences()],
    'AvgPool1d.forward': () => [new nn.AvgPool1d(2), 'forward', sequences()],
    'AdaptiveAvgPool1d.forward': () => [new nn.AdaptiveAvgPool1d(2), 'forward', sequences()],
    'AdaptiveMaxPool1d.forward': () => [new nn.AdaptiveMaxPool1d(2), 'forward', sequences()],
    'AdaptiveMaxPool2d.forward': () => [new nn.AdaptiveMaxPool2d(2), 'forward', images()],
    'Upsample.forward': () => [new nn.Upsample({ scaleFactor: 2 }), 'forward', images()],
    'GroupNorm.forward': () => [new nn.GroupNorm(1, 2), 'forward', images()],
    'InstanceNorm1d.forward': () => [new nn.InstanceNorm1d(2, { affine: true }), 'forward', sequences()],
    'InstanceNorm2d.forward': () => [new nn.InstanceNorm2d(2), 'forward', images()],
    'Dropout1d.forward': () => [new nn.Dropout1d(0.2), 'forward', sequences()],
    'Dropout2d.forward': () => [new nn.Dropout2d(0.2), 'forward', images()],
    'AlphaDropout.forward': () => [new nn.AlphaDropout(0.2), 'forward', x()],
    'Unflatten.forward': () => [new nn.Unflatten(1, [3, 1]), 'forward', x()],
    'PReLU.forward': () => [new nn.PReLU(), 'forward', x()],
    'GLU.forward': () => [new nn.GLU(), 'forward', images().select(3, 0).narrow(2, 0, 4)],
    'Threshold.forward': () => [new nn.Threshold(1, 0), 'forward', x()],
    'Bilinear.forward': () => [new nn.Bilinear(3, 3, 2), 'forward', x(), x()],
    'CosineSimilarity.forward': () => [new nn.CosineSimilarity(), 'forward', x(), x()],
    'PairwiseDistance.forward': () => [new nn.PairwiseDistance(), 'forward', x(), x()],
    'RNN.forward': () => [new nn.RNN(3, 2), 'forward', x(), rl.ones([1, 2])],
    'GRU.forward': () => [new nn.GRU(3, 2), 'forward', x(), rl.ones([1, 2])],
    'LSTM.forward': () => [new nn.LSTM(3, 2), 'forward', x(), [rl.ones([1, 2]), rl.ones([1, 2])]],
    'RNNCell.forward': () => [new nn.RNNCell(3, 2), 'forward', x(), rl.ones([2, 2])],
    'GRUCell.forward': () => [new nn.GRUCell(3, 2), 'forward', x(), rl.ones([2, 2])],
    'LSTMCell.forward': () => [new nn.LSTMCell(3, 2), 'forward', x(), [rl.ones([2, 2]), rl.ones([2, 2])]],
    'TransformerEncoderLayer.forward': () => [encoderLayer(), 'forward', rl.ones([2, 4]), {}],
    'TransformerEncoder.forward': () => [new nn.TransformerEncoder(encoderLayer(), 1), 'forward', rl.ones([2, 4]), {}],
    'PoissonNLLLoss.forward': () => [new nn.PoissonNLLLoss(), 'forward', x(), x()],
    'GaussianNLLLoss.forward': () => [new nn.GaussianNLLLoss(), 'forward', x(), x(), x()],
    'CTCLoss.forward': () => {
      const logits = rl.rand([4, 1, 3]).logSoftmax(2);
      return [new nn.CTCLoss(), 'forward', logits, rl.tensor(Int32Array.of(1, 2), { shape: [1, 2] }), [4], [2]];
    },
    'SoftMarginLoss.forward': () => [new nn.SoftMarginLoss(), 'forward', x(), x().sign()],
    'MultiLabelMarginLoss.forward': () => [new nn.MultiLabelMarginLoss(), 'forward', logits(), logits().mul(0).to('int32')],
    'MultiLabelSoftMarginLoss.forward': () => [new nn.MultiLabelSoftMarginLoss(), 'forward', x(), rl.ones([2, 3])],
    'MarginRankingLoss.forward': () => [new nn.MarginRankingLoss(), 'forward', x(), x(), rl.ones([2, 3])],
    'HingeEmbeddingLoss.forward': () => [new nn.HingeEmbeddingLoss(), 'forward', x(), rl.ones([2, 3])],
    'CosineEmbeddingLoss.forward': () => [new nn.CosineEmbeddingLoss(), 'forward', x(), x(), rl.ones([2])],
    'TripletMarginLoss.forward': () => [new nn.TripletMarginLoss(), 'forward', x(), x(), x().mul(2)],
    'StandardScaler.fit': () => [new data.StandardScaler(3), 'fit', x()],
    'StandardScaler.forward': () => [new data.StandardScaler(3).fit(x()), 'forward', x()],
    'StandardScaler.inverse': () => [new data.StandardScaler(3).fit(x()), 'inverse', x()],
    'OneHotEncoder.fit': () => [new data.OneHotEncoder([2, [2, 5], 2]), 'fit', x()],
    'OneHotEncoder.forward': () => [
      new data.OneHotEncoder([
        [1, 4],
        [2, 5],
        [3, 6],
      ]),
      'forward',
      x(),
    ],
    'CrossEntropyLoss.forward': () => [new nn.CrossEntropyLoss(), 'forward', logits(), classes()],
    'NLLLoss.forward': () => [new nn.NLLLoss(), 'forward', logits(), classes()],
    'MSELoss.forward': () => [new nn.MSELoss(), 'forward', x(), x()],
    'L1Loss.forward': () => [new nn.L1Loss(), 'forward', x(), x()],
    'SmoothL1Loss.forward': () => [new nn.SmoothL1Loss(), 'forward', x(), x()],
    'HuberLoss.forward': () => [new nn.HuberLoss(), 'forward', x(), x()],
    'KLDivLoss.forward': () => [new nn.KLDivLoss(), 'forward', x(), x()],
    'BCEWithLogitsLoss.forward': () => [new nn.BCEWithLogitsLoss(), 'forward', x(), rl.ones([2, 3])],
    'BCELoss.forward': () => [new nn.BCELoss(), 'forward', rl.rand([2, 3]), rl.ones([2, 3])],
    'MultiMarginLoss.forward': () => [new nn.MultiMarginLoss(), 'forward', logits(), classes()],
    'LinearCrossEntropyLoss.forward': () => [new nn.LinearCrossEntropyLoss(3, 2), 'forward', x(), rl.tensor(Int32Array.of(0, 1))],
    'Optimizer.addParamGroup': () => [sgd(), 'addParamGroup', { params: params(), lr: 0.1 }],
    'Optimizer.step': () => [sgd(), 'step'],
    'LBFGS.step': () => [new optim.LBFGS(params()), 'step', () => scalar()],
    'Optimizer.zeroGrad': () => [sgd(), 'zeroGrad', {}],
    'Optimizer.stateDict': () => [sgd(), 'stateDict'],
    'Optimizer.loadStateDict': () => [sgd(), 'loadStateDict', sgd().stateDict()],
    'Optimizer.dispose': () => [sgd(), 'dispose'],
    'LRScheduler.step': () => [step(), 'step'],
    'ReduceLROnPlateau.step': () => [new optim.lrScheduler.ReduceLROnPlateau(sgd()), 'step', 1],
    'LRScheduler.getLastLr': () => [step(), 'getLastLr'],
    'LRScheduler.stateDict': () => [step(), 'stateDict'],
    'LRScheduler.loadStateDict': () => [step(), 'loadStateDict', step().stateDict()],
    'AveragedModel.updateParameters': () => [new optim.swaUtils.AveragedModel(model()), 'updateParameters', model()],
    'AveragedModel.forward': () => [new optim.swaUtils.AveragedModel(model()), 'forward', x()],
    'Generator.manualSeed': () => [new rl.Generator(1), 'manualSeed', 3],
    'Generator.initialSeed': () => [new rl.Generator(1), 'initialSeed'],
    'Generator.getState': () => [new rl.Generator(1), 'getState'],
    'Generator.setState': () => [new rl.Generator(1), 'setState', new rl.Generator(2).getState()],
    'TensorDataset.get': () => [dataset(), 'get', 1],
    'Subset.get': () => [new data.Subset(dataset(), [1, 0]), 'get', 1],
    'DistributedSampler.setEpoch': () => [new data.DistributedSampler(dataset(), { numReplicas: 2, rank: 0 }), 'setEpoch', 1],
    'Metric.update': () => [rl.metrics.accumulate(rl.metrics.accuracy), 'update', logits(), classes()],
    'Metric.reset': () => [rl.metrics.accumulate(rl.metrics.accuracy), 'reset'],
  };
}

/** What reads files, over several turns of the event loop. */
function reading(rl: Library): Call[] {
  const file = () => rl.scope(() => rl.saveSafetensors({ a: rl.ones([2]) }));
  const index = { weight_map: { a: 'one' } };
  const call = (name: string, params: string[], args: () => unknown[], f: () => Function | Promise<Function>): Call => ({
    name,
    title: name.split('.').at(-1),
    later: true,
    ...(params.at(-1) === 'options' ? { options: { at: params.length - 1, names: ['cast', 'prefix', 'rename', 'tied'] } } : {}),
    make: () => ({
      call: async (...given) => {
        const result = await (await f())(...given);
        for (const t of Object.values(result ?? {})) if (t instanceof rl.Tensor) own(t);
        return result instanceof rl.Tensor ? own(result) : result;
      },
      args: args(),
      params,
    }),
  });
  const method = (name: 'load' | 'loadAll') => async () => {
    const opened = await rl.openSafetensors(file());
    return opened[name].bind(opened) as Function;
  };
  return [
    call(
      'openSafetensors',
      ['source'],
      () => [file()],
      () => rl.openSafetensors as Function,
    ),
    call(
      'loadSharded',
      ['index', 'open', 'options'],
      () => [index, file, {}],
      () => rl.loadSharded as Function,
    ),
    call('SafetensorsFile.load', ['name', 'options'], () => ['a', {}], method('load')),
    call('SafetensorsFile.loadAll', ['options'], () => [{}], method('loadAll')),
  ];
}

/** What trains and measures, over several turns of the event loop. */
function later(rl: Library): Call[] {
  const job = () => {
    const model = own(new rl.nn.Linear(3, 2));
    const optimizer = own(new rl.optim.SGD(model.parameters(), { lr: 0.1 }));
    const x = own(rl.tensor([1, 2, 3, 4, 5, 6], { shape: [2, 3] }));
    const y = own(rl.tensor(Int32Array.of(0, 1)));
    return { model, optimizer, criterion: new rl.nn.CrossEntropyLoss(), loader: [[x, y]], x };
  };
  const call = (name: 'fit' | 'evaluate' | 'predict', names: string, args: () => unknown[]): Call => ({
    name,
    title: undefined,
    later: true,
    options: { at: 2, names: names.split(' ') },
    make: () => ({ call: rl[name] as Function, args: args(), params: ['model', 'loader', 'options'] }),
  });
  const ofFit =
    'epochs optimizer criterion step scheduler schedulerStep validation metrics monitor monitorMode accumulate clipGradNorm ema ' +
    'sampleWeight mixup signal onBatch onEpoch earlyStopping nonFinite startEpoch history checkpoint';
  return [
    call('fit', ofFit, () => {
      const { model, optimizer, criterion, loader } = job();
      return [model, loader, { epochs: 1, optimizer, criterion, signal: AbortSignal.timeout(50) }];
    }),
    call('evaluate', 'criterion metrics sampleWeight', () => {
      const { model, criterion, loader } = job();
      return [model, loader, { criterion }];
    }),
    call('predict', 'batchSize activation signal', () => {
      const { model, x } = job();
      return [model, x, {}];
    }),
  ];
}

/** What is abstract, or needs the machine: it has tests of its own. */
const ELSEWHERE = /^(Tensor|Module|Optimizer|LRScheduler|\w+Error|init|shutdown)$/;

/** What hands options on to others, whose names stand in its errors. */
const SPEAKS_FOR_OTHERS = new Set(['accumulate', 'LinearCrossEntropyLoss', 'updateBn', 'describe']);

/** Every call, and the names that have none. */
export function allCalls(rl: Library): { calls: Call[]; missing: string[] } {
  const calls = rows.flatMap((row) => fromTable(rl, row));
  const known = new Set(calls.map(({ name }) => name));
  const others = otherArguments(rl);
  const missing: string[] = [];
  const { nn, optim } = rl;
  const spaces: Record<string, object> = { '': rl, 'F.': rl.F, 'nn.': nn, 'nn.init.': nn.init, 'nn.utils.': nn.utils };
  Object.assign(spaces, { 'optim.': optim, 'optim.lrScheduler.': optim.lrScheduler, 'optim.swaUtils.': optim.swaUtils });
  Object.assign(spaces, { 'data.': rl.data, 'metrics.': rl.metrics, 'autograd.': rl.autograd });
  for (const [space, members] of Object.entries(spaces))
    for (const [key, value] of Object.entries(members)) {
      const name = space + key;
      if (typeof value !== 'function' || known.has(name) || ELSEWHERE.test(key)) continue;
      if (rl[key as 'zeros'] === value && space !== '') continue;
      const args = others[name] ?? others[key] ?? (isClass(value) && space === 'nn.' ? () => [] : undefined);
      if (args === undefined) missing.push(name);
      else calls.push({ name, title: SPEAKS_FOR_OTHERS.has(key) ? undefined : key, make: () => made(value as Function, args()) });
    }
  for (const [name, make] of Object.entries(methods(rl)))
    calls.push({
      name,
      // other classes speak of themselves, or of what they call
      title: name.startsWith('Tensor.') ? name.slice(7) : undefined,
      make: () => {
        const [self, method, ...args] = make();
        if ('dispose' in self) owned.push(self as { dispose: () => void });
        const f = (self as Record<string, Function>)[method]!;
        return { call: f.bind(self), args, params: paramsOf(f), self };
      },
    });
  const all = [...calls, ...reading(rl), ...later(rl)];
  return { calls: all, missing: missing.filter((name) => !all.some((call) => call.name === name)) };
}

function made(f: Function, args: unknown[]): Made {
  const call = isClass(f) ? (...given: unknown[]): unknown => new (f as unknown as Class)(...given) : f;
  return { call, args, params: paramsOf(f) };
}
