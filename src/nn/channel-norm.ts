import { fillWith } from '../array/allocate.ts';
import { empty } from '../create/values.ts';
import { checkBoolean, checkInteger, checkNumber, checkOptions } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';
import { built, filled, type Parameter } from './parameter.ts';
import { bool, float } from './repr.ts';

/** Options of the batch and instance normalisations. */
export interface BatchNormOptions {
  /** Added to the variance. Default 1e-5. */
  eps?: number;
  /** The weight of a new batch in the running moments. Default 0.1; null for the mean over all batches. */
  momentum?: number | null;
  /** Whether there are weight and bias. Default true for batch normalisation, false for instance normalisation. */
  affine?: boolean;
  /** Whether running moments are kept; without them, evaluation uses those of the input. Default as for `affine`. */
  trackRunningStats?: boolean;
}

/** What the batch and instance normalisations share: their parameters and running moments. */
export abstract class ChannelNorm extends Module {
  /** Columns or channels of the input. */
  readonly numFeatures: number;
  /** Added to the variance. */
  readonly eps: number;
  /** The weight of a new batch in the running moments; null for the mean over all batches. */
  readonly momentum: number | null;
  /** The scales, or null. */
  readonly weight: Parameter | null;
  /** The shifts, or null. */
  readonly bias: Parameter | null;
  /** The running mean: (C), or null if not tracked. */
  declare readonly running_mean: Tensor | null;
  /** The running variance, with divisor n − 1: (C), or null if not tracked. */
  declare readonly running_var: Tensor | null;
  /** The number of batches in the running moments: an int32 scalar, or null. */
  declare readonly num_batches_tracked: Tensor | null;
  /** @internal The class's name in messages. */
  protected readonly label: string;

  constructor(name: string, numFeatures: number, options: BatchNormOptions, usual: boolean) {
    checkOptions(name, options, ['eps', 'momentum', 'affine', 'trackRunningStats']);
    super();
    this.label = name;
    this.numFeatures = checkInteger(name, 'numFeatures', numFeatures, 0);
    this.eps = checkNumber(name, 'eps', options.eps ?? 1e-5);
    const { momentum = 0.1 } = options;
    this.momentum = momentum === null ? null : checkNumber(name, 'momentum', momentum);
    const affine = checkBoolean(name, 'affine', options.affine ?? usual);
    const tracked = checkBoolean(name, 'trackRunningStats', options.trackRunningStats ?? usual);
    const own = built(name, () => ({
      weight: affine ? filled([numFeatures], 1) : null,
      bias: affine ? filled([numFeatures], 0) : null,
      mean: tracked ? fillWith(empty([numFeatures]), 0) : null,
      variance: tracked ? fillWith(empty([numFeatures]), 1) : null,
      batches: tracked ? fillWith(empty([], 'int32'), 0) : null,
    }));
    this.weight = own.weight;
    this.bias = own.bias;
    this.registerBuffer('running_mean', own.mean);
    this.registerBuffer('running_var', own.variance);
    this.registerBuffer('num_batches_tracked', own.batches);
  }

  override extraRepr(): string {
    const momentum = this.momentum === null ? 'None' : float(this.momentum);
    return (
      `${this.numFeatures}, eps=${float(this.eps)}, momentum=${momentum}, affine=${bool(this.weight !== null)}, ` +
      `track_running_stats=${bool(this.num_batches_tracked !== null)}`
    );
  }
}
