/** What the library uses of Node when it runs there, typed here so that it does not need Node's own types. */

/** A worker of `node:worker_threads`. */
export interface NodeWorker {
  once(event: 'message' | 'error' | 'exit', listener: (value: unknown) => void): unknown;
  on(event: 'error' | 'exit', listener: (value: unknown) => void): unknown;
  postMessage(message: unknown): void;
  unref(): void;
  terminate(): unknown;
}

export interface Builtins {
  'node:os': { availableParallelism(): number };
  'node:worker_threads': { Worker: new (source: string, options: { eval: boolean; execArgv: string[] }) => NodeWorker };
}

interface Host {
  process?: { getBuiltinModule?(name: string): unknown };
}

/** A module of Node, or nothing in other runtimes. It is found at run time, because an import would break bundles for browsers. */
export const builtin = <Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined =>
  (globalThis as Host).process?.getBuiltinModule?.(name) as Builtins[Name] | undefined;
