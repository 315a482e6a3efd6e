/** The worker as the page uses it: one run after another, and a drawing that is read anew whenever the model has changed. */
import { type BatchNews, connect, type EpochNews, transfer } from 'rushlight/worker';
import { type Exam, type Look, type Memory, type Phase, type Settings, TRAINED_ON } from '../protocol.ts';
import type { job } from '../worker/main.ts';
import { type Before, Meter, type Progress } from './meter.ts';

/** What the views are told. */
export interface Views {
  /** The digits are there. */
  opened(opened: Opened): void;
  phase(phase: Phase): void;
  /** There is a new current model, of this width. */
  model(hidden: number): void;
  memory(memory: Memory): void;
  /** @param until the last epoch of the run */
  progress(progress: Progress, until: number): void;
  exam(epoch: number, loss: number, accuracy: number): void;
  confusion(counts: Exam['confusion']): void;
  look(look: Look): void;
  failed(error: Error): void;
}

export interface Opened {
  level: string;
  threads: number;
  images: Uint8Array<ArrayBuffer>;
  labels: Uint8Array<ArrayBuffer>;
}

const NEW: Before = { updates: 0, epochs: 0 };
/** The number of epochs in a run. */
const EPOCHS = 30;

export class Learner {
  readonly #trainer = connect<typeof job>(new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module' }));
  readonly #views: Views;
  #before = NEW;
  /** Settles when the last run has ended and the views have been told. */
  #ended: Promise<void> = Promise.resolve();
  #drawing: Float32Array<ArrayBuffer> | null = null;
  #reading = false;
  /** Whether something has changed since the drawing was sent. */
  #stale = false;

  constructor(views: Views) {
    this.#views = views;
  }

  async open(packed: Uint8Array<ArrayBuffer>, threads: number, hidden: number): Promise<void> {
    this.#views.opened(await this.#trainer.call('open', transfer(packed), threads, hidden));
    this.#views.model(hidden);
    await this.#enter('untrained');
    await this.#examine();
  }

  /** Trains the current model, or a new one. */
  async train(settings: Settings, fresh: boolean): Promise<void> {
    await this.#end();
    if (fresh) this.#adopt(settings.hidden);
    this.#ended = this.#run(settings, fresh);
  }

  async pause(): Promise<void> {
    await this.#trainer.pause();
    await this.#enter('paused');
  }

  async resume(): Promise<void> {
    await this.#trainer.resume();
    await this.#enter('training');
  }

  stop(): Promise<void> {
    return this.#trainer.stop();
  }

  rate(lr: number): Promise<void> {
    return this.#trainer.call('rate', lr);
  }

  save(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#trainer.save();
  }

  /** Loads the model in a file and tests it. @throws {Error} for any other file; the model stays then. */
  async load(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#end();
    await this.#trainer.load(transfer(bytes));
    this.#adopt(await this.#trainer.call('width'));
    await this.#enter('loaded');
    await this.#examine();
  }

  /** Sets the drawing to read from now on, or none. */
  look(drawing: Float32Array<ArrayBuffer> | null): void {
    this.#drawing = drawing;
    this.#read();
  }

  async #run(settings: Settings, fresh: boolean): Promise<void> {
    const before = this.#before;
    const meter = new Meter(before);
    try {
      const run = this.#trainer.start({ settings, fresh });
      await this.#enter('training');
      for await (const news of run) {
        if (news.type === 'batch') this.#batch(meter, news);
        else this.#epoch(before, news);
      }
      const { epochs, partial, stopped } = await run.history;
      const whole = epochs.reduce((sum, { batches }) => sum + batches, 0);
      const part = partial === null ? 0 : partial.batches;
      this.#before = {
        updates: before.updates + whole + part,
        epochs: before.epochs + epochs.length + part / Math.ceil(TRAINED_ON / settings.batchSize),
      };
      await this.#enter(stopped === 'finished' ? 'finished' : stopped === 'nonFinite' ? 'diverged' : 'stopped');
    } catch (error) {
      await this.#enter('stopped').catch(() => {});
      this.#views.failed(error as Error);
    }
  }

  #batch(meter: Meter, news: BatchNews): void {
    this.#views.progress(meter.note(news), this.#before.epochs + EPOCHS);
    this.#views.memory(news.memory);
    this.#read();
  }

  #epoch(before: Before, { epoch, valLoss = 0, valMetrics }: EpochNews): void {
    this.#views.exam(before.epochs + epoch + 1, valLoss, valMetrics?.['accuracy'] ?? 0);
    // of the model as it is by then
    this.#trainer.call('exam').then(({ confusion }) => this.#views.confusion(confusion), this.#views.failed);
  }

  /** Tests a model that has not been trained here. */
  async #examine(): Promise<void> {
    const { loss, accuracy, confusion } = await this.#trainer.call('exam');
    this.#views.exam(0, loss, accuracy);
    this.#views.confusion(confusion);
  }

  /** Stops the run, if there is one, and waits for its end. */
  async #end(): Promise<void> {
    await this.#trainer.stop();
    await this.#ended;
  }

  #adopt(hidden: number): void {
    this.#before = NEW;
    this.#views.model(hidden);
  }

  async #enter(phase: Phase): Promise<void> {
    this.#views.phase(phase);
    this.#read();
    this.#views.memory(await this.#trainer.call('memory'));
  }

  /** Has the drawing read, and once more at the end if anything changed meanwhile. */
  async #read(): Promise<void> {
    if (this.#reading) {
      this.#stale = true;
      return;
    }
    this.#reading = true;
    const drawing = this.#drawing;
    try {
      if (drawing !== null) this.#views.look(await this.#trainer.predict(drawing));
    } catch (error) {
      this.#views.failed(error as Error);
    }
    const again = this.#stale;
    this.#reading = this.#stale = false;
    if (again) this.#read();
  }
}
