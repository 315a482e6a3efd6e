// Stores of Chromium's: their tests in a page and in a worker, a quota that is used up, and a tab that is killed:
// RUSHLIGHT_KILLS says how often.
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launch, withoutChromium } from './support/chromium.ts';
import { PATIENCE } from './support/demo.ts';
import type { Site } from './support/server.ts';
import { KILLS, type StoresWindow, seeded, serveStores, storeTests } from './support/stores.ts';

let browser: Browser;
let site: Site;

if (hasChromium) {
  beforeAll(async () => {
    site = await serveStores();
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it.each(['page', 'worker'])('keep what they are given, in a %s', async (where) => {
    const page = await browser.newPage();
    await page.goto(storeTests(site, where));
    const report = await page.evaluate(() => (globalThis as unknown as StoresWindow).report);
    await page.close();
    expect(report.failures).toEqual([]);
    expect(report.passed).toBeGreaterThan(20);
  });

  const open = async (context: BrowserContext) => {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${site.origin}/training`);
    await page.waitForFunction(() => 'survivor' in globalThis);
    return page;
  };

  describe.each(['opfs', 'indexedDb'] as const)('%s', (kind) => {
    it('says that its quota is used up, and keeps what it has', async () => {
      const context = await browser.newContext();
      const page = await open(context);
      const session = await context.newCDPSession(page);
      await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 2_000_000 });
      const refused = await page.evaluate(([name, size]) => (globalThis as unknown as StoresWindow).survivor.fill(name, size), [
        kind,
        8_000_000,
      ] as const);
      await context.close();
      expect(`${refused.code}: ${refused.message}`).toMatch(
        /^full: put: expected room for 8000000 bytes in .*'full', got QuotaExceededError; free some/,
      );
      expect(refused.list).toEqual(['small']);
    });

    it('goes on to the same bits in a tab that is killed at random points', async () => {
      const context = await browser.newContext();
      const train = (page: Awaited<ReturnType<typeof open>>, name: string): Promise<string> =>
        page.evaluate(([of, store]) => (globalThis as unknown as StoresWindow).survivor.train(of, store), [kind, name] as const);
      const first = await open(context);
      const begun = performance.now();
      const want = await train(first, 'whole');
      const whole = performance.now() - begun;
      await first.close();
      const random = seeded(7);
      for (let killed = 0, round = 0; killed < KILLS; round++) {
        for (;;) {
          const page = await open(context);
          const outcome = train(page, `round ${round}`).catch(() => null);
          const limit = killed < KILLS ? new Promise<null>((done) => setTimeout(done, random() * whole, null)) : outcome;
          const came = await Promise.race([outcome, limit]);
          if (came === null) {
            // no page says goodbye when it is killed like this
            const session = await context.newCDPSession(page);
            session.send('Page.crash').catch(() => {});
            await page.waitForEvent('crash');
            killed++;
          }
          await page.close();
          if (came === null) continue;
          expect(came).toBe(want);
          break;
        }
      }
      await context.close();
    });
  });
} else {
  withoutChromium('the stores of a browser');
}
