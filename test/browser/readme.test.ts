// The page that the README shows, served as it stands beside the installed package.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { codeBlocks } from '../support/markdown.ts';
import { hasChromium, launch, withoutChromium } from './support/chromium.ts';
import { filesIn, serve } from './support/server.ts';

if (hasChromium) {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it('learns in a page without a build step', async () => {
    const [html, ...others] = codeBlocks('README.md', 'html') as [string, ...string[]];
    expect(others).toEqual([]);
    const root = join(inject('packed').consumer, 'node_modules/rushlight/dist');
    const files = new Map<string, string | Uint8Array>([['/', html]]);
    for (const [path, bytes] of filesIn(root)) files.set(`/node_modules/rushlight/dist${path}`, bytes);
    const [, inline] = /<script type="module">(.*?)<\/script>/s.exec(html) as unknown as [string, string];
    const site = await serve(files, { inline });
    const page = await browser.newPage();
    await page.goto(site.origin);
    // not a string to evaluate, which the page's policy forbids
    await page.locator('output', { hasText: 'xor' }).waitFor();
    expect(await page.textContent('output')).toBe('xor: 0,1,1,0');
    await page.close();
    await site.close();
  });
} else {
  withoutChromium("the README's page");
}
