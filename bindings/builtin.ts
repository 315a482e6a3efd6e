/** The parts of Node that the library uses when it runs there, declared here so that Node's own types are not required. */

/** A worker of `node:worker_threads`. */
export interface NodeWorker {
  once(event: 'message' | 'error' | 'exit', listener: (value: unknown) => void): unknown;
  on(event: 'error' | 'exit', listener: (value: unknown) => void): unknown;
  postMessage(message: unknown): void;
  unref(): void;
  terminate(): unknown;
}

/** An open file of `node:fs`. */
export interface NodeFile {
  writeFile(data: Uint8Array | string): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The promises of `node:fs`. */
export interface NodeFiles {
  mkdir(path: string): Promise<unknown>;
  open(path: string, flags: string): Promise<NodeFile>;
  link(from: string, to: string): Promise<void>;
  readdir(path: string): Promise<string[]>;
  readFile(path: string): Promise<Uint8Array>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { force: true }): Promise<void>;
}

export interface Builtins {
  'node:fs': { promises: NodeFiles };
  'node:os': { availableParallelism(): number };
  'node:worker_threads': {
    Worker: new (source: string, options: { eval: boolean; execArgv: string[] }) => NodeWorker;
    isMainThread: boolean;
    parentPort: object | null;
  };
}

/** The parts of Node's `process` that the library uses. */
export interface NodeProcess {
  readonly pid: number;
  kill(pid: number, signal: 0): unknown;
  getBuiltinModule?(name: string): unknown;
}

interface Host {
  process?: NodeProcess;
}

/** The process, if there is one. */
export const hostProcess = (): NodeProcess | undefined => (globalThis as Host).process;

/**
 * A module of Node; undefined in other runtimes. It is looked up at run time, because an import would break bundles for browsers.
 */
export const builtin = <Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined =>
  hostProcess()?.getBuiltinModule?.(name) as Builtins[Name] | undefined;
