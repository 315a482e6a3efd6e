/** `torch.autograd`: gradients as values, and tools that check them. */
export { grad, type GradOptions } from './autograd.ts';
