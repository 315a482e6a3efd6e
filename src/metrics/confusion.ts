import { checkOptions } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { type ClassOptions, classesOf } from './classes.ts';

/** Options of `confusionMatrix`. */
export interface ConfusionMatrixOptions extends ClassOptions {
  /** How many classes there are; as many as logits, or up to the greatest class that occurs, if absent. */
  numClasses?: number;
}

/**
 * How often each class was taken for each: `counts[actual][predicted]`. As `confusion_matrix` of scikit-learn.
 *
 * @param input logits of shape (C), (N, C) or (N, C, d1, …), or predicted classes (int32) of the target's shape
 * @param target class indices, int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, or a class out of range.
 */
export function confusionMatrix(input: Tensor, target: Tensor, options: ConfusionMatrixOptions = {}): number[][] {
  checkOptions('confusionMatrix', options, ['numClasses', 'ignoreIndex']);
  const { C, predicted, actual } = classesOf('confusionMatrix', input, target, options);
  const counts = Array.from({ length: C }, () => new Array<number>(C).fill(0));
  actual.forEach((meant, i) => {
    const row = counts[meant] as number[];
    row[predicted[i] as number] = (row[predicted[i] as number] as number) + 1;
  });
  return counts;
}
