/** Losses of signs, margins and distances as modules; the function of the same name in `F` says what each computes. */

import type { LossOptions } from '../ops/loss/elements.ts';
import {
  cosineEmbeddingLoss,
  hingeEmbeddingLoss,
  MARGIN_0,
  MARGIN_1,
  type MarginOptions,
  marginRankingLoss,
  softMarginLoss,
  TRIPLET,
  type TripletMarginLossOptions,
  tripletMarginLoss,
} from '../ops/loss/hinge.ts';
import { type MultiLabelSoftMarginLossOptions, multilabelMarginLoss, multilabelSoftMarginLoss } from '../ops/loss/multilabel.ts';
import { readOptions, takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Loss } from './element-loss.ts';

/** The logistic loss of targets of 1 and −1. `nn.SoftMarginLoss` in PyTorch. */
export class SoftMarginLoss extends Loss {
  constructor(options: LossOptions = {}) {
    takes('SoftMarginLoss', 1, arguments);
    super('SoftMarginLoss', options);
  }

  /** The loss; shapes and errors as of `F.softMarginLoss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('SoftMarginLoss', 2, arguments);
    return softMarginLoss(input, target, { reduction: this.reduction });
  }
}

/** The hinge loss of samples with several labels. `nn.MultiLabelMarginLoss` in PyTorch. */
export class MultiLabelMarginLoss extends Loss {
  constructor(options: LossOptions = {}) {
    takes('MultiLabelMarginLoss', 1, arguments);
    super('MultiLabelMarginLoss', options);
  }

  /** The loss; shapes and errors as of `F.multilabelMarginLoss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('MultiLabelMarginLoss', 2, arguments);
    return multilabelMarginLoss(input, target, { reduction: this.reduction });
  }
}

/** Binary cross-entropy of multi-label targets, averaged over the classes. `nn.MultiLabelSoftMarginLoss` in PyTorch. */
export class MultiLabelSoftMarginLoss extends Loss {
  /** A factor for each class, or null. */
  declare readonly weight: Tensor | null;

  constructor(options: MultiLabelSoftMarginLossOptions = {}) {
    takes('MultiLabelSoftMarginLoss', 1, arguments);
    super('MultiLabelSoftMarginLoss', options, ['weight']);
    this.registerWeight('weight', options.weight);
  }

  /** The loss; shapes and errors as of `F.multilabelSoftMarginLoss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('MultiLabelSoftMarginLoss', 2, arguments);
    return multilabelSoftMarginLoss(input, target, { weight: this.weight, reduction: this.reduction });
  }
}

/** A loss with a margin. */
abstract class MarginLoss extends Loss {
  /** The margin: the distance that is enough. */
  readonly margin: number;

  constructor(name: string, rules: typeof MARGIN_0, options: MarginOptions) {
    super(name, options, ['margin']);
    this.margin = readOptions(name, rules, options).margin;
  }
}

/** The loss of pairs of scores in the wrong order. `nn.MarginRankingLoss` in PyTorch. */
export class MarginRankingLoss extends MarginLoss {
  constructor(options: MarginOptions = {}) {
    takes('MarginRankingLoss', 1, arguments);
    super('MarginRankingLoss', MARGIN_0, options);
  }

  /** The loss; shapes and errors as of `F.marginRankingLoss`. */
  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    takes('MarginRankingLoss', 3, arguments);
    return marginRankingLoss(input1, input2, target, { margin: this.margin, reduction: this.reduction });
  }
}

/** The loss of distances between pairs, similar or not. `nn.HingeEmbeddingLoss` in PyTorch. */
export class HingeEmbeddingLoss extends MarginLoss {
  constructor(options: MarginOptions = {}) {
    takes('HingeEmbeddingLoss', 1, arguments);
    super('HingeEmbeddingLoss', MARGIN_1, options);
  }

  /** The loss; shapes and errors as of `F.hingeEmbeddingLoss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('HingeEmbeddingLoss', 2, arguments);
    return hingeEmbeddingLoss(input, target, { margin: this.margin, reduction: this.reduction });
  }
}

/** The loss of cosines between pairs, similar or not. `nn.CosineEmbeddingLoss` in PyTorch. */
export class CosineEmbeddingLoss extends MarginLoss {
  constructor(options: MarginOptions = {}) {
    takes('CosineEmbeddingLoss', 1, arguments);
    super('CosineEmbeddingLoss', MARGIN_0, options);
  }

  /** The loss; shapes and errors as of `F.cosineEmbeddingLoss`. */
  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    takes('CosineEmbeddingLoss', 3, arguments);
    return cosineEmbeddingLoss(input1, input2, target, { margin: this.margin, reduction: this.reduction });
  }
}

/** The loss of anchors nearer to a negative than to a positive. `nn.TripletMarginLoss` in PyTorch. */
export class TripletMarginLoss extends Loss {
  /** How much nearer the positive should be. */
  readonly margin: number;
  /** The p of the norm that measures distances. */
  readonly p: number;
  /** Added to every difference. */
  readonly eps: number;
  /** Whether the negative's distance from the positive is used if it is less. */
  readonly swap: boolean;

  constructor(options: TripletMarginLossOptions = {}) {
    takes('TripletMarginLoss', 1, arguments);
    super('TripletMarginLoss', options, ['margin', 'p', 'eps', 'swap']);
    const { margin, p, eps, swap } = readOptions('TripletMarginLoss', TRIPLET, options);
    this.margin = margin;
    this.p = p;
    this.eps = eps;
    this.swap = swap;
  }

  /** The loss; shapes and errors as of `F.tripletMarginLoss`. */
  forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    takes('TripletMarginLoss', 3, arguments);
    const { margin, p, eps, swap, reduction } = this;
    return tripletMarginLoss(anchor, positive, negative, { margin, p, eps, swap, reduction });
  }
}
