import { checkTensor } from '../array/check.ts';
import { checkBoolean, checkInteger, checkOptions } from '../errors.ts';
import { type LinearCrossEntropyOptions, linearCrossEntropy } from '../ops/loss/linear-cross-entropy.ts';
import { checkExtras } from '../ops/loss/linear-problem.ts';
import { checkReduction, type Reduction } from '../ops/loss/reduction.ts';
import { checkSmoothing, IGNORED } from '../ops/loss/targets.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { built } from './parameter.ts';

/** Options of `LinearCrossEntropyLoss`. */
export interface LinearCrossEntropyLossOptions extends Omit<LinearCrossEntropyOptions, 'bias' | 'details'> {
  /** Whether the layer has a bias. Default false, as in PyTorch. */
  bias?: boolean;
}

/**
 * The last layer fused with its loss. It works in chunks, so that the logits are never all in memory; the parameters are those
 * of `linear`. `nn.LinearCrossEntropyLoss` in PyTorch.
 */
export class LinearCrossEntropyLoss extends Module {
  /** The layer that computes the logits. */
  readonly linear: Linear;
  /** A factor for each class, or null. */
  declare readonly weight: Tensor | null;
  /** The target that is ignored. */
  readonly ignoreIndex: number;
  /** How the losses become one number; 'none' keeps them. */
  readonly reduction: Reduction;
  private readonly options: Omit<LinearCrossEntropyOptions, 'bias' | 'weight' | 'ignoreIndex' | 'reduction' | 'details'>;

  constructor(inFeatures: number, numClasses: number, options: LinearCrossEntropyLossOptions = {}) {
    takes('LinearCrossEntropyLoss', 3, arguments);
    checkOptions('LinearCrossEntropyLoss', options, [
      'bias',
      'weight',
      'ignoreIndex',
      'reduction',
      'labelSmoothing',
      'chunkSize',
      'zLoss',
      'softcap',
    ]);
    const { bias = false, weight = null, ignoreIndex = IGNORED, reduction = 'mean', ...rest } = options;
    checkBoolean('LinearCrossEntropyLoss', 'bias', bias);
    if (weight !== null) checkTensor('LinearCrossEntropyLoss', 'weight', weight);
    checkInteger('LinearCrossEntropyLoss', 'ignoreIndex', ignoreIndex, -(2 ** 31), 2 ** 31 - 1);
    checkSmoothing('LinearCrossEntropyLoss', rest.labelSmoothing);
    checkInteger('LinearCrossEntropyLoss', 'chunkSize', rest.chunkSize ?? 1, 1);
    checkExtras('LinearCrossEntropyLoss', rest);
    checkInteger('LinearCrossEntropyLoss', 'inFeatures', inFeatures, 0);
    checkInteger('LinearCrossEntropyLoss', 'numClasses', numClasses, 0);
    super();
    this.ignoreIndex = ignoreIndex;
    this.reduction = checkReduction('LinearCrossEntropyLoss', reduction);
    this.options = rest;
    this.linear = built('LinearCrossEntropyLoss', () => new Linear(inFeatures, numClasses, { bias }));
    this.registerBuffer('weight', weight);
  }

  /** The loss of (…, in) inputs and (…) class indices or (…, C) probabilities; shapes and errors as of `F.linearCrossEntropy`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('LinearCrossEntropyLoss', 2, arguments);
    const { weight, bias } = this.linear;
    const { ignoreIndex, reduction } = this;
    return linearCrossEntropy(input, weight, target, { ...this.options, ignoreIndex, reduction, bias, weight: this.weight });
  }
}
