/** Training, evaluation and prediction, in one call each. */
export type { MetricState } from '../metrics/state.ts';
export type { Metric } from './averages.ts';
export { type CheckpointNotes, type CheckpointParts, loadCheckpoint, saveCheckpoint } from './checkpoint.ts';
export type { CheckpointOptions } from './checkpoints.ts';
export type { EarlyStoppingOptions } from './early-stopping.ts';
export { type EvaluateOptions, type Evaluation, evaluate } from './evaluate.ts';
export { fit } from './fit.ts';
export type { Criterion, Loader, Model } from './forward.ts';
export type { StepParts, StepResult } from './objective.ts';
export type { FitOptions } from './options.ts';
export { type Activation, type PredictOptions, predict } from './predict.ts';
export type { BatchReport, EpochReport, History, NonFinite, Stopped } from './report.ts';
