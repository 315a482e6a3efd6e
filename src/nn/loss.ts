import { checkTensor } from '../array/check.ts';
import { checkInteger, checkOptions, failType, show } from '../errors.ts';
import { type CrossEntropyOptions, crossEntropyBy } from '../ops/loss/cross-entropy.ts';
import { nllLoss } from '../ops/loss/nll.ts';
import { checkReduction, type Reduction } from '../ops/loss/reduction.ts';
import type { NLLLossOptions } from '../ops/loss/targets.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/** What NLLLoss and CrossEntropyLoss share: their options. The weight is a buffer, as in PyTorch. */
abstract class ClassLoss extends Module {
  /** A factor for each class, or null. */
  declare readonly weight: Tensor | null;
  /** Targets of this value are ignored. */
  readonly ignoreIndex: number;
  /** 'mean' or 'sum' over all targets, or 'none'. */
  readonly reduction: Reduction;

  constructor(name: string, options: NLLLossOptions, known: readonly string[]) {
    checkOptions(name, options, known);
    super();
    const { weight = null, ignoreIndex = -100, reduction = 'mean' } = options;
    if (weight !== null) checkTensor(name, 'weight', weight);
    this.ignoreIndex = checkInteger(name, 'ignoreIndex', ignoreIndex, -(2 ** 31), 2 ** 31 - 1);
    this.reduction = checkReduction(name, reduction);
    this.registerBuffer('weight', weight);
  }
}

/** `F.nllLoss` as a module: the loss for log-probabilities. `nn.NLLLoss` in PyTorch. */
export class NLLLoss extends ClassLoss {
  constructor(options: NLLLossOptions = {}) {
    takes('NLLLoss', 1, arguments);
    super('NLLLoss', options, ['weight', 'ignoreIndex', 'reduction']);
  }

  /** The loss; shapes and errors as of `F.nllLoss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('NLLLoss', 2, arguments);
    return nllLoss(input, target, { weight: this.weight, ignoreIndex: this.ignoreIndex, reduction: this.reduction });
  }
}

/** `F.crossEntropy` as a module: the loss for raw logits. `nn.CrossEntropyLoss` in PyTorch. */
export class CrossEntropyLoss extends ClassLoss {
  /** The share of each target that is spread evenly over all classes. */
  readonly labelSmoothing: number;

  constructor(options: CrossEntropyOptions = {}) {
    takes('CrossEntropyLoss', 1, arguments);
    super('CrossEntropyLoss', options, ['weight', 'ignoreIndex', 'reduction', 'labelSmoothing']);
    const { labelSmoothing = 0 } = options;
    // its bounds are checked when it is used, as in PyTorch
    if (typeof labelSmoothing !== 'number')
      failType('CrossEntropyLoss', `expected labelSmoothing to be a number, got ${show(labelSmoothing)}`);
    this.labelSmoothing = labelSmoothing;
  }

  /** The loss; shapes and errors as of `F.crossEntropy`. */
  forward(input: Tensor, target: Tensor): Tensor {
    takes('CrossEntropyLoss', 2, arguments);
    return crossEntropyBy(input, target, this);
  }
}
