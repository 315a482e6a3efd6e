/** Negative log-likelihoods as modules; the function of the same name in `F` says what each computes. */

import { CTC, type CTCLossOptions, ctcLoss, type Lengths } from '../ops/loss/ctc.ts';
import {
  GAUSSIAN,
  type GaussianNLLLossOptions,
  gaussianNllLoss,
  POISSON,
  type PoissonNLLLossOptions,
  poissonNllLoss,
} from '../ops/loss/likelihood.ts';
import { readOptions, takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Loss } from './element-loss.ts';

/** The loss of counts that follow a Poisson distribution. `nn.PoissonNLLLoss` in PyTorch. */
export class PoissonNLLLoss extends Loss {
  /** Whether inputs are logarithms of rates. */
  readonly logInput: boolean;
  /** Whether Stirling's approximation is added. */
  readonly full: boolean;
  /** Added to rates before taking the logarithm. */
  readonly eps: number;

  constructor(options: PoissonNLLLossOptions = {}) {
    takes('PoissonNLLLoss', 1, arguments);
    super('PoissonNLLLoss', options, ['logInput', 'full', 'eps']);
    const { logInput, full, eps } = readOptions('PoissonNLLLoss', POISSON, options);
    this.logInput = logInput;
    this.full = full;
    this.eps = eps;
  }

  /** The loss; shapes and errors as of `F.poissonNllLoss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('PoissonNLLLoss', 2, arguments);
    const { logInput, full, eps, reduction } = this;
    return poissonNllLoss(input, target, { logInput, full, eps, reduction });
  }
}

/** The loss of normally distributed measurements. `nn.GaussianNLLLoss` in PyTorch. */
export class GaussianNLLLoss extends Loss {
  /** Whether the constant is added. */
  readonly full: boolean;
  /** Smaller variances are raised to this value. */
  readonly eps: number;

  constructor(options: GaussianNLLLossOptions = {}) {
    takes('GaussianNLLLoss', 1, arguments);
    super('GaussianNLLLoss', options, ['full', 'eps']);
    const { full, eps } = readOptions('GaussianNLLLoss', GAUSSIAN, options);
    this.full = full;
    this.eps = eps;
  }

  /** The loss; shapes and errors as of `F.gaussianNllLoss`. */
  forward(input: Tensor, target: Tensor, variance: Tensor): Tensor {
    takes('GaussianNLLLoss', 3, arguments);
    const { full, eps, reduction } = this;
    return gaussianNllLoss(input, target, variance, { full, eps, reduction });
  }
}

/** The loss of sequences whose labels are not aligned with time. `nn.CTCLoss` in PyTorch. */
export class CTCLoss extends Loss {
  /** The class that stands for no label. */
  readonly blank: number;
  /** Whether infinite losses count as 0. */
  readonly zeroInfinity: boolean;

  constructor(options: CTCLossOptions = {}) {
    takes('CTCLoss', 1, arguments);
    super('CTCLoss', options, ['blank', 'zeroInfinity']);
    const { blank, zeroInfinity } = readOptions('CTCLoss', CTC, options);
    this.blank = blank;
    this.zeroInfinity = zeroInfinity;
  }

  /** The loss; shapes and errors as of `F.ctcLoss`. */
  forward(logProbs: Tensor, targets: Tensor, inputLengths: Lengths, targetLengths: Lengths): Tensor {
    takes('CTCLoss', 4, arguments);
    const { blank, zeroInfinity, reduction } = this;
    return ctcLoss(logProbs, targets, inputLengths, targetLengths, { blank, reduction, zeroInfinity });
  }
}
