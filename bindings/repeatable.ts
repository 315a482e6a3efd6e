/** Which calls of shared kernels can be repeated in part, after a thread was lost in the middle of its share. */
import type { Elementwise, Shared } from './costs.ts';

/** Kernels that add to, or read, the memory that they write. */
const ADDING = [
  'sgd',
  'adam',
  'rmsprop',
  'adagrad',
  'adadelta',
  'adamax',
  'nadam',
  'radam',
  'asgd',
  'rprop',
  'indexAdd',
  'scatterAdd',
  'addScaledRows',
  'blockSums',
  'blockGradients',
  'col2im',
  'maxPool2dBackward',
  'avgPool2dBackward',
  'recurrent',
  'recurrentBackward',
  'nearestNeighboursBackward',
  'normals',
] as const satisfies readonly Shared[];

/** Kernels that write only to the address in their first argument. */
type WritesFirst =
  | Elementwise
  | 'softmax'
  | 'logSoftmax'
  | 'logsumexp'
  | 'softmaxBackward'
  | 'logSoftmaxBackward'
  | 'nllLossBackward'
  | 'sum'
  | 'cdist'
  | 'cdistBackward'
  | 'sumSquares'
  | 'variance'
  | 'amax'
  | 'amin'
  | 'argmax'
  | 'argmin'
  | 'amaxI32'
  | 'aminI32'
  | 'argmaxI32'
  | 'argminI32'
  | 'cumsum'
  | 'cumprod'
  | 'cumprodBackward'
  | 'prod'
  | 'prodBackward'
  | 'gather'
  | 'scatter'
  | 'searchsorted'
  | 'indexSelect'
  | 'layerNormBackward'
  | 'mix'
  | 'im2col'
  | 'avgPool2d'
  | 'convOutputs'
  | 'convInputs'
  | 'convWeights'
  | 'winogradInput'
  | 'winogradSlopes'
  | 'winogradOutput'
  | 'winogradWeight'
  | 'winogradWeightBack'
  | 'nearestNeighbours';

/** For every other kernel, the positions, among its arguments after the range, of the addresses that it writes to. */
const OUTPUTS: Readonly<Record<Exclude<Shared, WritesFirst | (typeof ADDING)[number]>, readonly number[]>> = {
  gemm: [11],
  attention: [0, 1],
  attentionBackward: [0, 1, 2, 3],
  gemmBatch: [12],
  sort: [0, 1],
  maxWithIndex: [0, 1],
  minWithIndex: [0, 1],
  maxWithIndexI32: [0, 1],
  minWithIndexI32: [0, 1],
  crossEntropy: [0, 1],
  layerNorm: [0, 1, 2],
  columnDots: [0, 1],
  channelDots: [0, 1],
  bagMax: [0, 1],
  maxPool2d: [0, 1],
  elementLoss: [1, 2],
  elementLossBackward: [1],
};
const FIRST: readonly number[] = [0];
/** For kernels that multiply matrices, the position of beta among their arguments: unless it is 0, the product is added. */
const BETA: Readonly<Record<string, number>> = { gemm: 10, gemmBatch: 11 };

/** Whether a share that was started, and perhaps half done, can be repeated: nothing that it reads has changed. */
export function isRepeatable(kernel: string, args: readonly number[]): boolean {
  if ((ADDING as readonly string[]).includes(kernel) || (kernel in BETA && args[BETA[kernel] as number] !== 0)) return false;
  const outputs = (OUTPUTS as Readonly<Record<string, readonly number[]>>)[kernel] ?? FIRST;
  return outputs.every((at) => !args[at] || args.indexOf(args[at]) === args.lastIndexOf(args[at]));
}
