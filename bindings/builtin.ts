/** The few words of Node that the library uses where it runs there, typed here so that its types need none of Node's. */

/** A worker as `node:worker_threads` has it. */
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

/** A module of Node's, or nothing elsewhere: found at run time, as an import would break bundles for the browser. */
export const builtin = <Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined =>
  (globalThis as Host).process?.getBuiltinModule?.(name) as Builtins[Name] | undefined;
