/** The two kinds of channel ends: those of the web, and those of Node. */
import { builtin } from '../../bindings/builtin.ts';
import { failType, show } from '../errors.ts';

/** One end of a channel: a `Worker` or a `MessagePort`, of the web or of `node:worker_threads`. */
export interface Port {
  /** Sends a message; the buffers are moved instead of copied. */
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
}

interface NodePort {
  on(event: string, listener: (value: unknown) => void): unknown;
}

interface WebPort {
  addEventListener(type: string, listener: (event: { data?: unknown; message?: string }) => void): void;
  start?(): void;
}

interface Closable {
  terminate?(): unknown;
  close?(): unknown;
}

/** Handlers for what the other side of a port does. */
export interface Ears {
  message(data: unknown): void;
  /** The other side has ended. */
  gone(): void;
  /**
   * An uncaught error of the other side, or a script that cannot be loaded. Neither ports alone nor the worker itself report
   * these.
   */
  failed?(why: string, cause?: unknown): void;
}

const isNode = (port: object): port is NodePort => 'on' in port && typeof port.on === 'function';
const isWeb = (port: object): port is WebPort => 'addEventListener' in port && typeof port.addEventListener === 'function';

/** Refuses anything that is not the end of a channel. */
export function checkPort(fn: string, port: unknown): asserts port is Port {
  const speaks = typeof port === 'object' && port !== null && 'postMessage' in port && typeof port.postMessage === 'function';
  if (!speaks || !(isNode(port) || isWeb(port)))
    failType(
      fn,
      `expected a Worker or a MessagePort, got ${typeof port === 'string' ? `${show(port)}; make one with new Worker(…)` : show(port)}`,
    );
}

/** Listens to a port from now on. */
export function listen(port: Port, { message, gone, failed }: Ears): void {
  if (isNode(port)) {
    port.on('message', message);
    for (const event of ['exit', 'close']) port.on(event, gone);
    // a Worker of Node whose thread has ended, and said so to those who listened
    if ('threadId' in port && port.threadId === -1) gone();
    if (failed === undefined) return;
    port.on('error', (error) => failed(error instanceof Error ? error.message : show(error), error));
    port.on('messageerror', (error) => failed('it sent what cannot be read', error));
  } else if (isWeb(port)) {
    port.addEventListener('message', ({ data }) => message(data));
    port.addEventListener('close', gone);
    if (failed !== undefined) {
      port.addEventListener('error', ({ message }) => failed(message || 'its script cannot be loaded'));
      port.addEventListener('messageerror', () => failed('it sent what cannot be read'));
    }
    port.start?.();
  }
}

/** Terminates a worker, or closes a port. */
export function shut(port: Port & Closable): void {
  if (port.terminate !== undefined) port.terminate();
  else port.close?.();
}

/**
 * The port from a worker to the thread that started it.
 * @throws {TypeError} outside a worker.
 */
export function ownPort(fn: string): Port {
  const threads = builtin('node:worker_threads');
  const isWorker = !('document' in globalThis) && threads?.isMainThread !== true;
  if (isWorker && 'postMessage' in globalThis && isWeb(globalThis)) return globalThis as unknown as Port;
  const port = isWorker ? threads?.parentPort : null;
  if (!port) failType(fn, 'expected to run in a worker, got another place; give it a MessagePort there');
  return port as Port;
}
