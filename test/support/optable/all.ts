// Every row of the op table.

import type { OpRow } from '../optable.ts';
import { activationRows } from './activation.ts';
import { attentionRows } from './attention.ts';
import { convRows } from './conv.ts';
import { countingRows } from './counting.ts';
import { createRows } from './create.ts';
import { distanceRows } from './distance.ts';
import { einsumRows } from './einsum.ts';
import { elementwiseRows } from './elementwise.ts';
import { elementwiseRareRows } from './elementwise-rare.ts';
import { indexingRows } from './indexing.ts';
import { linalgRows } from './linalg.ts';
import { lossRows } from './loss.ts';
import { normRows } from './norm.ts';
import { rearrangeRows } from './rearrange.ts';
import { reduceRows } from './reduce.ts';
import { shapeRows } from './shape.ts';
import { softmaxRows } from './softmax.ts';

export const rows: readonly OpRow[] = [
  ...createRows,
  ...elementwiseRows,
  ...elementwiseRareRows,
  ...reduceRows,
  ...linalgRows,
  ...einsumRows,
  ...shapeRows,
  ...rearrangeRows,
  ...indexingRows,
  ...countingRows,
  ...softmaxRows,
  ...activationRows,
  ...lossRows,
  ...convRows,
  ...normRows,
  ...attentionRows,
  ...distanceRows,
];
