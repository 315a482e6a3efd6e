/** `torch.optim.swa_utils`: averages of a model's weights over training. */
export { AveragedModel, type AveragedModelOptions, type AvgFn } from './averaged-model.ts';
export { SWALR, type SWALROptions } from './swalr.ts';
export { updateBn } from './update-bn.ts';
