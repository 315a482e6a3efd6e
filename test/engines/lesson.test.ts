// The lesson as built, in each engine: what its reader moves, and the numbers that follow.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memory } from '../../src/index.ts';
import { PATIENCE, serveDemo } from '../browser/support/demo.ts';
import { buildLesson } from '../browser/support/lesson.ts';
import { type Engine, isThere, launch, withoutEngine } from './support/engine.ts';

if (isThere) {
  describe('the lesson', () => {
    let browser: Engine;
    let folder: string;
    let site: Awaited<ReturnType<typeof serveDemo>>;

    const text = (id: string): Promise<unknown> => browser.evaluate(`document.getElementById('${id}').textContent`);
    const texts = (selector: string): Promise<unknown> =>
      browser.evaluate(`[...document.querySelectorAll('${selector}')].map((found) => found.textContent)`);
    const click = (id: string): Promise<unknown> => browser.evaluate(`document.getElementById('${id}').click()`);
    const soon = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: PATIENCE, interval: 100 });
    const move = (id: string, value: string): Promise<unknown> =>
      browser.evaluate(`(() => {
        const slider = document.getElementById('${id}');
        slider.value = '${value}';
        slider.dispatchEvent(new Event('input'));
      })()`);

    beforeAll(async () => {
      folder = await buildLesson();
      site = await serveDemo(folder);
      browser = await launch({ sharedMemory: false });
      await browser.open(site.url);
    });
    afterAll(async () => {
      await browser.close();
      await site.close();
      rmSync(folder, { recursive: true });
      expect(memory().liveBytes).toBe(0);
    });

    it('opens with its numbers', async () => {
      await soon(() => text('tally-loss')).toBe('1.5147');
    });

    it('follows the mouse', async () => {
      const box = await browser.evaluate(`(() => {
        const slider = document.getElementById('logit-fox');
        slider.scrollIntoView({ block: 'center', behavior: 'instant' });
        return slider.getBoundingClientRect();
      })()`);
      const { x, y, width, height } = box as { x: number; y: number; width: number; height: number };
      const middle = y + height / 2;
      await browser.drag([
        // where a score of −0.5 is, between the ends that half a thumb takes
        [x + 10 + (width - 20) * 0.475, middle],
        [x + width * 0.7, middle],
        [x + width - 6, middle],
      ]);
      await soon(async () => Number(((await texts('.logit output')) as string[])[2])).toBeGreaterThan(9);
      await click('restart');
      await soon(() => text('tally-loss')).toBe('1.5147');
    });

    it('breaks the naive softmax only', async () => {
      await move('push', '11');
      await soon(() => texts('#f-naive b')).toEqual(['NaN', '0.0 %', '0.0 %', '0.0 %']);
      expect(await texts('#f-stable b')).toEqual(['100.0 %', '0.0 %', '0.0 %', '0.0 %']);
      await click('restart');
      await soon(() => text('verdict')).toBe('Both give the same probabilities.');
    });

    it('comes to one number by two routes, and to its gradient', async () => {
      expect([await text('route-nll'), await text('route-ce')]).toEqual(['1.5146749', '1.5146749']);
      expect(await text('same')).toBe('Equal, to the last bit.');
      expect(await texts('#gradient-rows td:nth-of-type(4)')).toEqual(['0.5977', '−0.7801', '0.0491', '0.1334']);
    });

    it('takes the options of a batch', async () => {
      await move('weight', '3');
      await move('smoothing', '0.1');
      await soon(() => text('batch-loss')).toBe('1.5915');
    });

    it('steps down, and leaves nothing', async () => {
      await click('run');
      await soon(async () => Number(await text('step-loss'))).toBeLessThan(0.05);
      expect(await text('memory')).toBe('0');
    });

    it('has colours, of its own choice and of the reader’s', async () => {
      const paper = (): Promise<unknown> => browser.evaluate('getComputedStyle(document.documentElement).backgroundColor');
      const before = await paper();
      await click('theme');
      const papers = [before, await paper()].sort();
      expect(papers).toEqual(['rgb(20, 17, 15)', 'rgb(251, 248, 242)']);
      expect(await browser.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    });
  });
} else {
  withoutEngine('the lesson');
}
