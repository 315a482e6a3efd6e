/** Runs of a model that leave it, and the random stream, as they were. */
import { defaultGenerator } from '../random.ts';
import type { Module } from './module.ts';

/** Runs `fn`, which may set the model's mode and draw random numbers; then each module is in its mode, and the stream where it was. */
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
