/** Training and measuring a model, in one call each. */
export type { EarlyStoppingOptions } from './early-stopping.ts';
export { type EvaluateOptions, type Evaluation, evaluate } from './evaluate.ts';
export { fit } from './fit.ts';
export type { Criterion, Loader, Metric, Model } from './forward.ts';
export type { FitOptions } from './options.ts';
export type { BatchReport, EpochReport, History, Stopped } from './report.ts';
