/** The messages between the page and its worker. */

/** A digit is a square of pixels with this side. */
export const SIDE = 28;
export const PIXELS: number = SIDE * SIDE;
export const CLASSES = 10;
/** The number of packed digits to train on; the rest is held out. */
export const TRAINED_ON = 8000;
export const HELD_OUT = 2000;

/** The two routes to the same loss. */
export type Route = 'crossEntropy' | 'nll';

export interface Settings {
  lr: number;
  batchSize: number;
  hidden: number;
  route: Route;
}

/** From the page. */
export type Request =
  /** The first message: the address of the digits, how many threads to try, and the width of the first model. */
  | { type: 'open'; digits: string; threads: number; hidden: number }
  /** Trains the current model, or a new one. */
  | { type: 'train'; settings: Settings; fresh: boolean }
  | { type: 'pause' | 'resume' | 'stop' }
  /** A new learning rate, applied at once. */
  | { type: 'rate'; lr: number }
  /** A drawing to classify now and after every update, with pixels in [0, 1]; null if the pad is empty. */
  | { type: 'look'; pixels: Float32Array<ArrayBuffer> | null }
  | { type: 'save' }
  | { type: 'load'; bytes: Uint8Array<ArrayBuffer> };

/** What the worker is doing; `diverged` means that the loss became NaN or infinite. */
export type Phase = 'untrained' | 'training' | 'paused' | 'stopped' | 'finished' | 'diverged' | 'loaded';

export interface Memory {
  liveBytes: number;
  reservedBytes: number;
}

/** The training digits seen since the last report. */
export interface Progress {
  /** Since the model was created. */
  updates: number;
  /** Epochs since the model was created, including the fraction of the current one. */
  epoch: number;
  /** The last epoch of the run. */
  until: number;
  loss: number;
  accuracy: number;
  samples: number;
  /** The time they took. */
  seconds: number;
  memory: Memory;
}

/** The result on the held-out digits after an epoch. */
export interface Exam {
  epoch: number;
  loss: number;
  accuracy: number;
}

/** From the worker. */
export type Report =
  | {
      type: 'opened';
      level: string;
      threads: number;
      memory: Memory;
      /** The held-out digits, a byte a pixel, and their labels. */
      images: Uint8Array<ArrayBuffer>;
      labels: Uint8Array<ArrayBuffer>;
    }
  /** There is a new current model, of this width. */
  | { type: 'model'; hidden: number }
  | { type: 'phase'; phase: Phase; memory: Memory }
  | ({ type: 'progress' } & Progress)
  | ({ type: 'exam' } & Exam)
  /** The probability of each class for the drawing. */
  | { type: 'guess'; probabilities: number[] }
  | { type: 'saved'; bytes: Uint8Array<ArrayBuffer> }
  /** A request that failed, and why. */
  | { type: 'refused'; request: Request['type']; message: string };
