// The installed package in a page, as each bundler builds it: it trains there to the losses that Node has, bit for bit.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Trained } from '../package/consumer/train.ts';
import { hasChromium, launch, withoutChromium } from './support/chromium.ts';
import { PATIENCE } from './support/demo.ts';
import { PAGES } from './support/pages.ts';
import { trainInNode } from './support/trained.ts';

const { consumer } = inject('packed');
const LEVELS = ['simd', 'relaxed'] as const;

if (hasChromium) {
  let browser: Browser;
  const inNode = Object.fromEntries(LEVELS.map((level) => [level, trainInNode(consumer, level)]));

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  describe.each(Object.keys(PAGES))('%s', (name) => {
    it('makes a page that trains to the losses of Node', async () => {
      const site = await PAGES[name]!(consumer);
      for (const level of LEVELS) {
        const page = await browser.newPage();
        const errors: string[] = [];
        page.setDefaultTimeout(PATIENCE);
        page.on('pageerror', ({ message }) => errors.push(message));
        await page.goto(`${site.origin}/?level=${level}`);
        await page.waitForFunction('globalThis.report').catch((error) => Promise.reject(new Error(`${error} ${errors}`)));
        const trained = await page.evaluate(() => (globalThis as unknown as { report: Promise<Trained> }).report);
        await page.close();
        expect(trained).toEqual(inNode[level]);
      }
      await site.close();
    });
  });

  it('the levels differ in their last bits, so that bits say something', () => {
    expect(inNode['simd']!.crossEntropy).not.toEqual(inNode['relaxed']!.crossEntropy);
  });
} else {
  withoutChromium('the pages of the bundlers');
}
