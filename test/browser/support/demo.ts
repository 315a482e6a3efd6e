// The demo page: built, and open in a browser with an ear on what its worker reports.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build, preview } from 'vite';
import { HELD_OUT, PIXELS, type Report, TRAINED_ON } from '../../../examples/page/protocol.ts';
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

type Of<T extends Report['type']> = Extract<Report, { type: T }>;

/** What `listen` leaves in the page. */
export interface Heard {
  reports: Report[];
  /** Their durations, in milliseconds. */
  longTasks: number[];
}

/** Runs in the page before its own scripts: keeps what the worker reports, and the durations of long tasks. */
function listen(): void {
  const reports: Report[] = [];
  const longTasks: number[] = [];
  const Plain = Worker;
  class Overheard extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent<Report>) => {
        if (data.type !== 'opened') reports.push(data);
      });
    }
  }
  new PerformanceObserver((list) => {
    longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask', buffered: true });
  Object.assign(globalThis, { Worker: Overheard, reports, longTasks });
}

/** Milliseconds, enough for a busy machine. */
export const PATIENCE = 120_000;

export class Demo {
  readonly page: Page;
  /** What went wrong in the page, or was printed as an error. */
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
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

  /** What the worker has reported of a kind. */
  async reports<T extends Report['type']>(type: T): Promise<Of<T>[]> {
    const all = await this.page.evaluate(() => (globalThis as unknown as Heard).reports);
    return all.filter((report): report is Of<T> => report.type === type);
  }

  /** Does something, and gives the first report of each kind in turn that comes then. */
  async after<const T extends readonly Report['type'][]>(act: () => unknown, ...types: T): Promise<{ [K in keyof T]: Of<T[K]> }> {
    let from = await this.page.evaluate(() => (globalThis as unknown as Heard).reports.length);
    await act();
    const found: Report[] = [];
    for (const type of types) {
      const next = await this.page.waitForFunction(
        ([wanted, since]) => {
          const at = (globalThis as unknown as Heard).reports.findIndex((report, i) => i >= since && report.type === wanted);
          return at >= 0 && { at, report: (globalThis as unknown as Heard).reports[at] as Report };
        },
        [type, from] as const,
        { timeout: PATIENCE },
      );
      const { at, report } = (await next.jsonValue()) as { at: number; report: Report };
      from = at + 1;
      found.push(report);
    }
    return found as { [K in keyof T]: Of<T[K]> };
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

  /** What the page says that the drawing is. */
  async reading(): Promise<number> {
    return Number(await this.page.getAttribute('#reading', 'data-digit'));
  }
}
