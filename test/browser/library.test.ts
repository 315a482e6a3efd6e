// The library's own tests inside Chromium: in a page and in a worker, with and without the headers that give it shared
// memory, at both levels, under a policy that lets a page compile Wasm and nothing else.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, testFiles } from './support/bundle.ts';
import { hasChromium, launch, withoutChromium } from './support/chromium.ts';
import type { Report } from './support/run.ts';
import { type Site, serve } from './support/server.ts';

const CORE = ['golden', 'ops'];
/** What runs without shared memory too. */
const ALONE = testFiles().filter((name) => name !== 'threads');
const SITUATIONS = [
  { where: 'page', level: 'simd', isolated: false, files: ALONE },
  { where: 'worker', level: 'relaxed', isolated: true, files: testFiles() },
  { where: 'page', level: 'relaxed', isolated: true, files: [...CORE, 'threads'] },
  { where: 'worker', level: 'simd', isolated: false, files: CORE },
];

let browser: Browser;
let passed = 0;
const sites = new Map<boolean, Site>();

if (hasChromium) {
  beforeAll(async () => {
    const files = await bundle(testFiles());
    files.set('/', new TextEncoder().encode('<!doctype html><script type="module" src="/page.js"></script>'));
    for (const isolated of [false, true]) sites.set(isolated, await serve(files, { isolated }));
    browser = await launch();
  });

  afterAll(async () => {
    console.log(`${passed} tests passed inside Chromium ${browser.version()}`);
    await browser.close();
    for (const site of sites.values()) await site.close();
  });

  describe.each(SITUATIONS)('in a $where at $level, isolated: $isolated', ({ where, level, isolated, files }) => {
    it.each(files)('%s', async (file) => {
      const page = await browser.newPage();
      await page.goto(`${sites.get(isolated)!.origin}/?${new URLSearchParams({ where, level, file })}`);
      const report = await page.evaluate(() => (globalThis as unknown as { report: Promise<Report> }).report);
      await page.close();
      passed += report.passed;
      expect(report.failures).toEqual([]);
      expect(report.passed).toBeGreaterThan(0);
      expect(report.isolated).toBe(isolated);
      expect(report.evaluates).toBe(false);
      if (CORE.includes(file)) expect(report.level).toBe(level);
    });
  });
} else {
  withoutChromium('the tests inside a browser');
}
