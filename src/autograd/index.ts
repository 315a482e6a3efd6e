/** `torch.autograd`: gradients as values, and tools that check them. */

export { detectAnomaly } from './anomaly.ts';
export { type GradOptions, grad } from './grad.ts';
export { type GradcheckOptions, gradcheck } from './gradcheck.ts';
