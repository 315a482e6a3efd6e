import { checkTensor } from '../array/check.ts';
import { failRange, failType, isPlainObject, show } from '../errors.ts';
import { takes } from '../options.ts';
import { checkSync } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';
import { AccuracyTally, accuracy } from './accuracy.ts';
import { BalancedAccuracyTally, balancedAccuracy } from './balanced-accuracy.ts';
import { BrierTally, brierScore } from './brier.ts';
import { CalibrationErrorTally, expectedCalibrationError } from './calibration-error.ts';
import { F1Tally, f1 } from './f1.ts';
import { cohenKappa, KappaTally } from './kappa.ts';
import { LogLossTally, logLoss } from './log-loss.ts';
import { MatthewsTally, matthewsCorrcoef } from './matthews.ts';
import type { MetricState, Tally } from './state.ts';
import { Stored } from './stored.ts';

type AnyMetric = (input: Tensor, target: Tensor, options?: object) => number | number[];

/** A metric's parts where it is made of sums and counts; else what keeps all scores. */
function tallyOf(metric: AnyMetric, options: object): Tally<number | number[]> {
  switch (metric) {
    case accuracy as AnyMetric:
      return new AccuracyTally(options);
    case balancedAccuracy as AnyMetric:
      return new BalancedAccuracyTally(options);
    case brierScore as AnyMetric:
      return new BrierTally(options);
    case cohenKappa as AnyMetric:
      return new KappaTally(options);
    case expectedCalibrationError as AnyMetric:
      return new CalibrationErrorTally(options);
    case f1 as AnyMetric:
      return new F1Tally(options);
    case logLoss as AnyMetric:
      return new LogLossTally(options);
    case matthewsCorrcoef as AnyMetric:
      return new MatthewsTally(options);
    default:
      return new Stored((input, target) => metric(input, target, options));
  }
}

/**
 * A metric over all batches of an epoch, for the `metrics` of `fit` and `evaluate`: its value is that of the samples together,
 * however they were cut into batches, where the mean of the batches' values is not, as of F1 or the area under a curve.
 *
 *     metrics: { f1: metrics.accumulate(metrics.f1, { average: 'macro' }), auc: metrics.accumulate(metrics.rocAuc) }
 *
 * Metrics of classes keep counts, `logLoss`, `brierScore` and `expectedCalibrationError` sums; of all others, and of functions
 * of your own, every output and target is kept until the next reset. Options are the metric's, without `sampleWeight`.
 *
 * @throws {TypeError} unless given a function. @throws {RangeError} for a `sampleWeight`.
 */
export function accumulate<O extends object>(
  metric: (input: Tensor, target: Tensor, options?: O) => number,
  options?: Omit<O, 'sampleWeight'>,
): MetricState {
  const fn = 'accumulate';
  takes(fn, 2, arguments);
  checkSync(fn, metric);
  if (options !== undefined && !isPlainObject(options)) failType(fn, `expected an options object, got ${show(options)}`);
  const given: object = options ?? {};
  if ('sampleWeight' in given) failRange(fn, 'expected no sampleWeight, which is of one batch only, got one');
  const tally = tallyOf(metric as AnyMetric, { ...given });
  return {
    reset() {
      takes('reset', 0, arguments);
      tally.reset();
    },
    update(output, target) {
      takes('update', 2, arguments);
      tally.update(checkTensor('update', 'output', output), checkTensor('update', 'target', target));
    },
    compute() {
      takes('compute', 0, arguments);
      const value: unknown = tally.compute();
      if (typeof value !== 'number') failType(fn, `expected a metric that returns a number, got ${show(value)}`);
      return value;
    },
  };
}
