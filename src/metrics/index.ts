/** Metrics of classifiers, from scores or predicted classes: plain numbers and arrays of numbers. */

export { accumulate } from './accumulate.ts';
export { type AccuracyOptions, accuracy } from './accuracy.ts';
export type { Average } from './average.ts';
export { type AveragePrecisionOptions, averagePrecision } from './average-precision.ts';
export { type BalancedAccuracyOptions, balancedAccuracy } from './balanced-accuracy.ts';
export { type BrierScoreOptions, brierScore } from './brier.ts';
export { type CalibrationCurve, type CalibrationCurveOptions, calibrationCurve } from './calibration-curve.ts';
export { type ExpectedCalibrationErrorOptions, expectedCalibrationError } from './calibration-error.ts';
export { type ClassWeightsOptions, classWeights } from './class-weights.ts';
export { type ConfusionMatrixOptions, confusionMatrix } from './confusion.ts';
export { type F1Options, f1 } from './f1.ts';
export { type CohenKappaOptions, cohenKappa } from './kappa.ts';
export { type LogLossOptions, logLoss } from './log-loss.ts';
export { type MatthewsCorrcoefOptions, matthewsCorrcoef } from './matthews.ts';
export { type PrCurve, type PrCurveOptions, prCurve } from './pr-curve.ts';
export {
  type Averaged,
  type PrecisionRecallF1,
  type PrecisionRecallF1Options,
  precisionRecallF1,
} from './precision-recall.ts';
export { type RocAucOptions, rocAuc } from './roc-auc.ts';
export { type RocCurve, type RocCurveOptions, rocCurve } from './roc-curve.ts';
export type { MetricState } from './state.ts';
export { type TemperatureScaling, temperatureScaling } from './temperature.ts';
