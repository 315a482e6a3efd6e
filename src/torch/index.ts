/**
 * Continues training in PyTorch: a project that runs alone or under torchrun, on any number of machines. @packageDocumentation
 */

import { grad } from '../autograd/grad.ts';
import { unrecorded } from '../autograd/tape.ts';
import { isTensor } from '../core.ts';
import { tensor } from '../create/values.ts';
import { TensorDataset } from '../data/dataset.ts';
import { checkInteger, checkNumber, checkOneOf, checkOptions, failRange, failType, isPlainObject, show } from '../errors.ts';
import type { History } from '../fit/report.ts';
import { saveSafetensors } from '../io/safetensors.ts';
import { Module } from '../nn/module.ts';
import { untouched } from '../nn/untouched.ts';
import { indexSelect } from '../ops/index/index-select.ts';
import { sum } from '../ops/reduce/sum.ts';
import { clone, detach } from '../ops/shape/copies.ts';
import { ReduceLROnPlateau } from '../optim/lr-scheduler/plateau.ts';
import type { LRScheduler } from '../optim/lr-scheduler/scheduler.ts';
import { Optimizer } from '../optim/optimizer.ts';
import { type TorchState, toTorchState } from '../optim/torch-state.ts';
import { takes } from '../options.ts';
import { checkGenerator, type Generator } from '../random.ts';
import { toTorchRngState } from '../random-torch.ts';
import { scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';
import { modelText, type Runs } from './model.ts';
import { criterionOf, optimizerText, schedulerText } from './parts.ts';
import { number } from './python.ts';
import { STATE_PY } from './state-py.ts';
import { TRAIN_PY } from './train-py.ts';
import { visitsOf } from './visits.ts';

/** Samples: a dataset of tensors, or the tensors themselves, [...inputs, target], with one size in dim 0. */
export type Samples = TensorDataset<readonly Tensor[]> | readonly Tensor[];

/** Options of `toTorch`. */
export interface ToTorchOptions {
  /** A batch of the model's input, or of each of its inputs: the forward is traced and checked with it. */
  example: Tensor | readonly Tensor[];
  /** The loss: a module such as `nn.CrossEntropyLoss`. */
  criterion: Module;
  /** The optimizer of the model's parameters, with its state. */
  optimizer: Optimizer<{ lr: number }>;
  /** The learning rate schedule, with its state. */
  scheduler?: LRScheduler;
  /** When to step the scheduler. Default: after each epoch, but after each batch for a OneCycleLR. */
  schedulerStep?: 'epoch' | 'batch';
  /** The maximum norm of all gradients together. Default: no clipping. */
  clipGradNorm?: number;
  /** The training data. Default: the files that `--data` names. */
  train?: Samples;
  /** The data to measure the loss on after each epoch. */
  validation?: Samples;
  /** The total number of epochs, including those of `history`. */
  epochs: number;
  /** Samples in a batch, over all processes together. Default 32. */
  batchSize?: number;
  /** The seed of the samples' order, as of a `data.DistributedSampler` with one replica. Default 0. */
  seed?: number;
  /** The finished epochs, as `fit` returns them. */
  history?: Pick<History, 'epochs'>;
  /** The generator that dropout draws from. Default: the default generator. */
  generator?: Generator;
}

const FN = 'toTorch';
const KNOWN = [
  ...['example', 'criterion', 'optimizer', 'scheduler', 'schedulerStep', 'clipGradNorm', 'train', 'validation', 'epochs'],
  ...['batchSize', 'seed', 'history', 'generator'],
];

function tensorsOf(what: string, given: unknown, least: number): readonly Tensor[] {
  const own: unknown = given instanceof TensorDataset ? given.tensors : isTensor(given) ? [given] : given;
  const list: unknown = Array.isArray(own) ? [...own] : own;
  if (!Array.isArray(list) || list.length < least || !list.every(isTensor))
    failType(FN, `expected ${what} to be tensors, got ${show(given)}`);
  for (const t of list as Tensor[]) {
    t.check(FN);
    if (t.ndim === 0 || t.sizes[0] === 0 || t.sizes[0] !== (list[0] as Tensor).sizes[0])
      failRange(
        FN,
        `expected ${what} of one size above 0 in dim 0, got ${list.map((x) => `[${x.sizes.join(', ')}]`).join(' and ')}`,
      );
  }
  return list as Tensor[];
}

/** The first `size` samples, repeated from the start if there are fewer. */
const batchOf = (t: Tensor, size: number): Tensor =>
  indexSelect(t, 0, tensor(Int32Array.from({ length: size }, (_, i) => i % (t.sizes[0] as number))));

/** Whether there are parameters that get no gradient. */
function hasUnused(model: Module, inputs: readonly Tensor[]): boolean {
  const wanted = model.parameters().filter((p) => p.requiresGrad);
  const out = (model.forward as (...inputs: Tensor[]) => unknown).apply(model, [...inputs]);
  return isTensor(out) && out.requiresGrad && grad(sum(out), wanted, { allowUnused: true }).includes(null);
}

/** Runs the forward on batches of two sizes in both modes, and leaves the model and the stream unchanged. */
function runsOf(model: Module, example: readonly Tensor[]): Runs & { unused: boolean } {
  const before = Object.entries(model.stateDict()).map(([name, t]) => [name, clone(detach(t))] as const);
  const visit = (size: number): ReturnType<typeof visitsOf> =>
    visitsOf(
      model,
      example.map((t) => batchOf(t, size)),
    );
  const both = (mode: boolean): [ReturnType<typeof visitsOf>, ReturnType<typeof visitsOf>] => {
    model.train(mode);
    return [visit(2), visit(3)];
  };
  try {
    const batch = example.map((t) => batchOf(t, 2));
    return untouched(FN, model, () => ({ evaluation: both(false), training: both(true), unused: hasUnused(model, batch) }));
  } finally {
    model.loadStateDict(Object.fromEntries(before));
  }
}

/** The model's output for the example, in evaluation mode. */
function resultFor(model: Module, example: readonly Tensor[]): Tensor {
  return untouched(FN, model, () => {
    model.eval();
    const out = unrecorded(() => (model.forward as (...inputs: Tensor[]) => unknown).apply(model, [...example]));
    if (!isTensor(out)) failType(FN, `expected a model that returns one tensor, got ${show(out)}`);
    return out;
  });
}

/**
 * A project that continues a training in PyTorch, as files by name: `model.py`, the model as one would write it there;
 * `train.py`, which trains alone or under torchrun on many machines (see its `--help`); `state.py`; `checkpoint.safetensors` with
 * the states of model, optimizer, schedule and random stream, which `loadCheckpoint` can read after training there; and
 * `data.safetensors` if `train` is given. No file is written, and the model is not changed.
 *
 * The forward of each custom class is traced on two batch sizes, in training and in evaluation mode.
 *
 * @throws {TypeError} for ops, modules, losses, optimizers and schedules that PyTorch lacks or that cannot be written, by
 * name. @throws {RangeError} for options out of range.
 */
export function toTorch(model: Module, options: ToTorchOptions): Record<string, string | Uint8Array<ArrayBuffer>> {
  takes(FN, 2, arguments);
  if (!(model instanceof Module)) failType(FN, `expected model to be a Module, got ${show(model)}`);
  checkOptions(FN, options, KNOWN);
  const { optimizer, scheduler, clipGradNorm, history } = options ?? {};
  const example = tensorsOf('example', options?.example, 1);
  const criterion = criterionOf(options.criterion);
  if (!(optimizer instanceof Optimizer)) failType(FN, `expected optimizer to be an optimizer, got ${show(optimizer)}`);
  const epochs = checkInteger(FN, 'epochs', options.epochs, 0);
  const batchSize = checkInteger(FN, 'batchSize', options.batchSize ?? 32, 1);
  const seed = checkInteger(FN, 'seed', options.seed ?? 0, 0);
  if (
    history !== undefined &&
    !(isPlainObject(history) && Array.isArray(history.epochs) && [...history.epochs].every(isPlainObject))
  )
    failType(FN, `expected history to be what fit returned, got ${show(history)}`);
  if (clipGradNorm !== undefined) checkNumber(FN, 'clipGradNorm', clipGradNorm, 0);
  const step = checkOneOf(FN, 'schedulerStep', options.schedulerStep ?? scheduler?.interval ?? 'epoch', ['epoch', 'batch']);
  if (scheduler instanceof ReduceLROnPlateau) {
    if (step === 'batch')
      failRange(FN, "expected schedulerStep 'epoch' for a ReduceLROnPlateau, which waits for the loss of an epoch, got 'batch'");
    if (scheduler.mode === 'max')
      failRange(FN, "expected a ReduceLROnPlateau of mode 'min', which is shown the loss, got mode 'max'");
  }
  const generator = checkGenerator(FN, options.generator);
  const data = {
    train: options.train === undefined ? [] : tensorsOf('train', options.train, 2),
    validation: options.validation === undefined ? [] : tensorsOf('validation', options.validation, 2),
  };
  return scope(() => {
    const runs = runsOf(model, example);
    const ignored = (options.criterion as { ignoreIndex?: number }).ignoreIndex ?? null;
    const constants = [
      `EPOCHS = ${epochs}`,
      `BATCH_SIZE = ${batchSize}`,
      `SEED = ${seed}`,
      `CLIP_GRAD_NORM = ${clipGradNorm === undefined ? 'None' : number(clipGradNorm)}`,
      `SCHEDULER_STEP = '${step}'`,
      `REDUCTION = '${criterion.reduction}'`,
      `PER = '${criterion.per}'`,
      `IGNORE_INDEX = ${ignored ?? 'None'}`,
      `FIND_UNUSED_PARAMETERS = ${runs.unused ? 'True' : 'False'}`,
    ];
    const parts: Record<string, string> = {
      CONSTANTS: constants.join('\n'),
      CRITERION: criterion.text,
      OPTIMIZER: optimizerText(optimizer as Optimizer, model),
      SCHEDULER: scheduler === undefined ? 'None' : schedulerText(scheduler, optimizer as Optimizer),
    };
    const checkpoint = {
      checkpoint: 1,
      model: model.stateDict(),
      optimizer: plain(toTorchState(optimizer as Optimizer)),
      ...(scheduler !== undefined && { scheduler: toTorchState(scheduler) }),
      generators: { default: toTorchRngState(generator.getState()) },
      history: { epochs: history?.epochs ?? [] },
      extra: { weights: criterion.weights, check: { inputs: example, output: resultFor(model, example) }, position: null },
    };
    const files: Record<string, string | Uint8Array<ArrayBuffer>> = {
      'model.py': modelText(model, runs),
      'train.py': TRAIN_PY.replace(/#@([A-Z]+)@/g, (_, name: string) => parts[name] as string),
      'state.py': STATE_PY,
      'checkpoint.safetensors': saveSafetensors(checkpoint),
    };
    const arrays = Object.entries(data).flatMap(([part, list]) => list.map((t, i) => [`${part}.${i}`, t] as const));
    if (arrays.length > 0) files['data.safetensors'] = saveSafetensors(Object.fromEntries(arrays));
    return files;
  });
}

/** A state in which parameter numbers are keys of an object. */
const plain = ({ state, param_groups }: TorchState): object => ({
  state: Object.fromEntries(state),
  param_groups,
});
