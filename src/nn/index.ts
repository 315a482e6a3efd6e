/** `torch.nn`: modules, layers, losses. */

export * as functional from '../functional.ts';
export { Dropout, GELU, LeakyReLU, ReLU, Sigmoid, SiLU, Tanh } from './activation.ts';
export { Sequential } from './container.ts';
export * as init from './init.ts';
export { Flatten, Identity, Linear } from './linear.ts';
export { CrossEntropyLoss, NLLLoss } from './loss.ts';
export { type Layer, Module, type StateDict } from './module.ts';
export { Parameter } from './parameter.ts';
