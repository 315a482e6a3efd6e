/** One training run: starts `fit`, pauses, resumes and stops it. */
import { data, F, fit, metrics, nn, type optim, type Tensor } from 'rushlight';
import type { Exam, Phase, Progress, Settings } from '../protocol.ts';
import type { Digits } from './digits.ts';
import { Meter } from './meter.ts';

/** The number of epochs in a run. */
const EPOCHS = 30;
const EXAM_BATCH = 500;

/** A model and its training so far. */
export interface Pupil {
  model: nn.Sequential;
  hidden: number;
  optimizer: optim.Adam;
  updates: number;
  epochs: number;
}

export interface Listener {
  /** Called after every update. */
  update(): void;
  progress(progress: Progress): void;
  exam(exam: Exam): void;
}

/** The two routes to the same loss. */
const criterionOf = (route: Settings['route']): nn.CrossEntropyLoss | ((logits: Tensor, labels: Tensor) => Tensor) =>
  route === 'crossEntropy' ? new nn.CrossEntropyLoss() : (logits, labels) => F.nllLoss(F.logSoftmax(logits, 1), labels);

export class Run {
  readonly #abort = new AbortController();
  readonly #meter: Meter;
  /** While paused: the promise that `fit` awaits, and the function that resolves it. */
  #held: { until: Promise<void>; letGo: () => void } | null = null;
  /** How it ended. */
  readonly done: Promise<Phase>;

  constructor(pupil: Pupil, digits: Digits, settings: Settings, listener: Listener) {
    this.#meter = new Meter(pupil, EPOCHS);
    this.done = this.#train(pupil, digits, settings, listener);
  }

  get paused(): boolean {
    return this.#held !== null;
  }

  pause(): void {
    if (this.#held !== null) return;
    let letGo = (): void => {};
    const until = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    this.#held = { until, letGo };
  }

  resume(): void {
    this.#held?.letGo();
    this.#held = null;
    this.#meter.restart();
  }

  stop(): void {
    this.#abort.abort();
    this.resume();
  }

  async #train(pupil: Pupil, digits: Digits, settings: Settings, listener: Listener): Promise<Phase> {
    const { batchSize, route, lr } = settings;
    const before = pupil.epochs;
    const loader = new data.DataLoader(digits.train, { batchSize, shuffle: true });
    for (const group of pupil.optimizer.paramGroups) group.lr = lr;
    const history = await fit(pupil.model, loader, {
      epochs: EPOCHS,
      optimizer: pupil.optimizer,
      criterion: criterionOf(route),
      validation: new data.DataLoader(digits.test, { batchSize: EXAM_BATCH }),
      metrics: { accuracy: metrics.accuracy },
      signal: this.#abort.signal,
      onBatch: (batch) => {
        pupil.updates++;
        listener.update();
        const progress = this.#meter.note(batch);
        if (progress !== null) listener.progress(progress);
        return this.#held?.until;
      },
      onEpoch: ({ epoch, valLoss, valMetrics }) => {
        pupil.epochs = before + epoch + 1;
        listener.exam({ epoch: pupil.epochs, loss: valLoss as number, accuracy: valMetrics?.['accuracy'] as number });
        this.#meter.restart();
      },
    });
    pupil.epochs += (history.partial?.batches ?? 0) / loader.length;
    if (history.stopped === 'finished') return 'finished';
    return history.stopped === 'nonFinite' ? 'diverged' : 'stopped';
  }
}
