/** What the page and its worker say to each other. */

/** A digit's pixels: rows of a square of this side. */
export const SIDE = 28;
export const PIXELS: number = SIDE * SIDE;
export const CLASSES = 10;
/** How many of the packed digits are trained on; the rest is held out. */
export const TRAINED_ON = 8000;
export const HELD_OUT = 2000;

/** The two ways to one loss. */
export type Route = 'crossEntropy' | 'nll';

export interface Settings {
  lr: number;
  batchSize: number;
  hidden: number;
  route: Route;
}

/** From the page. */
export type Request =
  /** The first one: where the digits lie, how many threads to try, and the width of the model to begin with. */
  | { type: 'open'; digits: string; threads: number; hidden: number }
  /** Train: the model in hand, or a new one. */
  | { type: 'train'; settings: Settings; fresh: boolean }
  | { type: 'pause' | 'resume' | 'stop' }
  /** A learning rate that applies at once. */
  | { type: 'rate'; lr: number }
  /** A drawing to guess now and after every update, its pixels in [0, 1]; null when there is none any more. */
  | { type: 'look'; pixels: Float32Array<ArrayBuffer> | null }
  | { type: 'save' }
  | { type: 'load'; bytes: Uint8Array<ArrayBuffer> };

/** What the worker is at: `diverged` when the loss was no number any more. */
export type Phase = 'untrained' | 'training' | 'paused' | 'stopped' | 'finished' | 'diverged' | 'loaded';

export interface Memory {
  liveBytes: number;
  reservedBytes: number;
}

/** The training digits seen since the last report. */
export interface Progress {
  /** Since the model was new. */
  updates: number;
  /** Epochs since the model was new, the current one's part included. */
  epoch: number;
  /** The epoch that the run ends with. */
  until: number;
  loss: number;
  accuracy: number;
  samples: number;
  /** What they took. */
  seconds: number;
  memory: Memory;
}

/** The held-out digits after an epoch. */
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
  /** Another model is in hand, of this width. */
  | { type: 'model'; hidden: number }
  | { type: 'phase'; phase: Phase; memory: Memory }
  | ({ type: 'progress' } & Progress)
  | ({ type: 'exam' } & Exam)
  /** The probability of each class for the drawing. */
  | { type: 'guess'; probabilities: number[] }
  | { type: 'saved'; bytes: Uint8Array<ArrayBuffer> }
  /** What could not be done, in words. */
  | { type: 'refused'; request: Request['type']; message: string };
