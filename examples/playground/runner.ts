/** The worker that runs a program, and its end. */
import type { Report, Run } from './protocol.ts';
import script from './run/main.ts?worker&url';

/**
 * A worker of an address of the page's own would have the policy that its server sends; one of a blob has the page's, which lets a
 * program reach no other site.
 */
const address = URL.createObjectURL(
  new Blob([`import ${JSON.stringify(new URL(script, document.baseURI).href)};`], { type: 'text/javascript' }),
);

export class Runner {
  readonly #hear: (report: Report) => void;
  readonly #failed: (message: string) => void;
  /** Loaded before it is wanted. */
  #next: Worker;
  #current: Worker | undefined;

  constructor(hear: (report: Report) => void, failed: (message: string) => void) {
    this.#hear = hear;
    this.#failed = failed;
    this.#next = this.#make();
  }

  run(source: string): void {
    this.stop();
    this.#current = this.#next;
    this.#current.onmessage = ({ data }: MessageEvent<Report>) => this.#hear(data);
    const run: Run = { source, base: new URL('.', document.baseURI).href };
    this.#current.postMessage(run);
    this.#next = this.#make();
  }

  /** Ends the program, whatever it is doing. */
  stop(): void {
    this.#current?.terminate();
    this.#current = undefined;
  }

  #make(): Worker {
    const worker = new Worker(address, { type: 'module', name: 'program' });
    worker.onerror = (event) => {
      event.preventDefault();
      this.#failed(event.message ?? 'it could not be loaded');
    };
    return worker;
  }
}
