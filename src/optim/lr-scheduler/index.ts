/** `torch.optim.lr_scheduler`: schedules for an optimizer's learning rate. */
export { ChainedScheduler } from './chained.ts';
export {
  CosineAnnealingLR,
  type CosineAnnealingLROptions,
  CosineAnnealingWarmRestarts,
  type CosineAnnealingWarmRestartsOptions,
} from './cosine.ts';
export { CyclicLR, type CyclicLROptions } from './cyclic.ts';
export {
  ConstantLR,
  type ConstantLROptions,
  ExponentialLR,
  type ExponentialLROptions,
  LinearLR,
  type LinearLROptions,
  MultiStepLR,
  type MultiStepLROptions,
  PolynomialLR,
  type PolynomialLROptions,
  StepLR,
  type StepLROptions,
} from './factors.ts';
export { LambdaLR, type LambdaLROptions, type LRLambda, MultiplicativeLR, type MultiplicativeLROptions } from './lambda.ts';
export { OneCycleLR, type OneCycleLROptions } from './one-cycle.ts';
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './plateau.ts';
export { LRScheduler, type Scheduled, type SchedulerOptions, type SchedulerState } from './scheduler.ts';
export { SequentialLR, type SequentialLROptions } from './sequential.ts';
