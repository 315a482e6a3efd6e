// The demo page as built, in each engine, from one end to the other: it trains, reads what is drawn, saves and loads.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PIXELS } from '../../examples/page/protocol.ts';
import { loadSafetensors, memory, scope } from '../../src/index.ts';
import { buildDemo, heldOutDigits, PATIENCE, previewDemo, serveDemo } from '../browser/support/demo.ts';
import { trace } from '../browser/support/trace.ts';
import { type Engine, engine, isThere, launch, withoutEngine } from './support/engine.ts';

const LEVEL = engine === 'webkit' ? 'simd' : 'relaxed';

if (isThere) {
  describe('the demo page', () => {
    let browser: Engine;
    let folder: string;
    let site: Awaited<ReturnType<typeof serveDemo>>;

    const text = (id: string): Promise<unknown> => browser.evaluate(`document.getElementById('${id}').textContent`);
    const number = async (id: string): Promise<number> => Number.parseFloat(`${await text(id)}`.replaceAll(',', ''));
    const click = (id: string): Promise<unknown> => browser.evaluate(`document.getElementById('${id}').click()`);
    const soon = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: PATIENCE, interval: 200 });
    const phase = (name: string): Promise<void> =>
      soon(() => browser.evaluate('document.documentElement.dataset.phase')).toBe(name);
    const open = async (url: string): Promise<void> => {
      await browser.open(url);
      await phase('untrained');
    };

    /** Draws an image with the mouse, along its middle lines. */
    async function draw(image: ArrayLike<number>): Promise<void> {
      await browser.evaluate(`document.getElementById('pad').scrollIntoView()`);
      const box = await browser.evaluate(`document.getElementById('pad').getBoundingClientRect()`);
      const { x, y, width } = box as { x: number; y: number; width: number };
      for (const stroke of trace(image))
        await browser.drag(stroke.map(([px, py]) => [x + (px / 28) * width, y + (py / 28) * width]));
    }

    beforeAll(async () => {
      folder = await buildDemo();
      site = await serveDemo(folder);
      // the setting that gives WebKit shared memory gives it to pages too that are not isolated
      browser = await launch({ sharedMemory: false });
    });
    afterAll(async () => {
      await browser.close();
      await site.close();
      rmSync(folder, { recursive: true });
      expect(memory().liveBytes).toBe(0);
    });

    it('says what it runs on', async () => {
      await open(site.url);
      expect(await text('backend')).toBe(`${LEVEL}, 1 thread`);
    });

    it('trains, and stops', async () => {
      await click('go');
      await soon(() => number('accuracy')).toBeGreaterThanOrEqual(95);
      await click('stop');
      await phase('stopped');
    });

    it('reads digits that the mouse draws', async () => {
      const { labels, images } = heldOutDigits();
      const read: unknown[] = [];
      for (const digit of [3, 7]) {
        await click('clear');
        await soon(() => text('reading')).toBe('Nothing drawn yet.');
        const index = labels.indexOf(digit);
        await draw(images.subarray(index * PIXELS, (index + 1) * PIXELS));
        const reading = (): Promise<unknown> => browser.evaluate(`Number(document.getElementById('reading').dataset.digit)`);
        await soon(reading).toBe(digit);
        read.push(await text('reading'));
      }
      console.log(read.join('\n'));
    });

    it('saves its model, and goes back to it', async () => {
      // the bytes of the download
      await browser.evaluate(`(() => {
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          globalThis.saved = blob.arrayBuffer().then((bytes) => Array.from(new Uint8Array(bytes)));
          return make.call(URL, blob);
        };
        HTMLAnchorElement.prototype.click = () => {};
        document.getElementById('save').click();
      })()`);
      await soon(() => text('file-status')).toMatch(/^Saved digits\.safetensors/);
      const bytes = Uint8Array.from((await browser.evaluate('saved')) as number[]);
      const names = scope(() => Object.keys(loadSafetensors(bytes).tensors));
      expect(names.sort()).toEqual(['0.bias', '0.weight', '2.bias', '2.weight']);

      const disk = mkdtempSync(join(tmpdir(), 'rushlight-saved-'));
      const path = join(disk, 'mine.safetensors');
      writeFileSync(path, bytes);
      await open(site.url);
      await browser.choose('#file', path);
      await phase('loaded');
      await soon(() => text('file-status')).toBe('Loaded mine.safetensors.');
      // it went on a little after the exam that made the bar
      await soon(() => number('accuracy')).toBeGreaterThan(90);
      expect(await text('updates')).toBe('0');
      rmSync(disk, { recursive: true });
    });

    it('trains with threads where its server isolates it', async () => {
      const served = await previewDemo(folder);
      if (engine === 'webkit') {
        await browser.close();
        browser = await launch();
      }
      await open(`${served.url}?threads=2`);
      expect(await text('backend')).toBe(`${LEVEL}, 2 threads`);
      await click('go');
      await soon(() => number('accuracy')).toBeGreaterThanOrEqual(85);
      await served.close();
    });
  });
} else {
  withoutEngine('the demo page');
}
