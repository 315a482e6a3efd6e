/** Element-wise losses as modules; the function of the same name in `F` says what each computes. */

import { checkTensor } from '../array/check.ts';
import { checkNumber, checkOptions, failRange } from '../errors.ts';
import { checkKLReduction, type KLDivLossOptions, klDiv } from '../ops/loss/divergence.ts';
import {
  type BCELossOptions,
  type BCEWithLogitsLossOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  type HuberLossOptions,
  huberLoss,
  type LossOptions,
  l1Loss,
  mseLoss,
  type SmoothL1LossOptions,
  smoothL1Loss,
} from '../ops/loss/elements.ts';
import { checkPower, type MultiMarginLossOptions, multiMarginLoss } from '../ops/loss/margin.ts';
import { checkReduction, type Reduction } from '../ops/loss/reduction.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/** A loss with a `reduction`. */
export abstract class Loss extends Module {
  /** 'mean' or 'sum' over all elements, or 'none'. */
  readonly reduction: Reduction;

  constructor(name: string, options: LossOptions, known: readonly string[] = []) {
    checkOptions(name, options, ['reduction', ...known]);
    super();
    this.reduction = checkReduction(name, options.reduction ?? 'mean');
  }

  /** Registers a weight as a buffer, as in PyTorch. */
  protected registerWeight(what: string, weight: Tensor | null = null): void {
    if (weight !== null) checkTensor(this.constructor.name, what, weight);
    this.registerBuffer(what, weight);
  }
}

/** The squared error. `nn.MSELoss` in PyTorch. */
export class MSELoss extends Loss {
  constructor(options: LossOptions = {}) {
    takes('MSELoss', 1, arguments);
    super('MSELoss', options);
  }

  /** The loss; shapes and errors as of `F.mseLoss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('MSELoss', 2, arguments);
    return mseLoss(input, target, { reduction: this.reduction });
  }
}

/** The absolute error. `nn.L1Loss` in PyTorch. */
export class L1Loss extends Loss {
  constructor(options: LossOptions = {}) {
    takes('L1Loss', 1, arguments);
    super('L1Loss', options);
  }

  /** The loss; shapes and errors as of `F.l1Loss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('L1Loss', 2, arguments);
    return l1Loss(input, target, { reduction: this.reduction });
  }
}

/** The squared error below beta, the absolute error above. `nn.SmoothL1Loss` in PyTorch. */
export class SmoothL1Loss extends Loss {
  /** The error at which the loss changes from quadratic to linear. */
  readonly beta: number;

  constructor(options: SmoothL1LossOptions = {}) {
    takes('SmoothL1Loss', 1, arguments);
    super('SmoothL1Loss', options, ['beta']);
    this.beta = checkNumber('SmoothL1Loss', 'beta', options.beta ?? 1, 0);
  }

  /** The loss; shapes and errors as of `F.smoothL1Loss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('SmoothL1Loss', 2, arguments);
    return smoothL1Loss(input, target, { reduction: this.reduction, beta: this.beta });
  }
}

/** The squared error below delta, delta times the absolute error above. `nn.HuberLoss` in PyTorch. */
export class HuberLoss extends Loss {
  /** The error at which the loss changes from quadratic to linear. */
  readonly delta: number;

  constructor(options: HuberLossOptions = {}) {
    takes('HuberLoss', 1, arguments);
    super('HuberLoss', options, ['delta']);
    this.delta = checkNumber('HuberLoss', 'delta', options.delta ?? 1, 0);
    if (this.delta === 0) failRange('HuberLoss', 'expected delta above 0, got 0; L1Loss is its limit');
  }

  /** The loss; shapes and errors as of `F.huberLoss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('HuberLoss', 2, arguments);
    return huberLoss(input, target, { reduction: this.reduction, delta: this.delta });
  }
}

/** Binary cross-entropy of probabilities. `nn.BCELoss` in PyTorch. */
export class BCELoss extends Loss {
  /** A factor for each element or class, or null. */
  declare readonly weight: Tensor | null;

  constructor(options: BCELossOptions = {}) {
    takes('BCELoss', 1, arguments);
    super('BCELoss', options, ['weight']);
    this.registerWeight('weight', options.weight);
  }

  /** The loss; shapes and errors as of `F.binaryCrossEntropy`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('BCELoss', 2, arguments);
    return binaryCrossEntropy(input, target, { weight: this.weight, reduction: this.reduction });
  }
}

/** Binary cross-entropy of logits. `nn.BCEWithLogitsLoss` in PyTorch. */
export class BCEWithLogitsLoss extends Loss {
  /** A factor for each element or class, or null. */
  declare readonly weight: Tensor | null;
  declare protected readonly pos_weight: Tensor | null;

  constructor(options: BCEWithLogitsLossOptions = {}) {
    takes('BCEWithLogitsLoss', 1, arguments);
    super('BCEWithLogitsLoss', options, ['weight', 'posWeight']);
    this.registerWeight('weight', options.weight);
    this.registerWeight('pos_weight', options.posWeight);
  }

  /** The weight of positive targets: the buffer `pos_weight`. */
  get posWeight(): Tensor | null {
    return this.pos_weight;
  }

  /** The loss; shapes and errors as of `F.binaryCrossEntropyWithLogits`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('BCEWithLogitsLoss', 2, arguments);
    const { weight, posWeight, reduction } = this;
    return binaryCrossEntropyWithLogits(input, target, { weight, posWeight, reduction });
  }
}

/** The Kullback–Leibler divergence. `nn.KLDivLoss` in PyTorch. */
export class KLDivLoss extends Module {
  /** 'mean' or 'sum' over all elements, 'batchmean' (the sum divided by N), or 'none'. */
  readonly reduction: Reduction | 'batchmean';
  /** Whether targets are log-probabilities. */
  readonly logTarget: boolean;

  constructor(options: KLDivLossOptions = {}) {
    takes('KLDivLoss', 1, arguments);
    checkOptions('KLDivLoss', options, ['reduction', 'logTarget']);
    super();
    this.reduction = checkKLReduction('KLDivLoss', options.reduction ?? 'mean');
    this.logTarget = options.logTarget ?? false;
  }

  /** The loss; shapes and errors as of `F.klDiv`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('KLDivLoss', 2, arguments);
    return klDiv(input, target, { reduction: this.reduction, logTarget: this.logTarget });
  }
}

/** The multi-class hinge loss. `nn.MultiMarginLoss` in PyTorch. */
export class MultiMarginLoss extends Loss {
  /** A factor for each element or class, or null. */
  declare readonly weight: Tensor | null;
  /** The power of the margin: 1 or 2. */
  readonly p: number;
  /** How far the score of the right class should exceed the others. */
  readonly margin: number;

  constructor(options: MultiMarginLossOptions = {}) {
    takes('MultiMarginLoss', 1, arguments);
    super('MultiMarginLoss', options, ['p', 'margin', 'weight']);
    this.p = checkPower('MultiMarginLoss', options.p ?? 1);
    this.margin = checkNumber('MultiMarginLoss', 'margin', options.margin ?? 1);
    this.registerWeight('weight', options.weight);
  }

  /** The loss; shapes and errors as of `F.multiMarginLoss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('MultiMarginLoss', 2, arguments);
    const { p, margin, weight, reduction } = this;
    return multiMarginLoss(input, target, { p, margin, weight, reduction });
  }
}
