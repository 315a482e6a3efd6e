/** Runs that leave a model, and the random stream, unchanged. */
import { defaultGenerator } from '../random.ts';
import { changeable, type Module } from './module.ts';

type Forward = (...args: unknown[]) => unknown;

/** Runs `fn` with the `forward` of each module replaced, then puts back what each had: its own function, or that of its class. */
export function patched<T>(modules: Iterable<Module>, replace: (module: Module, forward: Forward) => Forward, fn: () => T): T {
  const undo: (() => void)[] = [];
  try {
    for (const module of modules) {
      const own = Object.getOwnPropertyDescriptor(module, 'forward');
      const value = replace(module, module.forward.bind(module) as Forward);
      Object.defineProperty(module, 'forward', { configurable: true, writable: true, value });
      undo.push(() => {
        if (own === undefined) delete (module as { forward?: unknown }).forward;
        else Object.defineProperty(module, 'forward', own);
      });
    }
    return fn();
  } finally {
    for (const restore of undo) restore();
  }
}

/**
 * Runs `body`, which may set the model's mode, replace its functions and draw random numbers; then restores each module's mode, and
 * the stream. @throws {TypeError} for a module under Object.freeze() or the like.
 */
export function untouched<T>(fn: string, model: Module, body: () => T): T {
  const modules = changeable(fn, model.modules(), true).map((module) => ({ module, training: module.training }));
  const stream = defaultGenerator.getState();
  try {
    return body();
  } finally {
    for (const { module, training } of modules) module.training = training;
    defaultGenerator.setState(stream);
  }
}
