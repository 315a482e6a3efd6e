import { checkOptions, failType, show } from '../errors.ts';
import { type CrossEntropyOptions, crossEntropyBy } from '../ops/loss/cross-entropy.ts';
import { nllLoss } from '../ops/loss/nll.ts';
import { checkReduction, type Reduction } from '../ops/loss/reduction.ts';
import type { NLLLossOptions } from '../ops/loss/targets.ts';
import { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/** What NLLLoss and CrossEntropyLoss share: their options. The weight is a buffer, as in PyTorch. */
abstract class ClassLoss extends Module {
  /** A factor for each class, or null. */
  declare readonly weight: Tensor | null;
  /** Targets of this value are left out. */
  readonly ignoreIndex: number;
  /** 'mean' or 'sum' over all targets, or 'none'. */
  readonly reduction: Reduction;

  constructor(name: string, options: NLLLossOptions, known: readonly string[]) {
    checkOptions(name, options, known);
    super();
    const { weight = null, ignoreIndex = -100, reduction = 'mean' } = options;
    if (weight !== null && !(weight instanceof Tensor))
      failType(name, `expected weight to be a tensor or null, got ${show(weight)}`);
    this.ignoreIndex = ignoreIndex;
    this.reduction = checkReduction(name, reduction);
    this.registerBuffer('weight', weight);
  }
}

/** `F.nllLoss` as a module: the loss for log-probabilities. `nn.NLLLoss` in PyTorch. */
export class NLLLoss extends ClassLoss {
  constructor(options: NLLLossOptions = {}) {
    super('NLLLoss', options, ['weight', 'ignoreIndex', 'reduction']);
  }

  /** The loss; shapes and errors as of `F.nllLoss`. */
  forward(input: Tensor, target: Tensor): Tensor {
    return nllLoss(input, target, { weight: this.weight, ignoreIndex: this.ignoreIndex, reduction: this.reduction });
  }
}

/** `F.crossEntropy` as a module: the loss for raw logits. `nn.CrossEntropyLoss` in PyTorch. */
export class CrossEntropyLoss extends ClassLoss {
  /** The part of each target that is spread evenly over all classes. */
  readonly labelSmoothing: number;

  constructor(options: CrossEntropyOptions = {}) {
    super('CrossEntropyLoss', options, ['weight', 'ignoreIndex', 'reduction', 'labelSmoothing']);
    this.labelSmoothing = options.labelSmoothing ?? 0;
  }

  /** The loss; shapes and errors as of `F.crossEntropy`. */
  forward(input: Tensor, target: Tensor): Tensor {
    return crossEntropyBy(input, target, this);
  }
}
