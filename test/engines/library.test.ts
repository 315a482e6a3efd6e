// The ops table, the cases recorded from PyTorch and the threads inside each engine: in a worker, with shared memory, at the
// level that the engine chooses; and the table's short companion in a page, at the level that every engine has.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle, testFiles } from '../browser/support/bundle.ts';
import type { Report } from '../browser/support/run.ts';
import { type Site, serve } from '../browser/support/server.ts';
import { type Engine, engine, isThere, launch, withoutEngine } from './support/engine.ts';

/** The level that each engine chooses. */
const BEST: Record<string, string> = { firefox: 'relaxed', webkit: 'simd' };
const FILES = testFiles();

if (isThere) {
  let browser: Engine;
  let site: Site;
  let passed = 0;

  beforeAll(async () => {
    const files = await bundle(FILES);
    files.set('/', new TextEncoder().encode('<!doctype html><script type="module" src="/page.js"></script>'));
    site = await serve(files, { isolated: true });
    browser = await launch();
  });

  afterAll(async () => {
    console.log(`${passed} tests passed inside ${browser.name}`);
    await browser.close();
    await site.close();
  });

  it.each(FILES)('%s', async (file) => {
    await browser.open(`${site.origin}/?${new URLSearchParams({ where: 'worker', level: '', file })}`);
    const report = (await browser.evaluate('report')) as Report;
    passed += report.passed;
    expect(report.failures).toEqual([]);
    expect(report.passed).toBeGreaterThan(0);
    expect(report.isolated).toBe(true);
    expect(report.evaluates).toBe(false);
    expect(report.level).toBe(BEST[engine]);
  });
} else {
  withoutEngine('the tests of ops, of recorded cases and of threads');
}
