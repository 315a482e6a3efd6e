/** How good a classifier is: plain numbers, of logits or of predicted classes. */
export { type AccuracyOptions, accuracy } from './accuracy.ts';
export { type ConfusionMatrixOptions, confusionMatrix } from './confusion.ts';
export {
  type Averaged,
  type PrecisionRecallF1,
  type PrecisionRecallF1Options,
  precisionRecallF1,
} from './precision-recall.ts';
