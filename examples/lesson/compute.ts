/** Runs the snippets on the page's state; what comes back is plain numbers, and no tensor stays. */
import { init, scope, type Tensor, tensor } from 'rushlight';
import { type BatchOptions, batchLoss } from './code/batch.ts';
import { crossEntropyOf } from './code/cross-entropy.ts';
import { gradients } from './code/gradient.ts';
import { logSoftmaxOf } from './code/log-softmax.ts';
import { logitsOf } from './code/logits.ts';
import { nllOf } from './code/nll.ts';
import { reused } from './code/reuse.ts';
import { softmaxes } from './code/softmax.ts';
import { stepOf } from './code/step.ts';
import { tempered } from './code/temperature.ts';

/** Loads the kernels without holding up the page. */
export const load = (): Promise<void> => init();

const list = (x: Tensor): number[] => [...x.toTypedArray()];

export interface Story {
  naive: number[];
  stable: number[];
  logProbs: number[];
  picked: number;
  nll: number;
  crossEntropy: number;
  gradient: number[];
  formula: number[];
  entropy: number;
  distance: number;
}

/** All that follows from one row of scores and its class. */
export const tell = (scores: readonly number[], chosen: number): Story =>
  scope(() => {
    const logits = logitsOf(scores);
    const target = tensor(chosen, { dtype: 'int32' });
    const { naive, stable } = softmaxes(logits);
    const logProbs = logSoftmaxOf(logits);
    const { loss, picked } = nllOf(logProbs, chosen);
    const { gradient, formula } = gradients(logits, target);
    const { entropy, distance } = reused(logits, target);
    return {
      naive: list(naive),
      stable: list(stable),
      logProbs: list(logProbs),
      picked: picked.item() as number,
      nll: loss.item() as number,
      crossEntropy: crossEntropyOf(logits, target).item() as number,
      gradient: list(gradient),
      formula: list(formula),
      entropy: entropy.item() as number,
      distance: distance.item() as number,
    };
  });

/** The scores after a step of gradient descent. */
export const step = (scores: readonly number[], chosen: number, lr: number): number[] =>
  scope(() => {
    const logits = logitsOf(scores);
    stepOf(logits, tensor(chosen, { dtype: 'int32' }), lr);
    return list(logits);
  });

export interface Batch {
  /** Each row's own loss, weighted. */
  rows: number[];
  /** What the reduction makes of them. */
  loss: number[];
}

export const batch = (rows: readonly (readonly number[])[], chosen: readonly number[], options: BatchOptions): Batch =>
  scope(() => ({
    rows: list(batchLoss(rows, chosen, { ...options, reduction: 'none' })),
    loss: list(batchLoss(rows, chosen, options)),
  }));

export const temper = (scores: readonly number[], temperature: number): number[] =>
  scope(() => list(tempered(logitsOf(scores), temperature)));
