/** Yields to the event loop during long work, so that a page stays responsive and a signal takes effect. */

/** How long work continues before yielding to the event loop, in milliseconds: half a frame of a 60 Hz screen. */
const SLICE = 8;

interface Host {
  setImmediate?: (callback: () => void) => unknown;
}

/** A pause for work in slices: one for each job, closed at its end. */
export interface Pause extends Disposable {
  /** Whether the slice is over. */
  isDue(): boolean;
  /** Lets everything that waits run; a new slice begins. */
  take(): Promise<void>;
}

/**
 * Starts the clock of slices. A timer would wait 4 ms each time in a browser, and a second in a hidden tab; a posted message
 * waits only for its turn. So would `scheduler.yield()`, but it resumes before waiting timers and messages.
 */
export function startPause(): Pause {
  const { setImmediate } = globalThis as Host;
  const channel = setImmediate === undefined ? new MessageChannel() : null;
  let since = performance.now();
  const turn = (resolve: () => void): void => {
    if (channel === null) {
      setImmediate?.(resolve);
    } else {
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(null);
    }
  };
  return {
    isDue: () => performance.now() - since >= SLICE,
    take: async () => {
      await new Promise<void>(turn);
      since = performance.now();
    },
    [Symbol.dispose]: () => channel?.port1.close(),
  };
}
