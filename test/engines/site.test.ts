// The site as built, in each engine: it opens, shows the reference, finds names, has two themes, and fits on a phone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE } from '../browser/support/demo.ts';
import { BASE, buildSite, missing, serveSite } from '../browser/support/site.ts';
import { leftOut } from '../package/absent.ts';
import { type Engine, engine, isThere, launch, withoutEngine } from './support/engine.ts';

const PHONE = 390;

if (!isThere) withoutEngine('the site');
else if (missing.length > 0) leftOut(`the site did not open in ${engine}: ${missing.join('; ')}`);
else {
  describe('the site', () => {
    let browser: Engine;
    let site: Awaited<ReturnType<typeof serveSite>>;

    const open = (path: string): Promise<void> => browser.open(`${site.origin}${BASE}${path}`);
    const text = (selector: string): Promise<unknown> => browser.evaluate(`document.querySelector('${selector}')?.textContent`);
    const soon = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: PATIENCE, interval: 100 });
    /** Clicks on the first that has these words, once it is there. */
    const click = (selector: string, words = ''): Promise<void> =>
      soon(() =>
        browser.evaluate(`(() => {
          const found = [...document.querySelectorAll('${selector}')].find((each) => each.textContent.includes('${words}'));
          found?.click();
          return found !== undefined;
        })()`),
      ).toBe(true);
    /** Its buttons work from here on. */
    const awake = (): Promise<void> =>
      soon(() => browser.evaluate(`document.querySelector('#app')?.__vue_app__ !== undefined`)).toBe(true);

    beforeAll(async () => {
      buildSite();
      site = await serveSite();
      browser = await launch({ sharedMemory: false });
    }, 900_000);
    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });

    it('begins with what it is, and leads to the guide', async () => {
      await open('');
      expect(await text('h1')).toContain('rushlight');
      await awake();
      await click('.VPHome a', 'five minutes');
      await soon(() => text('h1')).toContain('Five minutes');
    });

    it('has a reference', async () => {
      await open('api/rushlight/functions/fit.html');
      const page = await text('main');
      for (const words of ['Parameters', 'Returns', 'Throws', 'Example', 'TypeError']) expect(page).toContain(words);
    });

    it('finds a name', async () => {
      await open('start.html');
      await awake();
      await click('.DocSearch-Button');
      await soon(() =>
        browser.evaluate(`(() => {
          const input = document.querySelector('.VPLocalSearchBox input');
          if (input === null) return false;
          input.value = 'CosineAnnealingLR';
          input.dispatchEvent(new Event('input', { bubbles: true }));
          return true;
        })()`),
      ).toBe(true);
      await click('.VPLocalSearchBox .result', 'CosineAnnealingLR');
      await soon(() => text('h1')).toContain('CosineAnnealingLR');
      expect(await browser.evaluate('location.pathname')).toContain('CosineAnnealingLR');
    });

    it('is light or dark, as the reader chooses', async () => {
      const paper = (): Promise<unknown> => browser.evaluate('getComputedStyle(document.body).backgroundColor');
      await open('start.html');
      await awake();
      const before = await paper();
      await click('.VPNavBar .VPSwitchAppearance');
      await soon(paper).not.toBe(before);
      const papers = [before, await paper()].sort();
      expect(papers).toEqual(['rgb(255, 255, 255)', 'rgb(27, 27, 31)']);
    });

    it.each(['', 'start.html', 'performance.html', 'api/nn/classes/Linear.html', 'playground/'])(
      'fits on a phone: /%s',
      async (path) => {
        // a frame is as narrow as it is told to be; a window has a least width
        await open('start.html');
        const widths = await browser.evaluate(`new Promise((measured) => {
          const frame = document.createElement('iframe');
          frame.style.cssText = 'position: fixed; inset: 0; width: ${PHONE}px; height: 844px; border: 0';
          frame.onload = async () => {
            const { innerWidth, document } = frame.contentWindow;
            await document.fonts.ready;
            measured([innerWidth, Math.max(innerWidth, document.documentElement.scrollWidth), document.querySelector('h1') !== null]);
          };
          frame.src = '${BASE}${path}';
          document.body.append(frame);
        })`);
        expect(widths).toEqual([PHONE, PHONE, true]);
      },
    );
  });
}
