// The lesson as built, on a server without special headers: what its reader does, and the numbers that follow.
import { readFileSync, rmSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shown } from '../../examples/lesson/code/shown.ts';
import { memory } from '../../src/index.ts';
import { hasChromium, launch, withoutChromium } from './support/chromium.ts';
import { PATIENCE, serveDemo } from './support/demo.ts';
import { buildLesson } from './support/lesson.ts';
import { tasksDuring } from './support/tasks.ts';

/** What counts as a long task, in milliseconds. */
const LONG = 50;

if (hasChromium) {
  describe('the lesson', () => {
    let browser: Browser;
    let folder: string;
    let site: Awaited<ReturnType<typeof serveDemo>>;
    let page: Page;
    const errors: string[] = [];

    const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
      const opened = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options });
      opened.on('pageerror', ({ message }) => errors.push(message));
      opened.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      opened.setDefaultTimeout(PATIENCE);
      await opened.goto(site.url);
      await opened.waitForSelector('html[data-ready]', { state: 'attached' });
      await drawn(opened);
      return opened;
    };
    /** Waits until what was changed is drawn. */
    const drawn = (of: Page): Promise<unknown> =>
      of.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const text = async (selector: string): Promise<string> => {
      await drawn(page);
      return (await page.textContent(selector)) ?? '';
    };
    const texts = async (selector: string): Promise<string[]> => {
      await drawn(page);
      return page.locator(selector).allTextContents();
    };
    const press = async (selector: string, ...keys: string[]): Promise<void> => {
      await page.focus(selector);
      for (const key of keys) await page.keyboard.press(key);
    };
    const number = (written: string): number => Number(written.replace('−', '-'));

    beforeAll(async () => {
      folder = await buildLesson();
      site = await serveDemo(folder);
      browser = await launch();
      page = await open();
    });
    beforeEach(async () => {
      await page.click('#restart');
      await drawn(page);
    });
    afterAll(async () => {
      await browser.close();
      await site.close();
      rmSync(folder, { recursive: true });
      expect(errors).toEqual([]);
      expect(memory().liveBytes).toBe(0);
    });

    it('shows the lines that it runs, and those of PyTorch', async () => {
      const stages = await page.locator('[data-code]').all();
      expect(stages).toHaveLength(10);
      for (const stage of stages) {
        const name = await stage.getAttribute('data-code');
        const [ours, theirs] = await stage.locator('pre').allTextContents();
        expect(ours?.trimEnd()).toBe(shown(readFileSync(`examples/lesson/code/${name}.ts`, 'utf8')));
        expect(theirs?.trimEnd()).toBe(readFileSync(`examples/lesson/code/${name}.py`, 'utf8').trimEnd());
      }
    });

    it('moves a logit by the mouse', async () => {
      const { x, y, width, height } = (await page.locator('#logit-owl').boundingBox())!;
      await page.mouse.move(x + width / 2 + 4, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width - 10, y + height / 2, { steps: 4 });
      await page.mouse.up();
      expect(number(await text('.logit:last-child output'))).toBeGreaterThan(9);
      expect(number(await text('#tally-loss'))).toBeGreaterThan(8);
    });

    it('moves a logit by keys', async () => {
      const value = (): Promise<string> => text('.logit:nth-of-type(1) output');
      expect(await value()).toBe('2.0');
      await press('#logit-cat', 'ArrowRight');
      expect(await value()).toBe('2.1');
      await press('#logit-cat', 'ArrowLeft', 'ArrowDown');
      expect(await value()).toBe('1.9');
      await press('#logit-cat', 'PageUp');
      expect(number(await value())).toBeGreaterThan(2.5);
      await press('#logit-cat', 'PageDown', 'PageDown');
      expect(number(await value())).toBeLessThan(1.5);
      await press('#logit-cat', 'Home');
      expect(await value()).toBe('−10.0');
      await press('#logit-cat', 'End');
      expect(await value()).toBe('10.0');
      expect(await page.getAttribute('#logit-cat', 'aria-valuetext')).toBe('10.0, probability 100.0 %');
    });

    it('breaks the naive softmax at a score of 1,000, while the stable one holds', async () => {
      expect(await texts('#f-naive b')).toEqual(['59.8 %', '22.0 %', '4.9 %', '13.3 %']);
      expect(await texts('#f-stable b')).toEqual(await texts('#f-naive b'));
      // 88 is the last stop that it bears
      await press('#push', 'End', ...Array(5).fill('ArrowLeft'));
      expect(await text('#push-value')).toBe('88.0');
      expect(await text('#verdict')).toBe('Both give the same probabilities.');
      await press('#push', 'ArrowRight');
      expect(await text('#push-value')).toBe('89.0');
      expect(await text('#verdict')).toContain('broken');
      await press('#push', 'End');
      expect(await text('.logit:nth-of-type(1) output')).toBe('1,000');
      expect(await texts('#f-naive b')).toEqual(['NaN', '0.0 %', '0.0 %', '0.0 %']);
      expect(await texts('#f-stable b')).toEqual(['100.0 %', '0.0 %', '0.0 %', '0.0 %']);
      expect(await page.getAttribute('#f-naive', 'aria-label')).toBe('Naive softmax: cat NaN, dog 0.0 %, fox 0.0 %, owl 0.0 %');
      expect(await text('#tally-loss')).toBe('999.0000');
      expect([await text('#route-nll'), await text('#route-ce')]).toEqual(['999.00000', '999.00000']);
    });

    it('picks the right class, by two routes to one number', async () => {
      expect(await texts('#f-log b')).toEqual(['−0.5147', '−1.5147', '−3.0147', '−2.0147']);
      for (const [name, loss] of Object.entries({ dog: '1.5146749', fox: '3.0146749', owl: '2.0146749', cat: '0.5146749' })) {
        await page.locator('#pick').getByLabel(name).check();
        expect(await text('#tally-class')).toBe(name);
        expect(await page.isChecked(`#right-${name}`)).toBe(true);
        expect(await text('#route-nll')).toBe(loss);
        expect(await text('#route-ce')).toBe(loss);
        expect(await text('#same')).toBe('Equal, to the last bit.');
        expect(number(await text('#nll'))).toBeCloseTo(number(loss), 4);
      }
    });

    it('has a gradient that is softmax minus one-hot', async () => {
      const difference = await texts('#gradient-rows td:nth-of-type(3)');
      expect(await texts('#gradient-rows td:nth-of-type(4)')).toEqual(difference);
      expect(difference).toEqual(['0.5977', '−0.7801', '0.0491', '0.1334']);
      expect(await texts('#f-gradient b')).toEqual(difference);
      expect(await page.getAttribute('#f-gradient', 'aria-label')).toContain('dog −0.7801, a step raises it');
    });

    it('makes a loss of a batch as PyTorch does', async () => {
      const loss = (): Promise<string> => text('#batch-loss');
      const weight = async (steps: number): Promise<void> => press('#weight', 'Home', ...Array(steps).fill('ArrowRight'));
      const smoothing = async (steps: number): Promise<void> => press('#smoothing', 'Home', ...Array(steps).fill('ArrowRight'));
      const reduction = (name: string): Promise<void> => page.locator('#reduction').getByLabel(name).check();
      // recorded from PyTorch
      expect(await loss()).toBe('1.5852');
      await weight(6);
      expect(await loss()).toBe('1.5570');
      await smoothing(2);
      expect(await loss()).toBe('1.5915');
      await reduction('none');
      expect(await loss()).toBe('4.3418, 0.5844, 3.0311');
      expect(await texts('#batch-rows td:last-child')).toEqual(['4.3418', '0.5844', '3.0311']);
      await reduction('sum');
      expect(await loss()).toBe('7.9573');
      await page.selectOption('#target-2', 'ignored');
      expect(await loss()).toBe('7.3729');
      await reduction('mean');
      expect(await loss()).toBe('1.8432');
      await smoothing(0);
      expect(await loss()).toBe('1.9113');
      await page.selectOption('#target-1', 'ignored');
      await page.selectOption('#target-3', 'ignored');
      expect(await loss()).toBe('NaN');
      expect(await text('#batch-note')).toBe('No row counts: the mean is 0 / 0, as in PyTorch.');
    });

    it('cools and heats the probabilities, and uses the logarithms again', async () => {
      // recorded from PyTorch
      expect(await text('#reuse-entropy')).toBe('1.0573');
      expect(await text('#reuse-distance')).toBe('0.3784');
      await press('#temperature', 'End');
      expect(await text('#temperature-value')).toBe('10');
      expect(await texts('#f-temperature b')).toEqual(['28.2 %', '25.5 %', '22.0 %', '24.3 %']);
      await press('#temperature', 'Home');
      expect(await texts('#f-temperature b')).toEqual(['100.0 %', '0.0 %', '0.0 %', '0.0 %']);
    });

    it('steps down to a small loss', async () => {
      await page.click('#step');
      expect(await text('#step-count')).toBe('after 1 step');
      expect(await text('#tally-loss')).toBe('0.7061');
      await page.click('#run');
      await expect.poll(() => page.textContent('#run'), { timeout: PATIENCE }).toBe('Run');
      expect(number(await text('#step-loss'))).toBeLessThan(0.05);
      expect(await text('#spoken')).toMatch(/^Step \d+: the loss is 0\.0[0-4]\d\d$/);
      const losses = (await page.getAttribute('#curve-line', 'points'))!.split(' ').map((point) => Number(point.split(',')[1]));
      expect(losses.length).toBeGreaterThan(5);
      expect(losses).toEqual(losses.toSorted((a, b) => a - b));
    });

    it('says little while a slider moves', async () => {
      await page.evaluate(() => {
        const said: string[] = [];
        Object.assign(globalThis, { said });
        for (const region of document.querySelectorAll('[role="status"], [aria-live], output'))
          if (!(region instanceof HTMLOutputElement))
            new MutationObserver(() => said.push(region.textContent!)).observe(region, {
              childList: true,
              characterData: true,
              subtree: true,
            });
      });
      await press('#logit-fox', ...Array(10).fill('ArrowRight'));
      await drawn(page);
      const said = (): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
      expect(await said()).toEqual([]);
      await page.click('#step');
      await drawn(page);
      expect(await said()).toEqual([expect.stringMatching(/^Step 1: /)]);
      // an output is a live region of its own accord, unless it is told not to be
      expect(await page.locator('output:not([aria-live="off"])').count()).toBe(0);
    });

    it('holds its memory steady, without a long task', async () => {
      // without smooth scrolling, which would take most of the time
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const live = await text('#memory');
      expect(live).toMatch(/^\d+$/);
      const tasks = await tasksDuring(browser, page, async () => {
        for (let i = 0; i < 40; i++) {
          await press('#logit-dog', i % 2 ? 'ArrowLeft' : 'PageUp');
          await press('#push', i % 3 ? 'ArrowRight' : 'Home');
          await press('#temperature', i % 2 ? 'ArrowUp' : 'ArrowDown');
          await press('#smoothing', i % 2 ? 'ArrowUp' : 'ArrowDown');
          await page.click('#step');
        }
      });
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      expect(await text('#memory')).toBe(live);
      const longest = Math.max(...tasks.map(({ processor }) => processor));
      console.log(`the lesson's longest of ${tasks.length} tasks in 200 interactions: ${longest.toFixed(1)} ms of work`);
      expect(tasks.length).toBeGreaterThan(100);
      expect(longest).toBeLessThan(LONG);
    });

    it('keeps the reader’s choice of light or dark', async () => {
      const visit = await open({ colorScheme: 'light' });
      const paper = (): Promise<string> => visit.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const light = await paper();
      await visit.getByRole('button', { name: 'Dark' }).click();
      const dark = await paper();
      expect(dark).not.toBe(light);
      await visit.reload();
      await visit.waitForSelector('html[data-ready]', { state: 'attached' });
      expect(await paper()).toBe(dark);
      await visit.getByRole('button', { name: 'Light' }).click();
      expect(await paper()).toBe(light);
      await visit.close();
    });

    it('moves nothing by itself for those who ask for that', async () => {
      const moving = (of: Page): Promise<string> =>
        of.evaluate(() => getComputedStyle(document.querySelector('.track i')!).transitionDuration);
      const visit = await open({ reducedMotion: 'reduce' });
      expect(await moving(visit)).toBe('0s');
      expect(await moving(page)).not.toBe('0s');
      await visit.close();
    });

    describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
      it.each([320, 390, 1200])('fits %i pixels of width, and anyone can use it', async (width) => {
        const visit = await open({ colorScheme, viewport: { width, height: 844 }, hasTouch: width < 600 });
        for (const score of ['1', '11']) {
          await visit.fill('#push', score);
          await drawn(visit);
          expect(await visit.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
          const violations = await visit.evaluate(
            `${axe.source}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`,
          );
          expect(violations).toEqual([]);
        }
        await visit.close();
      });
    });

    it('had nothing to complain of', () => {
      expect(errors).toEqual([]);
    });
  });
} else {
  withoutChromium('the lesson');
}
