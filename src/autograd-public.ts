/** `torch.autograd`: gradients as values, and tools that check them. */
export { type GradOptions, grad } from './autograd.ts';
