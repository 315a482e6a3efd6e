// The library's own tests inside each engine: all of them in a worker with shared memory, at the level that the engine chooses;
// the recorded cases also in a page without any, at the level that every engine has. The policy lets a page compile Wasm only.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, testFiles } from '../browser/support/bundle.ts';
import type { Report } from '../browser/support/run.ts';
import { type Site, serve } from '../browser/support/server.ts';
import { type Engine, engine, isThere, launch, withoutEngine } from './support/engine.ts';

/** All but the tests of the references, which use nothing of the library. */
const FILES = testFiles().filter((name) => name !== 'reference');
const SITUATIONS = [
  { where: 'worker', level: '', chosen: engine === 'webkit' ? 'simd' : 'relaxed', isolated: true, files: FILES },
  { where: 'page', level: 'simd', chosen: 'simd', isolated: false, files: ['golden'] },
];

if (isThere) {
  let browser: Engine;
  let passed = 0;
  const sites = new Map<boolean, Site>();

  beforeAll(async () => {
    const files = await bundle(FILES);
    files.set('/', new TextEncoder().encode('<!doctype html><script type="module" src="/page.js"></script>'));
    for (const isolated of [false, true]) sites.set(isolated, await serve(files, { isolated }));
    browser = await launch();
  });

  afterAll(async () => {
    console.log(`${passed} tests passed inside ${browser.name}`);
    await browser.close();
    for (const site of sites.values()) await site.close();
  });

  describe.each(SITUATIONS)('in a $where at $chosen, isolated: $isolated', ({ where, level, chosen, isolated, files }) => {
    it.each(files)('%s', async (file) => {
      await browser.open(`${sites.get(isolated)!.origin}/?${new URLSearchParams({ where, level, file })}`);
      const report = (await browser.evaluate('report')) as Report;
      passed += report.passed;
      expect(report.failures).toEqual([]);
      expect(report.passed).toBeGreaterThan(0);
      expect(report.isolated).toBe(isolated);
      expect(report.evaluates).toBe(false);
      expect(report.level).toBe(chosen);
    });
  });
} else {
  withoutEngine("the library's own tests");
}
