// A training leaves for the real PyTorch and comes back: the project that `toTorch` writes, run as it is.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { type ToTorchOptions, toTorch } from '../src/torch/index.ts';
import { leafText } from '../src/torch/leaves.ts';
import { leftOut } from './package/absent.ts';
import { start } from './support/library.ts';
import { ownPort } from './support/ports.ts';

const { F, nn, optim } = rl;
type Tensor = rl.Tensor;

const PYTHON = '/usr/bin/python3';
const found = spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
const DEADLINE = 300_000;
const folders: string[] = [];

beforeAll(start);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Writes a project into a folder of its own. */
function write(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'torch-job-'));
  folders.push(folder);
  for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), data);
  return folder;
}

/** Runs Python to its end, under a deadline; returns what it printed. */
function python(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(PYTHON, args, { env: { ...process.env, OMP_NUM_THREADS: '1', ...env }, timeout: DEADLINE });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`python ended with ${code}: ${text}`))));
  });
}

/** `train.py` on several processes of this machine. */
const together = (folder: string, ranks: number, args: readonly string[] = []): Promise<string> =>
  python([
    ...['-m', 'torch.distributed.run', `--nproc_per_node=${ranks}`, '--redirects=1', '--tee=1', `--master_port=${ownPort()}`],
    join(folder, 'train.py'),
    ...args,
  ]);

interface Line {
  epoch: number;
  batch: number;
  loss: number;
}

const lines = (folder: string): Line[] =>
  readFileSync(join(folder, 'trace.json'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const greatest = (a: readonly number[], b: readonly number[]): number => {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((x, i) => Math.abs(x - (b[i] as number))));
};

/** A class of the user's, with another inside, twice the same. */
class Block extends nn.Module {
  readonly fc: rl.nn.Linear;
  readonly drop: rl.nn.Dropout;
  constructor(p: number) {
    super();
    this.fc = new nn.Linear(12, 12);
    this.drop = new nn.Dropout(p);
  }
  forward(input: Tensor): Tensor {
    return input.add(this.drop.forward(F.relu(this.fc.forward(input))));
  }
}

class Net extends nn.Module {
  readonly first = new nn.Linear(8, 12);
  readonly blocks: rl.nn.ModuleList<Block>;
  readonly head = new nn.Linear(12, 3);
  constructor(p: number) {
    super();
    this.blocks = new nn.ModuleList([new Block(p), new Block(p)]);
  }
  forward(x: Tensor): Tensor {
    let h = F.relu(this.first.forward(x));
    for (const block of this.blocks) h = block.forward(h);
    return this.head.forward(h);
  }
}

const BATCH = 8;

/** A training of ours whose samples come in the order of the project's. */
class Training {
  readonly model: Net;
  readonly optimizer: rl.optim.AdamW;
  readonly scheduler: rl.optim.lrScheduler.StepLR;
  readonly criterion: rl.nn.CrossEntropyLoss;
  readonly x: Tensor;
  readonly y: Tensor;
  readonly losses: number[] = [];
  epochs: rl.EpochReport[] = [];

  constructor(p: number) {
    rl.manualSeed(3);
    this.model = new Net(p);
    this.x = rl.randn([101, 8]);
    this.y = rl.randint(0, 3, [101]);
    for (let i = 0; i < 101; i += 7) this.y.select(0, i).fill_(-1);
    this.criterion = new nn.CrossEntropyLoss({ weight: rl.tensor([1, 2, 0.25]), ignoreIndex: -1, labelSmoothing: 0.1 });
    this.optimizer = new optim.AdamW(this.model.parameters(), { lr: 0.01 });
    this.scheduler = new optim.lrScheduler.StepLR(this.optimizer, { stepSize: 2, gamma: 0.5 });
  }

  async run(epochs: number): Promise<void> {
    const sampler = new rl.data.DistributedSampler({ length: 101 }, { numReplicas: 1, rank: 0, seed: 5 });
    const loader = new rl.data.DataLoader(new rl.data.TensorDataset(this.x, this.y), { batchSize: BATCH, sampler });
    const from = this.epochs.length;
    sampler.setEpoch(from);
    const { epochs: done } = await rl.fit(this.model, loader, {
      epochs: from + epochs,
      startEpoch: from,
      optimizer: this.optimizer,
      scheduler: this.scheduler,
      criterion: this.criterion,
      clipGradNorm: 1,
      onBatch: ({ loss }) => {
        this.losses.push(loss);
      },
      onEpoch: ({ epoch }) => sampler.setEpoch(epoch + 1),
    });
    this.epochs.push(...done);
  }

  leave(more: Partial<ToTorchOptions>): Record<string, string | Uint8Array> {
    return toTorch(this.model, {
      example: this.x.narrow(0, 0, 4),
      criterion: this.criterion,
      optimizer: this.optimizer,
      scheduler: this.scheduler,
      clipGradNorm: 1,
      train: [this.x, this.y],
      epochs: 4,
      batchSize: BATCH,
      seed: 5,
      history: { epochs: this.epochs },
      ...more,
    });
  }

  comeBack(folder: string): void {
    const { history } = rl.loadCheckpoint(readFileSync(join(folder, 'checkpoint.safetensors')), {
      model: this.model,
      optimizer: this.optimizer,
      scheduler: this.scheduler,
    });
    this.epochs = history?.epochs as rl.EpochReport[];
  }
}

if (!found) leftOut(`the tests with PyTorch: no ${PYTHON} with torch`);

describe.runIf(found)('a project for PyTorch', { timeout: DEADLINE }, () => {
  it('goes on under two ranks and comes back, to the losses of a run that never left', async () => {
    const whole = new Training(0);
    await whole.run(6);
    const ours = new Training(0);
    await ours.run(2);
    const folder = write(ours.leave({}));
    await together(folder, 2, ['--trace', join(folder, 'trace.json')]);
    ours.losses.push(...lines(folder).map(({ loss }) => loss));
    ours.comeBack(folder);
    expect(ours.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
    await ours.run(2);
    expect(greatest(ours.losses, whole.losses)).toBeLessThan(1e-6);
    expect(
      greatest(
        ours.epochs.map((e) => e.loss),
        whole.epochs.map((e) => e.loss),
      ),
    ).toBeLessThan(1e-6);
    expect(ours.epochs.map((e) => e.lr)).toEqual(whole.epochs.map((e) => e.lr));
  });

  it('draws the dropout masks of the stream that it left with, on one process', async () => {
    const whole = new Training(0.5);
    await whole.run(4);
    const ours = new Training(0.5);
    await ours.run(1);
    const folder = write(ours.leave({ epochs: 3 }));
    await python([join(folder, 'train.py'), '--trace', join(folder, 'trace.json')]);
    ours.losses.push(...lines(folder).map(({ loss }) => loss));
    ours.comeBack(folder);
    await ours.run(1);
    expect(greatest(ours.losses, whole.losses)).toBeLessThan(1e-5);
  });

  it('stops in the midst of an epoch and resumes bit for bit', async () => {
    const folder = write(new Training(0.5).leave({ epochs: 2 }));
    const copy = write(
      Object.fromEntries(
        ['model.py', 'train.py', 'state.py', 'checkpoint.safetensors', 'data.safetensors'].map((f) => [
          f,
          readFileSync(join(folder, f)),
        ]),
      ),
    );
    await python([join(folder, 'train.py'), '--trace', join(folder, 'trace.json')]);
    for (const steps of [['--steps', '7'], ['--steps', '9'], []])
      await python([join(copy, 'train.py'), '--trace', join(copy, 'trace.json'), ...steps]);
    expect(lines(copy)).toEqual(lines(folder));
    const [a, b] = [folder, copy].map((f) => {
      const saved = rl.loadSafetensors<{ model: rl.nn.StateDict }>(readFileSync(join(f, 'checkpoint.safetensors')));
      return Object.entries(saved.tensors.model).map(([name, t]) => [name, t.tolist()]);
    });
    expect(b).toEqual(a);
  });

  it('runs on two nodes, each with an agent of its own', async () => {
    const ours = new Training(0);
    const folder = write(ours.leave({ epochs: 1 }));
    const master = ownPort();
    const node = (rank: number): Promise<string> =>
      python([
        ...['-m', 'torch.distributed.run', '--nnodes=2', '--nproc_per_node=1', `--node_rank=${rank}`, '--redirects=1', '--tee=1'],
        ...[
          '--master_addr=127.0.0.1',
          `--master_port=${master}`,
          join(folder, 'train.py'),
          '--trace',
          join(folder, 'trace.json'),
        ],
      ]);
    await Promise.all([node(0), node(1)]);
    await ours.run(1);
    expect(
      greatest(
        lines(folder).map(({ loss }) => loss),
        ours.losses,
      ),
    ).toBeLessThan(1e-6);
  });

  it('constructs every layer as it is here, with the same parameters and buffers', async () => {
    const layers: rl.nn.Module[] = [
      new nn.Linear(3, 2, { bias: false }),
      new nn.Bilinear(2, 3, 4),
      new nn.Conv1d(4, 6, 3, { stride: 2, padding: 1, groups: 2, bias: false }),
      new nn.Conv2d(2, 4, [3, 2], { padding: 'same', dilation: 2 }),
      new nn.ConvTranspose1d(2, 4, 3, { stride: 2, outputPadding: 1 }),
      new nn.ConvTranspose2d(2, 4, 3, { padding: 1, groups: 2 }),
      new nn.MaxPool1d(3, { stride: 2, ceilMode: true }),
      new nn.MaxPool2d(2, { padding: 1 }),
      new nn.AvgPool1d(2, { countIncludePad: false }),
      new nn.AvgPool2d([2, 3]),
      new nn.AdaptiveAvgPool1d(2),
      new nn.AdaptiveAvgPool2d([2, null]),
      new nn.AdaptiveMaxPool1d(3),
      new nn.AdaptiveMaxPool2d(2),
      new nn.BatchNorm1d(3, { eps: 1e-3, momentum: null }),
      new nn.BatchNorm2d(3, { affine: false, trackRunningStats: false }),
      new nn.LayerNorm([3, 4], { eps: 1e-6 }),
      new nn.GroupNorm(2, 4, { affine: false }),
      new nn.InstanceNorm1d(3, { affine: true }),
      new nn.InstanceNorm2d(3, { trackRunningStats: true }),
      new nn.Embedding(5, 3, { paddingIdx: 1 }),
      new nn.EmbeddingBag(5, 3, { mode: 'sum' }),
      new nn.RNN(3, 4, { nonlinearity: 'relu', bidirectional: true }),
      new nn.LSTM(3, 4, { numLayers: 2, dropout: 0.25, projSize: 2, batchFirst: true }),
      new nn.GRU(3, 4, { bias: false }),
      new nn.RNNCell(3, 4, { nonlinearity: 'relu' }),
      new nn.LSTMCell(3, 4),
      new nn.GRUCell(3, 4, { bias: false }),
      new nn.MultiheadAttention(4, 2, { dropout: 0.5, addBiasKv: true, kdim: 3, vdim: 2, batchFirst: true }),
      new nn.TransformerEncoderLayer(4, 2, { dimFeedforward: 6, dropout: 0.5, activation: 'gelu', normFirst: true }),
      new nn.TransformerEncoder(new nn.TransformerEncoderLayer(4, 2, { dimFeedforward: 6 }), 2),
      new nn.Dropout(0.25),
      new nn.Dropout1d(0.25),
      new nn.Dropout2d(0.25),
      new nn.AlphaDropout(0.25),
      new nn.LeakyReLU({ negativeSlope: 0.2 }),
      new nn.ELU({ alpha: 2 }),
      new nn.CELU({ alpha: 2 }),
      new nn.GELU({ approximate: 'tanh' }),
      new nn.Softplus({ beta: 2, threshold: 10 }),
      new nn.Hardtanh({ minVal: -2, maxVal: 3 }),
      new nn.Hardshrink({ lambd: 0.25 }),
      new nn.Softshrink({ lambd: 0.25 }),
      new nn.Threshold(0.5, 20),
      new nn.PReLU({ numParameters: 3 }),
      new nn.GLU({ dim: 1 }),
      new nn.Softmax(1),
      new nn.LogSoftmax(1),
      new nn.Softmin(1),
      new nn.Flatten({ startDim: 2 }),
      new nn.Unflatten(1, [2, 3]),
      new nn.Upsample({ scaleFactor: 2 }),
      new nn.CosineSimilarity({ dim: 2 }),
      new nn.PairwiseDistance({ p: 1, keepdim: true }),
      ...[nn.ReLU, nn.ReLU6, nn.SELU, nn.Sigmoid, nn.SiLU, nn.Tanh, nn.Mish, nn.Hardswish].map((Layer) => new Layer()),
      ...[nn.Hardsigmoid, nn.LogSigmoid, nn.Softsign, nn.Tanhshrink, nn.Identity].map((Layer) => new Layer()),
    ];
    const texts = layers.map((layer) => leafText(layer));
    const shapes = layers.map((layer) => Object.entries(layer.stateDict()).map(([name, t]) => [name, t.shape]));
    const script = `import json, sys
from torch import nn
texts = json.loads(sys.argv[1])
print(json.dumps([[[k, list(v.shape)] for k, v in eval(text).state_dict().items()] for text in texts]))`;
    expect(JSON.parse(await python(['-c', script, JSON.stringify(texts)]))).toEqual(shapes);
    const printed = `import json, sys
from torch import nn
print(json.dumps([repr(eval(text)) for text in json.loads(sys.argv[1])]))`;
    expect(JSON.parse(await python(['-c', printed, JSON.stringify(texts)]))).toEqual(layers.map(String));
    for (const layer of layers) layer.dispose();
  });

  it('keeps frozen parameters frozen and shared ones shared, and writes what ops are called with', async () => {
    class Odd extends nn.Module {
      readonly first = new nn.Linear(4, 4);
      readonly second = new nn.Linear(4, 4);
      readonly head = new nn.Linear(4, 3);
      readonly scale = new nn.Parameter(rl.tensor(1.5));
      declare readonly unit: Tensor;
      constructor() {
        super();
        (this.second as { weight: rl.nn.Parameter }).weight = this.first.weight;
        this.head.weight.requiresGrad_(false);
        this.registerBuffer('unit', rl.tensor([0.5, 0.25, 1, 2]));
      }
      forward(x: Tensor): Tensor {
        const h = this.second.forward(rl.maximum(this.first.forward(x), -0.25)).mul(this.scale);
        const steps = h
          .div(this.unit, { roundingMode: 'floor' })
          .mul(0.125)
          .add(rl.round(h, { decimals: 1 }));
        return this.head.forward(h.add(steps).sub(rl.pow(2, h)).add(rl.minimum(1, h)));
      }
    }
    rl.manualSeed(1);
    const model = new Odd();
    const [x, y] = [rl.randn([40, 4]), rl.randint(0, 3, [40])];
    const files = toTorch(model, {
      example: x.narrow(0, 0, 6),
      criterion: new nn.CrossEntropyLoss({ reduction: 'sum' }),
      optimizer: new optim.SGD(model.parameters(), { lr: 0.01 }),
      train: [x, y],
      epochs: 2,
    });
    expect(files['model.py']).toMatch(
      /model\.second\.weight = model\.first\.weight\n {4}model\.head\.weight\.requires_grad_\(False\)/,
    );
    const folder = write(files);
    expect(await python([join(folder, 'train.py'), '--check'])).toMatch(/check passed/);
    const before = model.head.weight.tolist();
    await python([join(folder, 'train.py')]);
    const { history } = rl.loadCheckpoint(readFileSync(join(folder, 'checkpoint.safetensors')), { model });
    expect(model.head.weight.tolist()).toEqual(before);
    // a criterion that adds up is reported as a mean
    expect(history?.epochs.every(({ loss }) => loss > 0.1 && loss < 5)).toBe(true);
    const saved = rl.loadSafetensors<{ model: rl.nn.StateDict }>(readFileSync(join(folder, 'checkpoint.safetensors')));
    expect(saved.tensors.model['second.weight']!.tolist()).toEqual(saved.tensors.model['first.weight']!.tolist());
  });

  it('explains itself', async () => {
    const folder = write(new Training(0).leave({}));
    expect(await python([join(folder, 'train.py'), '--help'])).toMatch(/--data.*--check/s);
    expect(await python([join(folder, 'train.py'), '--check'])).toMatch(/check passed/);
  });
});
