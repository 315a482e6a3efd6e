// The demo page: built, and open in a browser with an ear on what its worker reports.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build, preview } from 'vite';
import { type Exam, HELD_OUT, type Look, type Memory, PIXELS, TRAINED_ON } from '../../../examples/page/protocol.ts';
import type { BatchNews, EpochNews } from '../../../src/worker/index.ts';
import { filesIn, serve } from './server.ts';
import { type Point, trace } from './trace.ts';

const CONFIG = 'examples/page/vite.config.ts';
/** Where the page lies on its server: it must not ask for the root. */
const FOLDER = '/some/folder/';

/** Builds the page into a folder of its own. */
export async function buildDemo(): Promise<string> {
  execFileSync(process.execPath, ['examples/run.mjs', 'page/pack-digits']);
  const outDir = mkdtempSync(join(tmpdir(), 'rushlight-page-'));
  await build({ configFile: CONFIG, logLevel: 'error', build: { outDir } });
  return outDir;
}

/** Serves the built page as a plain server of files does; gives its address. */
export async function serveDemo(outDir: string): Promise<{ url: string; close(): Promise<unknown> }> {
  const files = new Map(filesIn(outDir).map(([path, bytes]) => [FOLDER + path.slice(1), bytes]));
  const { origin, close } = await serve(files.set(FOLDER, files.get(`${FOLDER}index.html`)!));
  return { url: origin + FOLDER, close };
}

/** Serves it as `npm run demo` does: with the headers that give it shared memory. */
export async function previewDemo(outDir: string): Promise<{ url: string; close(): Promise<unknown> }> {
  const server = await preview({
    configFile: CONFIG,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}

/** The held-out digits, from the page's file of them. */
export function heldOutDigits(): { labels: Uint8Array; images: Uint8Array } {
  const bytes = gunzipSync(readFileSync('build/page/digits.bin'));
  const images = bytes.subarray(TRAINED_ON + HELD_OUT);
  return { labels: bytes.subarray(TRAINED_ON, TRAINED_ON + HELD_OUT), images: images.subarray(TRAINED_ON * PIXELS) };
}

/** What goes between the page and its worker: news of a run, questions, their answers and refusals. */
interface Kinds {
  batch: BatchNews;
  epoch: EpochNews & { valLoss: number; valMetrics: { accuracy: number } };
  start: object;
  predict: object;
  'answer to predict': { value: Look };
  'answer to exam': { value: Exam };
  'answer to memory': { value: Memory };
  'answer to width': { value: number };
  'refusal of load': { failure: { message: string } };
}
type Kind = keyof Kinds;
interface Item {
  type: string;
}

/** What `listen` leaves in the page. */
export interface Heard {
  items: Item[];
  /** Their durations, in milliseconds. */
  longTasks: number[];
}

/** Runs in the page before its own scripts: keeps what goes between it and the worker, and the durations of long tasks. */
function listen(): void {
  const items: Item[] = [];
  const longTasks: number[] = [];
  const Plain = Worker;
  class Overheard extends Plain {
    #asked = new Map<number, string>();
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }) => {
        if (data.rushlight === 'reports') items.push(...data.reports);
        const asked = this.#asked.get(data.id);
        if (asked === undefined || asked === 'open') return;
        if (data.rushlight === 'answer') items.push({ ...data, type: `answer to ${asked}` });
        if (data.rushlight === 'failure') items.push({ ...data, type: `refusal of ${asked}` });
      });
    }
    override postMessage(message: { rushlight: string; id: number; request: string; args: unknown[] }, transfer: unknown): void {
      if (message.rushlight === 'ask') {
        const type = message.request === 'call' ? String(message.args[0]) : message.request;
        this.#asked.set(message.id, type);
        items.push({ type });
      }
      super.postMessage(message, transfer as Transferable[]);
    }
  }
  new PerformanceObserver((list) => {
    longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask', buffered: true });
  Object.assign(globalThis, { Worker: Overheard, items, longTasks });
}

/** Milliseconds, enough for a busy machine. */
export const PATIENCE = 120_000;

export class Demo {
  readonly page: Page;
  /** What went wrong in the page, or was printed as an error. */
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', ({ message }) => this.errors.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /** Opens the page, and waits until it can train. */
  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Demo> {
    const demo = new Demo(await browser.newPage(options));
    await demo.page.addInitScript(listen);
    await demo.page.goto(url);
    await demo.phase('untrained');
    return demo;
  }

  close(): Promise<void> {
    return this.page.close();
  }

  click(name: string): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  async text(id: string): Promise<string> {
    return (await this.page.textContent(`#${id}`)) ?? '';
  }

  async number(id: string): Promise<number> {
    return Number.parseFloat((await this.text(id)).replaceAll(',', ''));
  }

  /** Waits until the page is in a phase. */
  async phase(phase: string): Promise<void> {
    await this.page.waitForSelector(`html[data-phase="${phase}"]`, { state: 'attached', timeout: PATIENCE });
  }

  /** What was heard of a kind. */
  async heard<K extends Kind>(kind: K): Promise<Kinds[K][]> {
    const all = await this.page.evaluate(() => (globalThis as unknown as Heard).items);
    return all.filter(({ type }) => type === kind) as unknown as Kinds[K][];
  }

  /** Does something, and gives the first of each kind in turn that is heard then. */
  async after<const T extends readonly Kind[]>(act: () => unknown, ...kinds: T): Promise<{ [I in keyof T]: Kinds[T[I]] }> {
    let from = await this.page.evaluate(() => (globalThis as unknown as Heard).items.length);
    await act();
    const found: unknown[] = [];
    for (const kind of kinds) {
      const next = await this.page.waitForFunction(
        ([wanted, since]) => {
          const { items } = globalThis as unknown as Heard;
          const at = items.findIndex(({ type }, i) => i >= since && type === wanted);
          return at >= 0 && { at, item: items[at] };
        },
        [kind as string, from] as const,
        { timeout: PATIENCE },
      );
      const { at, item } = (await next.jsonValue()) as { at: number; item: unknown };
      from = at + 1;
      found.push(item);
    }
    return found as unknown as { [I in keyof T]: Kinds[T[I]] };
  }

  /** Draws an image of 28 × 28 with the mouse, along its middle lines. */
  async draw(image: ArrayLike<number>): Promise<void> {
    const { x, y, width } = (await this.page.locator('#pad').boundingBox())!;
    const at = ([px, py]: Point): [number, number] => [x + (px / 28) * width, y + (py / 28) * width];
    for (const [first, ...rest] of trace(image)) {
      await this.page.mouse.move(...at(first!));
      await this.page.mouse.down();
      for (const point of rest) await this.page.mouse.move(...at(point));
      await this.page.mouse.up();
    }
  }

  /** Draws a line with a finger, between places of the pad from 0 to 1. */
  async touch(line: readonly Point[]): Promise<void> {
    const { x, y, width } = (await this.page.locator('#pad').boundingBox())!;
    const session = await this.page.context().newCDPSession(this.page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', places: readonly Point[]): Promise<unknown> =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: places.map(([px, py]) => ({ x: x + px * width, y: y + py * width })),
      });
    await send('touchStart', line.slice(0, 1));
    for (const place of line.slice(1)) await send('touchMove', [place]);
    await send('touchEnd', []);
  }

  /** What the page says that the drawing is, once it has read all of it. */
  async reading(): Promise<number> {
    const drawn = (): Promise<unknown> =>
      this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await drawn();
    await this.page.waitForFunction(() => {
      const count = (wanted: string): number =>
        (globalThis as unknown as Heard).items.filter(({ type }) => type === wanted).length;
      return count('predict') === count('answer to predict');
    });
    await drawn();
    return Number(await this.page.getAttribute('#reading', 'data-digit'));
  }
}
