// Stores of Chromium's: their tests in a page and in a worker, a quota that is used up, and a tab that is killed:
// RUSHLIGHT_KILLS says how often.
import { build } from 'esbuild';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './support/bundle.ts';
import { hasChromium, launch, withoutChromium } from './support/chromium.ts';
import type { Report } from './support/run.ts';
import { type Site, serve } from './support/server.ts';
import type { Survivor } from './support/survivor.ts';

type Window = { report: Promise<Report>; survivor: Survivor };

let browser: Browser;
let site: Site;

if (hasChromium) {
  beforeAll(async () => {
    const files = await bundle(['stores'], (name) => `./${name}.page.ts`);
    const { outputFiles } = await build({
      entryPoints: ['test/browser/support/survivor.ts'],
      bundle: true,
      format: 'esm',
      target: 'es2022',
      logLevel: 'error',
      write: false,
    });
    files.set('/survivor.js', outputFiles[0]!.contents);
    const page = (name: string) => new TextEncoder().encode(`<!doctype html><script type="module" src="/${name}.js"></script>`);
    files.set('/', page('page')).set('/training', page('survivor'));
    site = await serve(files);
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it.each(['page', 'worker'])('keep what they are given, in a %s', async (where) => {
    const page = await browser.newPage();
    await page.goto(`${site.origin}/?${new URLSearchParams({ where, level: 'simd', file: 'stores' })}`);
    const report = await page.evaluate(() => (globalThis as unknown as Window).report);
    await page.close();
    expect(report.failures).toEqual([]);
    expect(report.passed).toBeGreaterThan(20);
  });

  const open = async (context: BrowserContext) => {
    const page = await context.newPage();
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
      const refused = await page.evaluate(([name, size]) => (globalThis as unknown as Window).survivor.fill(name, size), [
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
        page.evaluate(([of, store]) => (globalThis as unknown as Window).survivor.train(of, store), [kind, name] as const);
      const first = await open(context);
      const begun = performance.now();
      const want = await train(first, 'whole');
      const whole = performance.now() - begun;
      await first.close();
      let seed = 7;
      const random = (): number => {
        seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
        return seed / 2 ** 32;
      };
      const kills = Number(process.env['RUSHLIGHT_KILLS'] ?? 5);
      for (let killed = 0, round = 0; killed < kills; round++) {
        for (;;) {
          const page = await open(context);
          const outcome = train(page, `round ${round}`).catch(() => null);
          const limit = killed < kills ? new Promise<null>((done) => setTimeout(done, random() * whole, null)) : outcome;
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
