import { isTensor } from '../core.ts';
import { checkInteger, failRange, failType, show } from '../errors.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** The class of each sample, as integers, and the indices of each class's samples, in order of first occurrence. */
export interface Labels {
  n: number;
  places: Map<number, number[]>;
}

/** Refuses anything but an int32 vector or an array of integers. */
export function readLabels(fn: string, labels: unknown): Labels {
  let values: ArrayLike<unknown>;
  if (isTensor(labels)) {
    labels.check(fn);
    if (labels.dtype !== 'int32')
      failType(fn, `expected labels of dtype int32, got ${labels.dtype}; convert them with to('int32')`);
    if (labels.ndim !== 1) failRange(fn, `expected labels of shape [N], got ${showShape(labels.sizes)}`);
    values = labels.toTypedArray();
  } else {
    if (!Array.isArray(labels) && !(labels instanceof Int32Array))
      failType(fn, `expected labels as an int32 tensor or an array of integers, got ${show(labels)}`);
    values = labels;
  }
  if (values.length === 0) failRange(fn, 'expected at least one label, got none');
  const places = new Map<number, number[]>();
  for (let i = 0; i < values.length; i++) {
    const y = checkInteger(fn, `labels[${i}]`, values[i]);
    const list = places.get(y);
    if (list === undefined) places.set(y, [i]);
    else list.push(i);
  }
  return { n: values.length, places };
}

/** The forms in which labels are accepted. */
export type LabelsLike = Tensor | Int32Array | readonly number[];
