/** The state of the worker: the digits, the current model, the run that trains it, and the drawing to classify. */
import { data, evaluate, manualSeed, metrics, nn, optim } from 'rushlight';
import type { Phase, Report, Settings } from '../protocol.ts';
import type { Digits } from './digits.ts';
import { memoryNow } from './meter.ts';
import { guess, makeModel, readModel, writeModel } from './model.ts';
import { type Pupil, Run } from './run.ts';

/** Every start uses the same initial weights and order of digits, so that settings can be compared. */
const SEED = 1;

const pupilOf = (model: nn.Sequential, hidden: number): Pupil => ({
  model,
  hidden,
  optimizer: new optim.Adam(model.parameters()),
  updates: 0,
  epochs: 0,
});

function newPupil(hidden: number): Pupil {
  manualSeed(SEED);
  return pupilOf(makeModel(hidden), hidden);
}

export class Session {
  readonly #digits: Digits;
  readonly #tell: (report: Report) => void;
  #pupil: Pupil;
  #run: Run | null = null;
  /** Settles when the last run has ended and the page has been told. */
  #ended: Promise<void> = Promise.resolve();
  #drawing: Float32Array | null = null;
  #probabilities: number[] | null = null;

  constructor(digits: Digits, hidden: number, tell: (report: Report) => void) {
    this.#digits = digits;
    this.#tell = tell;
    this.#pupil = newPupil(hidden);
  }

  /** Reports the initial model. */
  open(): void {
    this.#tell({ type: 'model', hidden: this.#pupil.hidden });
    this.#enter('untrained');
  }

  /** Sets the drawing to classify from now on, or none. */
  look(drawing: Float32Array | null): void {
    this.#drawing = drawing;
    this.#guess();
    this.#tellGuess();
  }

  async train(settings: Settings, fresh: boolean): Promise<void> {
    await this.#end();
    if (fresh) this.#adopt(newPupil(settings.hidden));
    const run = new Run(this.#pupil, this.#digits, settings, {
      update: () => this.#guess(),
      progress: (progress) => {
        this.#tell({ type: 'progress', ...progress });
        this.#tellGuess();
      },
      exam: (exam) => this.#tell({ type: 'exam', ...exam }),
    });
    this.#run = run;
    this.#enter('training');
    this.#ended = run.done.then(
      (phase) => this.#leave(phase),
      (error: Error) => {
        this.#leave('stopped');
        this.#tell({ type: 'refused', request: 'train', message: error.message });
      },
    );
  }

  pause(): void {
    if (this.#run === null || this.#run.paused) return;
    this.#run.pause();
    this.#enter('paused');
  }

  resume(): void {
    if (!this.#run?.paused) return;
    this.#run.resume();
    this.#enter('training');
  }

  stop(): void {
    this.#run?.stop();
  }

  setRate(lr: number): void {
    for (const group of this.#pupil.optimizer.paramGroups) group.lr = lr;
  }

  save(): void {
    this.#tell({ type: 'saved', bytes: writeModel(this.#pupil.model, this.#pupil.hidden) });
  }

  /** Loads the model in a file and tests it. @throws {Error} for any other file; nothing is changed then. */
  async load(bytes: Uint8Array): Promise<void> {
    const { model, hidden } = readModel(bytes);
    await this.#end();
    this.#adopt(pupilOf(model, hidden));
    this.#enter('loaded');
    const batches = new data.DataLoader(this.#digits.test, { batchSize: this.#digits.test.length });
    const { loss, metrics: figures } = await evaluate(model, batches, {
      criterion: new nn.CrossEntropyLoss(),
      metrics: { accuracy: metrics.accuracy },
    });
    this.#tell({ type: 'exam', epoch: 0, loss, accuracy: figures['accuracy'] as number });
  }

  /** Stops the run, if there is one, and waits for its end. */
  async #end(): Promise<void> {
    this.#run?.stop();
    await this.#ended;
  }

  #leave(phase: Phase): void {
    this.#run = null;
    this.#enter(phase);
  }

  #adopt(pupil: Pupil): void {
    this.#pupil.optimizer.dispose();
    this.#pupil.model.dispose();
    this.#pupil = pupil;
    this.#tell({ type: 'model', hidden: pupil.hidden });
  }

  #enter(phase: Phase): void {
    this.#tell({ type: 'phase', phase, memory: memoryNow() });
    this.#guess();
    this.#tellGuess();
  }

  #guess(): void {
    this.#probabilities = this.#drawing && guess(this.#pupil.model, this.#drawing);
  }

  #tellGuess(): void {
    if (this.#probabilities !== null) this.#tell({ type: 'guess', probabilities: this.#probabilities });
  }
}
