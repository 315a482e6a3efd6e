/** The complete state of a training run, in one file. */
import { as, checkOptions, failRange, failType, isBytes, isPlainObject, show } from '../errors.ts';
import { loadSafetensors, saveSafetensors } from '../io/safetensors.ts';
import { Module, type StateDict } from '../nn/module.ts';
import { clone, detach } from '../ops/shape/copies.ts';
import { LRScheduler, type SchedulerState } from '../optim/lr-scheduler/scheduler.ts';
import { Optimizer } from '../optim/optimizer.ts';
import { takes } from '../options.ts';
import { checkGenerator, defaultGenerator, Generator } from '../random.ts';
import { fromTorchRngState, TORCH_RNG_BYTES } from '../random-torch.ts';
import { scope } from '../scope.ts';
import type { History } from './report.ts';

/** The parts whose state a checkpoint holds. */
export interface CheckpointParts {
  /** Its parameters and buffers. */
  model?: Module;
  /** The loss, if it is a module with parameters. */
  criterion?: Module;
  /** Its moments, steps and groups' options. */
  optimizer?: Optimizer<{ lr: number }>;
  /** The state of the schedule. */
  scheduler?: LRScheduler;
  /** The generators that the training uses, one or several by name; the default generator is always included. */
  generator?: Generator | Record<string, Generator>;
}

/** Other content of a checkpoint. */
export interface CheckpointNotes<Extra = unknown> {
  /** The history so far, as `fit` returns it. */
  history?: Pick<History, 'epochs'> | undefined;
  /** Anything more: numbers, strings, tensors, bytes, in arrays and plain objects. */
  extra?: Extra | undefined;
}

/** The content of the file. */
interface Saved {
  checkpoint: number;
  model?: StateDict;
  criterion?: StateDict;
  optimizer?: Record<string, unknown>;
  scheduler?: SchedulerState;
  generators: Record<string, Uint8Array>;
  history?: Pick<History, 'epochs'>;
  extra?: unknown;
}

const PARTS = ['model', 'criterion', 'optimizer', 'scheduler', 'generator'] as const;
const VERSION = 1;
const OWN = 'own';
const DEFAULT = 'default';

/**
 * The default generator and the given ones, by name. @throws {TypeError} for others. @throws {RangeError} for the default
 * generator's name.
 */
export function generatorsOf(fn: string, given: CheckpointParts['generator']): [string, Generator][] {
  const refuse = (got: unknown): never => failType(fn, `expected generator to be a Generator, or some by name, got ${show(got)}`);
  if (given !== undefined && !(given instanceof Generator) && !isPlainObject(given)) refuse(given);
  const named: [string, Generator][] = given instanceof Generator ? [[OWN, given]] : Object.entries(given ?? {});
  for (const [name, generator] of named) {
    if (!(generator instanceof Generator)) refuse(generator);
    checkGenerator(fn, generator);
    if (name === DEFAULT) failRange(fn, `expected names of generators other than '${DEFAULT}', which is always included`);
  }
  return [[DEFAULT, defaultGenerator], ...named];
}

function checkParts(fn: string, parts: CheckpointParts, more: readonly string[]): void {
  checkOptions(fn, parts, [...PARTS, ...more]);
  const { model, criterion, optimizer, scheduler } = parts ?? {};
  for (const [what, module] of Object.entries({ model, criterion }))
    if (module !== undefined && !(module instanceof Module)) failType(fn, `expected ${what} to be a Module, got ${show(module)}`);
  if (optimizer !== undefined && !(optimizer instanceof Optimizer))
    failType(fn, `expected optimizer to be an optimizer, got ${show(optimizer)}`);
  if (scheduler !== undefined && !(scheduler instanceof LRScheduler))
    failType(fn, `expected scheduler to be a scheduler, got ${show(scheduler)}`);
}

/**
 * The bytes of a checkpoint: a safetensors file with the states of the given parts and of the default generator. After loading it
 * into parts constructed the same way, training continues bit for bit as if it had never stopped. In `fit`, save in `onEpoch`.
 *
 * @throws {TypeError} for parts of other kinds, or an `extra` that a file cannot hold.
 */
export function saveCheckpoint(parts: CheckpointParts & CheckpointNotes): Uint8Array<ArrayBuffer> {
  takes('saveCheckpoint', 1, arguments);
  return bytesOf('saveCheckpoint', parts);
}

/** `saveCheckpoint` on behalf of the function `fn`. */
export function bytesOf(fn: string, parts: CheckpointParts & CheckpointNotes): Uint8Array<ArrayBuffer> {
  checkParts(fn, parts, ['history', 'extra']);
  const { model, criterion, optimizer, scheduler, history, extra } = parts ?? {};
  if (history !== undefined && !(isPlainObject(history) && Array.isArray(history.epochs)))
    failType(fn, `expected history to be what fit returned, got ${show(history)}`);
  const saved: Record<keyof Saved, unknown> = {
    checkpoint: VERSION,
    model: model?.stateDict(),
    criterion: criterion?.stateDict(),
    optimizer: optimizer?.stateDict(),
    scheduler: scheduler?.stateDict(),
    generators: Object.fromEntries(generatorsOf(fn, parts?.generator).map(([name, g]) => [name, g.getState()])),
    history,
    extra,
  };
  return as(fn, () => saveSafetensors(saved));
}

/** A generator's state; one that comes from PyTorch, after training continued there, is converted. */
const streamOf = (state: unknown): Uint8Array =>
  isBytes(state) && state.length === TORCH_RNG_BYTES ? fromTorchRngState(state) : (state as Uint8Array);

/** Refuses a file that is not a checkpoint, or lacks a requested part. */
function checkSaved(fn: string, saved: Partial<Saved>, parts: CheckpointParts): void {
  if (saved.checkpoint !== VERSION || typeof saved.generators !== 'object' || saved.generators === null)
    failRange(fn, 'expected bytes from saveCheckpoint, got another file');
  for (const part of ['model', 'criterion', 'optimizer', 'scheduler'] as const) {
    if (parts[part] !== undefined && (typeof saved[part] !== 'object' || saved[part] === null))
      failRange(fn, `expected a checkpoint with ${part}, got one without`);
  }
  for (const [name] of generatorsOf(fn, parts.generator)) {
    const state: unknown = saved.generators[name];
    if (state === undefined) failRange(fn, `expected a checkpoint with the generator '${name}', got one without`);
    new Generator().setState(streamOf(state));
  }
}

/**
 * Loads a checkpoint into parts constructed the same way, and returns its history and `extra`. The caller, or the scope, disposes
 * the tensors in `extra`. All or nothing: if a part does not fit, none is changed.
 *
 * @throws {RangeError} for bytes that are not a checkpoint, one that lacks a part, or states that do not fit.
 */
export function loadCheckpoint<Extra = unknown>(
  bytes: Uint8Array | ArrayBuffer,
  parts: CheckpointParts = {},
): CheckpointNotes<Extra> {
  takes('loadCheckpoint', 2, arguments);
  return restore('loadCheckpoint', bytes, parts);
}

/** `loadCheckpoint` on behalf of the function `fn`. */
export function restore<Extra>(fn: string, bytes: Uint8Array | ArrayBuffer, parts: CheckpointParts): CheckpointNotes<Extra> {
  checkParts(fn, parts, []);
  const { optimizer, scheduler } = parts;
  const modules = (['model', 'criterion'] as const).flatMap((part) => {
    const module = parts[part];
    return module === undefined ? [] : [{ part, module }];
  });
  const load = (): CheckpointNotes<Extra> => {
    const saved = loadSafetensors<Saved>(bytes).tensors;
    checkSaved(fn, saved, parts);
    const copied = (state: StateDict): StateDict =>
      Object.fromEntries(Object.entries(state).map(([name, t]) => [name, clone(detach(t))]));
    const before = {
      scheduler: scheduler?.stateDict(),
      modules: modules.map(({ module }) => ({ module, state: copied(module.stateDict()) })),
    };
    try {
      scheduler?.loadStateDict(saved.scheduler as SchedulerState);
      for (const { part, module } of modules) module.loadStateDict(saved[part] as StateDict);
      // each load is all or nothing, so the last one needs no undoing
      optimizer?.loadStateDict(saved.optimizer as never);
    } catch (error) {
      if (before.scheduler !== undefined) scheduler?.loadStateDict(before.scheduler);
      for (const { module, state } of before.modules) module.loadStateDict(state);
      throw error;
    }
    for (const [name, generator] of generatorsOf(fn, parts.generator)) generator.setState(streamOf(saved.generators[name]));
    return { history: saved.history, extra: saved.extra as Extra | undefined };
  };
  return as(fn, () => scope(load));
}
