// Chromium as an engine among others.
import type { Page } from 'playwright-core';
import { launch as launchChromium, path } from '../../browser/support/chromium.ts';
import type { Engine, Launcher } from './engine.ts';

async function launch(): Promise<Engine> {
  const browser = await launchChromium();
  let page: Page = await browser.newPage();
  return {
    name: `Chromium ${browser.version()}`,
    async open(url) {
      await page.close();
      page = await browser.newPage();
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    async drag([first, ...rest]) {
      await page.mouse.move(...first!);
      await page.mouse.down();
      for (const place of rest) await page.mouse.move(...place);
      await page.mouse.up();
    },
    choose: (selector, file) => page.setInputFiles(selector, file),
    close: () => browser.close(),
  };
}

export const chromium: Launcher = { programs: [path], packages: 'chromium', launch };
