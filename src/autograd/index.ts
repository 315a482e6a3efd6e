/** `torch.autograd`: gradients as values, and tools that check them. */

export { type GradOptions, grad } from '../autograd.ts';
export { detectAnomaly } from './anomaly.ts';
export { type GradcheckOptions, gradcheck } from './gradcheck.ts';
