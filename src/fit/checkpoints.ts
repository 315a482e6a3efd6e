/** The checkpoints that `fit` itself keeps in a store, and resumes from. */
import { sourcesOf } from '../data/sources.ts';
import { checkInteger, checkOptions, failRange, failType, isBytes, show } from '../errors.ts';
import { Module, type StateDict } from '../nn/module.ts';
import { defaultGenerator, Generator } from '../random.ts';
import { scope } from '../scope.ts';
import type { Store } from '../store/store.ts';
import type { Tensor } from '../tensor.ts';
import { bytesOf, type CheckpointParts, generatorsOf, restore } from './checkpoint.ts';
import type { Plan } from './options.ts';
import { type EpochReport, revived } from './report.ts';
import type { Turn } from './turn.ts';

const FN = 'fit';

/** Options of `fit`'s `checkpoint`. */
export interface CheckpointOptions {
  /** Where they are kept, for this training alone: a store from `rushlight/store`, or a custom one. */
  store: Store;
  /** The number of epochs between checkpoints. Default 1. The last epoch always has one. */
  every?: number;
  /** How many are kept. Default 2, so that one is left if the newest is damaged. */
  keep?: number;
  /** Further generators that the training uses, such as in `step`, a collate or a custom sampler. */
  generator?: Generator | Record<string, Generator>;
}

/** What `fit` stores besides a checkpoint's parts. */
interface Extra {
  ema?: Tensor[] | undefined;
  best?: StateDict | undefined;
  samplers: number[];
}

/** The state of a training run that is resumed. */
interface Found {
  epochs: EpochReport[];
  /** Whether it had ended by early stopping. */
  ended: boolean;
}

const NAME = /^epoch-(\d{6,})$/;
const nameOf = (epochs: number): string => `epoch-${String(epochs).padStart(6, '0')}`;

/** The parts of a plan's training, and the samplers whose epoch is set. */
function partsOf<Output>({ model, criterion, optimizer, scheduler, loader, validation }: Plan<Output>, given: Named) {
  const sources = [loader, ...(validation === undefined ? [] : [validation])].map(sourcesOf);
  const generator: Named = { ...given };
  const known = new Set([defaultGenerator, ...Object.values(given)]);
  for (const own of sources.flatMap(({ generators }) => generators)) {
    if (known.has(own)) continue;
    known.add(own);
    generator[`loader ${Object.keys(generator).length - Object.keys(given).length}`] = own;
  }
  const parts: CheckpointParts = { model, optimizer, generator };
  if (criterion instanceof Module) parts.criterion = criterion;
  if (scheduler !== undefined) parts.scheduler = scheduler;
  return { parts, samplers: sources.flatMap(({ samplers }) => samplers) };
}

type Named = Record<string, Generator>;

function checkStore(store: unknown): void {
  const methods = ['get', 'put', 'list', 'delete'];
  if (typeof store !== 'object' || store === null || methods.some((name) => typeof (store as Named)[name] !== 'function'))
    failType(FN, `expected checkpoint.store to be a store, such as fileStore(dir) of rushlight/store, got ${show(store)}`);
  const { lock } = store as Store;
  if (lock !== undefined && typeof lock !== 'function')
    failType(FN, `expected lock of checkpoint.store to be a function, got ${show(lock)}`);
}

/** Saves and finds checkpoints. */
export class Checkpoints {
  readonly #store: Store;
  readonly #every: number;
  readonly #keep: number;
  readonly #generator: Named;
  #release: (() => Promise<void>) | null = null;

  /** Checks the options. */
  constructor(options: CheckpointOptions) {
    checkOptions(FN, options, ['store', 'every', 'keep', 'generator']);
    const { store, every = 1, keep = 2, generator = {} } = options;
    checkStore(store);
    this.#store = store;
    this.#every = checkInteger(FN, 'checkpoint.every', every, 1);
    this.#keep = checkInteger(FN, 'checkpoint.keep', keep, 1);
    generatorsOf(FN, generator);
    this.#generator = generator instanceof Generator ? { own: generator } : generator;
  }

  /** The epoch numbers of the stored checkpoints, the latest first. */
  async #numbers(): Promise<number[]> {
    const names: unknown = await this.#store.list();
    if (!Array.isArray(names)) failType(FN, `expected list of checkpoint.store to return names, got ${show(names)}`);
    const numbers = names.flatMap((name) => (typeof name === 'string' && NAME.test(name) ? [Number(name.slice(6))] : []));
    return numbers.sort((a, b) => b - a);
  }

  /** The newest undamaged bytes, or null if there are none. */
  async #newest(): Promise<Uint8Array | null> {
    let bad: unknown;
    for (const number of await this.#numbers()) {
      try {
        const bytes: unknown = await this.#store.get(nameOf(number));
        if (bytes === null || bytes === undefined) continue;
        if (isBytes(bytes)) return bytes;
        failType(FN, `expected get of checkpoint.store to return bytes, got ${show(bytes)}`);
      } catch (error) {
        if ((error as { code?: unknown } | null)?.code !== 'damaged') throw error;
        bad = error;
      }
    }
    // starting over silently would discard what can perhaps be repaired
    if (bad !== undefined) throw bad;
    return null;
  }

  /** Locks the store, and loads the newest undamaged checkpoint, if there is one, into the plan's parts. */
  async find<Output>(plan: Plan<Output>, turn: Turn): Promise<Found | null> {
    const search = async (): Promise<Uint8Array | null> => {
      const release = (await this.#store.lock?.()) ?? null;
      if (release !== null && typeof release !== 'function')
        failType(FN, `expected lock of checkpoint.store to return a function, got ${show(release)}`);
      this.#release = release;
      return this.#newest();
    };
    const bytes = await turn.wait(search());
    turn.enter();
    if (bytes === null) return null;
    const { parts, samplers } = partsOf(plan, this.#generator);
    return scope(() => {
      const { history, extra } = restore<Extra>(FN, bytes, parts);
      if (history === undefined || extra === undefined || !Array.isArray(extra.samplers))
        failRange(FN, 'expected checkpoints of fit in the store, got one of another kind; use one store for each training');
      const epochs = history.epochs.map(revived);
      let ended = false;
      for (const report of epochs) ended = plan.best?.note(report, false) ?? false;
      if (extra.best !== undefined) plan.best?.takeOver(extra.best);
      plan.ema?.restart(extra.ema);
      for (const [i, sampler] of samplers.entries()) {
        const epoch = extra.samplers[i];
        if (epoch !== undefined) sampler.setEpoch(epoch);
      }
      return { epochs, ended };
    });
  }

  /** Whether a checkpoint is due after this many epochs. */
  isDue(epochs: number, isLast: boolean): boolean {
    return isLast || epochs % this.#every === 0;
  }

  /** Saves the current state of the training, and removes checkpoints beyond those that are kept. */
  async save<Output>(plan: Plan<Output>, epochs: EpochReport[], turn: Turn): Promise<void> {
    const { parts, samplers } = partsOf(plan, this.#generator);
    const extra: Extra = {
      ema: plan.ema?.averages,
      best: plan.best?.saved,
      samplers: samplers.map(({ epoch }) => epoch),
    };
    const bytes = bytesOf(FN, { ...parts, history: { epochs }, extra });
    const write = async (): Promise<void> => {
      await this.#store.put(nameOf(epochs.length), bytes);
      const numbers = await this.#numbers();
      const kept = numbers.filter((number) => number <= epochs.length).slice(0, this.#keep);
      // those of later epochs are damaged; otherwise this training would have resumed from them
      for (const number of numbers) if (!kept.includes(number)) await this.#store.delete(nameOf(number));
    };
    await turn.wait(write());
  }

  /** Unlocks the store. */
  async close(): Promise<void> {
    await this.#release?.();
    this.#release = null;
  }
}
