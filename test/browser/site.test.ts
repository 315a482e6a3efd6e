// The site as `npm run docs:site` builds it, served below a folder: it finds names, shows the reference, and fits on a phone.
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apps } from '../../docs/apps.mjs';
import { leftOut } from '../package/absent.ts';
import { hasChromium, launch, withoutChromium } from './support/chromium.ts';
import { PATIENCE } from './support/demo.ts';
import { BASE, buildSite, missing, serveSite } from './support/site.ts';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** Pages of every kind, for what holds of all. */
const TYPICAL = ['', 'start.html', 'performance.html', 'api/nn/classes/Linear.html'];

if (!hasChromium) withoutChromium('the site');
else if (missing.length > 0) leftOut(`the site was not built: ${missing.join('; ')}`);
else {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveSite>>;

  beforeAll(async () => {
    buildSite();
    site = await serveSite();
    browser = await launch();
  }, 900_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens a page of the site, does something, and sees that nothing went wrong in it. */
  async function on(path: string, options: BrowserContextOptions, act: (page: Page) => Promise<void>): Promise<void> {
    const page = await browser.newPage({ viewport: DESKTOP, ...options });
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('response', (response) => {
      if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
    });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${site.origin}${BASE}${path}`, { waitUntil: 'networkidle' });
    // the site's own pages are shown before their buttons work
    await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? { __vue_app__: null }));
    await act(page);
    await page.close();
    expect(errors).toEqual([]);
  }
  const background = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  describe('the site', () => {
    it('begins with what it is, and leads to the guide and the pages of their own', () =>
      on('', {}, async (page) => {
        expect(await page.textContent('h1')).toContain('rushlight');
        for (const { path } of apps) expect(await page.locator(`.VPHome a[href="${BASE}${path}/"]`).count()).toBe(1);
        await page.locator('.VPHome a', { hasText: 'five minutes' }).click();
        await page.locator('h1', { hasText: 'Five minutes' }).waitFor();
      }));

    it.each(apps.map(({ path }) => path))('includes /%s/', (path) =>
      on(`${path}/`, {}, async (page) => expect(await page.locator('h1').count()).toBe(1)),
    );

    it('is where the digit page leads to', () =>
      on('digits/', {}, async (page) => {
        const links = page.locator('a[href^="."]');
        const hrefs = await links.evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
        expect(hrefs).toContain(`${site.origin}${BASE}two-routes.html`);
        for (const href of hrefs) expect([(await fetch(href)).status, href]).toEqual([200, href]);
      }));

    it('finds a name', () =>
      on('start.html', {}, async (page) => {
        await page.locator('.DocSearch-Button').click();
        await page.locator('.VPLocalSearchBox input').fill('CosineAnnealingLR');
        await page.locator('.VPLocalSearchBox .result', { hasText: 'CosineAnnealingLR' }).first().click();
        await page.waitForURL(/CosineAnnealingLR/);
        await page.locator('h1', { hasText: 'CosineAnnealingLR' }).waitFor();
      }));

    it('has a reference with what is taken, thrown and an example', () =>
      on('api/rushlight/functions/fit.html', {}, async (page) => {
        const text = await page.locator('main').textContent();
        for (const words of ['Parameters', 'Returns', 'Throws', 'Example', 'TypeError']) expect(text).toContain(words);
        // by family
        expect(await page.locator('.VPSidebar').textContent()).toContain('Training');
      }));

    it('is light or dark, as the system is or as the reader chooses', async () => {
      await on('start.html', { colorScheme: 'dark' }, async (page) => expect(await background(page)).toBe('rgb(27, 27, 31)'));
      await on('start.html', { colorScheme: 'light' }, async (page) => {
        expect(await background(page)).toBe('rgb(255, 255, 255)');
        await page.locator('.VPNavBar .VPSwitchAppearance').first().click();
        await expect.poll(() => background(page), { timeout: PATIENCE }).toBe('rgb(27, 27, 31)');
      });
    });

    it.each(TYPICAL)('fits on a phone: /%s', (path) =>
      on(path, { viewport: PHONE, hasTouch: true, isMobile: true }, async (page) => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
      }),
    );

    it.each(TYPICAL.flatMap((path) => (['light', 'dark'] as const).map((scheme) => [path, scheme] as const)))(
      'has nothing that axe finds: /%s, %s',
      (path, colorScheme) =>
        on(path, { colorScheme, reducedMotion: 'reduce' }, async (page) => {
          await page.evaluate(axe.source);
          const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))}`)).toEqual(
            [],
          );
        }),
    );

    it('serves what assistants read', () => {
      for (const name of ['llms.txt', 'AGENTS.md'])
        expect(readFileSync(`out/site/${name}`, 'utf8')).toBe(readFileSync(name, 'utf8'));
    });
  });
}
