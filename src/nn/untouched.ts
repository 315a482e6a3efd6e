/** Runs that leave a model, and the random stream, unchanged. */
import { defaultGenerator } from '../random.ts';
import type { Module } from './module.ts';

/** Runs `fn`, which may set the model's mode and draw random numbers; then restores each module's mode, and the stream. */
export function untouched<T>(model: Module, fn: () => T): T {
  const modules = model.modules().map((module) => ({ module, training: module.training }));
  const stream = defaultGenerator.getState();
  try {
    return fn();
  } finally {
    for (const { module, training } of modules) module.training = training;
    defaultGenerator.setState(stream);
  }
}
