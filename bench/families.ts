/** All rows of the bench, in the order of its tables. */
import { coldStart } from './cold.ts';
import { elements } from './elements.ts';
import { engines } from './engines.ts';
import { gemm } from './gemm.ts';
import { growth } from './growth.ts';
import type { Family } from './harness.ts';
import { layers } from './layers.ts';
import { linearCrossEntropy } from './linear-cross-entropy.ts';
import { math } from './math.ts';
import { moving } from './moving.ts';
import { optimizers } from './optim.ts';
import { recurrent } from './recurrent.ts';
import { softmax } from './softmax.ts';
import { steps } from './steps.ts';
import { threads } from './threads.ts';
import { wide } from './wide.ts';

export const FAMILIES: readonly Family[] = [
  gemm,
  softmax,
  math,
  optimizers,
  steps,
  threads,
  growth,
  linearCrossEntropy,
  recurrent,
  layers,
  elements,
  moving,
  wide,
  coldStart,
  engines,
];
