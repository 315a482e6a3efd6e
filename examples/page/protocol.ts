/** What the page and its worker both know. */

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

/** What the worker is doing; `diverged` means that the loss became NaN or infinite. */
export type Phase = 'untrained' | 'training' | 'paused' | 'stopped' | 'finished' | 'diverged' | 'loaded';

export interface Memory {
  liveBytes: number;
  reservedBytes: number;
}

/** What the network makes of a drawing; the losses are those that each class would have as the target. */
export interface Look {
  logits: number[];
  logProbabilities: number[];
  probabilities: number[];
  crossEntropy: number[];
  nllLoss: number[];
}

/** The result on the held-out digits. */
export interface Exam {
  loss: number;
  accuracy: number;
  /** How often a digit (row) was read as another (column). */
  confusion: number[][];
}
