// The stores in each engine that has them: their tests in a page and in a worker, and a training whose page is left at random points.
// Those of Chromium, whose tabs can be killed, are in test/browser/stores.test.ts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../browser/support/run.ts';
import type { Site } from '../browser/support/server.ts';
import { KILLS, seeded, serveStores, storeTests } from '../browser/support/stores.ts';
import { type Engine, engine, isThere, launch, withoutEngine } from './support/engine.ts';

/** WebKit of GTK has no private files. */
const KINDS = engine === 'webkit' ? ['indexedDb'] : ['opfs', 'indexedDb'];

if (isThere) {
  let browser: Engine;
  let site: Site;

  beforeAll(async () => {
    site = await serveStores();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it.each(['page', 'worker'])('keep what they are given, in a %s', async (where) => {
    await browser.open(storeTests(site, where));
    const report = (await browser.evaluate('report')) as Report;
    expect(report.failures).toEqual([]);
    expect(report.passed).toBeGreaterThan(10 * KINDS.length);
  });

  describe.each(KINDS)('%s', (kind) => {
    it('goes on to the same bits in a page that is left at random points', async () => {
      const begin = async (name: string): Promise<void> => {
        await browser.open(`${site.origin}/training`);
        await browser.evaluate(`void (globalThis.outcome = survivor.train('${kind}', '${name}'))`);
      };
      await begin('whole');
      const begun = performance.now();
      const want = await browser.evaluate('outcome');
      const whole = performance.now() - begun;
      const random = seeded(7);
      // two trainings, one after the other: each is begun again as often as it takes
      for (const [name, times] of [
        ['first', Math.ceil(KILLS / 2)],
        ['second', Math.floor(KILLS / 2)],
      ] as const) {
        for (let left = 0; left < times; left++) {
          await begin(name);
          await new Promise((next) => setTimeout(next, random() * whole));
        }
        await begin(name);
        expect(await browser.evaluate('outcome')).toBe(want);
      }
    });
  });
} else {
  withoutEngine('the stores of a browser');
}
