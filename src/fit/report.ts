/** What training reports: of a batch, of an epoch, and of the whole. Plain objects, ready for JSON. */

/** A number by each metric's name. */
export type Figures = Record<string, number>;

/** What `onBatch` is told after each step. */
export interface BatchReport {
  /** The epoch's position, from 0. */
  epoch: number;
  /** The batch's position in the epoch, from 0. */
  batch: number;
  /** How many batches an epoch has, if the loader knows. */
  batches: number | undefined;
  /** How many samples the epoch has seen, this batch's among them. */
  samples: number;
  /** The loss of this batch, before its step. */
  loss: number;
  /** The mean loss of the epoch so far. */
  meanLoss: number;
  /** Each metric's mean over the epoch so far. */
  metrics: Figures;
}

/** What `onEpoch` is told, and the history keeps. Means are over samples. */
export interface EpochReport {
  /** The epoch's position, from 0. */
  epoch: number;
  /** How many batches were trained on. */
  batches: number;
  /** How many samples were trained on. */
  samples: number;
  /** The mean of the losses before each step. */
  loss: number;
  /** The mean of each metric before each step. */
  metrics: Figures;
  /** The mean loss of the validation data after the epoch. */
  valLoss?: number;
  /** The mean of each metric on the validation data after the epoch. */
  valMetrics?: Figures;
  /** Each parameter group's rate when the epoch began. */
  lr: number[];
  /** How long the training took, without the validation and without callbacks. */
  seconds: number;
}

/** Why a fit ended: all epochs done, the signal, early stopping, a callback that returned false, or a loss that was not finite. */
export type Stopped = 'finished' | 'aborted' | 'earlyStopping' | 'callback' | 'nonFinite';

/** What `fit` gives. */
export interface History {
  /** The finished epochs, in order. */
  epochs: EpochReport[];
  /** The training loss by epoch. */
  loss: number[];
  /** The validation loss by epoch; empty without validation. */
  valLoss: number[];
  /** Each metric's training mean by epoch. */
  metrics: Record<string, number[]>;
  /** Each metric's validation mean by epoch. */
  valMetrics: Record<string, number[]>;
  /** Why it ended. */
  stopped: Stopped;
  /** The epoch that was stopped in its midst, as far as it came; null if there is none. The model has learnt from it. */
  partial: EpochReport | null;
  /** The best epoch by what early stopping watches; null without it. */
  bestEpoch: number | null;
}

/** Means over samples, added up by the batch. */
export class Averages {
  samples = 0;
  batches = 0;
  #loss = 0;
  readonly #sums: Figures = {};

  add(samples: number, loss: number, metrics: Figures): void {
    this.samples += samples;
    this.batches++;
    this.#loss += samples * loss;
    for (const name in metrics) this.#sums[name] = (this.#sums[name] ?? 0) + samples * (metrics[name] as number);
  }

  get loss(): number {
    return this.#loss / this.samples;
  }

  get metrics(): Figures {
    return Object.fromEntries(Object.entries(this.#sums).map(([name, sum]) => [name, sum / this.samples]));
  }
}

/** The epochs' metrics, by name. */
function columns(rows: readonly (Figures | undefined)[]): Record<string, number[]> {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row?.[name] ?? Number.NaN)]));
}

/** The history of finished epochs. */
export function historyOf(
  epochs: EpochReport[],
  end: { stopped: Stopped; partial: EpochReport | null; bestEpoch: number | null },
): History {
  return {
    epochs,
    loss: epochs.map((e) => e.loss),
    valLoss: epochs.flatMap((e) => e.valLoss ?? []),
    metrics: columns(epochs.map((e) => e.metrics)),
    valMetrics: columns(epochs.map((e) => e.valMetrics)),
    ...end,
  };
}
