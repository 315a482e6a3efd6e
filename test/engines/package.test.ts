// The installed package in each engine, without a build step, as modules by an import map and as one file from another server:
// it trains to the bits of Node, with threads too; and it says why where there can be none.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { importMap } from '../browser/support/pages.ts';
import { filesIn, type Served, type Site, serve } from '../browser/support/server.ts';
import { trainInNode } from '../browser/support/trained.ts';
import type { Trained } from '../package/consumer/train.ts';
import { codeBlocks } from '../support/markdown.ts';
import { type Engine, engine, isThere, launch, withoutEngine } from './support/engine.ts';

const { consumer } = inject('packed');
/** WebKit has no relaxed SIMD. */
const LEVELS = engine === 'webkit' ? ['simd'] : ['simd', 'relaxed'];
const FILE = '/rushlight.min.js';

if (isThere) {
  let browser: Engine;
  let cdn: Served;
  const inNode: Record<string, Trained> = {};
  const sites: Record<string, Site> = {};

  /** Trains at an address of this site, and gives the report. */
  const train = async (site: Site, query: Record<string, string>, where = browser): Promise<unknown> => {
    await where.open(`${site.origin}/?${new URLSearchParams(query)}`);
    return where.evaluate('report');
  };

  beforeAll(async () => {
    for (const level of LEVELS) inNode[level] = trainInNode(consumer, level);
    cdn = await serve(new Map(filesIn(join(consumer, 'node_modules/rushlight/dist'))), { open: true });
    for (const isolated of [false, true]) {
      sites[`modules, isolated: ${isolated}`] = await importMap(consumer, { isolated });
      sites[`one file, isolated: ${isolated}`] = await importMap(consumer, { isolated, address: cdn.origin + FILE });
    }
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    for (const site of [cdn, ...Object.values(sites)]) await site.close();
  });

  describe.each(['modules', 'one file'])('as %s', (form) => {
    it.each(LEVELS)('it trains at %s to the bits of Node, with one thread and with two', async (level) => {
      expect(await train(sites[`${form}, isolated: false`]!, { level })).toEqual(inNode[level]);
      expect(await train(sites[`${form}, isolated: true`]!, { level, threads: '2' })).toEqual(inNode[level]);
    });
  });

  it('chooses the best level there is', async () => {
    const best = LEVELS.at(-1)!;
    expect(await train(sites['modules, isolated: false']!, {})).toEqual(inNode[best]);
  });

  it('asks for one file where it is one', async () => {
    cdn.asked.length = 0;
    await train(sites['one file, isolated: false']!, {});
    expect(cdn.asked).toEqual([FILE]);
  });

  it('runs in the page that the documentation shows', async () => {
    const html = codeBlocks('docs/deploying.md', 'html')[0]!.replace('https://cdn.jsdelivr.net/npm/rushlight/dist', cdn.origin);
    const inline = /<script type="module">(.*?)<\/script>/s.exec(html)![1]!;
    const site = await serve(new Map([['/', `<!doctype html><body>${html}`]]), { inline, scripts: cdn.origin });
    await browser.open(site.origin);
    expect(await browser.evaluate('document.body.textContent')).toMatch(/tensor\(\[\[.*\]\]/);
    await site.close();
  });

  describe('without shared memory', () => {
    let strict: Engine;
    beforeAll(async () => {
      // the setting that gives WebKit shared memory gives it to all pages
      strict = engine === 'webkit' ? await launch({ sharedMemory: false }) : browser;
    });
    afterAll(async () => {
      if (strict !== browser) await strict.close();
    });

    it('tells a page to isolate itself', async () => {
      const refused = train(sites['modules, isolated: false']!, { threads: '2' }, strict);
      await expect(refused).rejects.toThrow(/got none; serve the page with 'Cross-Origin-Opener-Policy/);
    });

    if (engine === 'webkit') {
      it('does not tell that to a page that is isolated', async () => {
        const site = sites['modules, isolated: true']!;
        const refused = train(site, { threads: '2' }, strict);
        await expect(refused).rejects.toThrow(/got none; the page is isolated, but its browser offers none here; use threads: 1/);
        expect(await strict.evaluate('[crossOriginIsolated, typeof SharedArrayBuffer]')).toEqual([true, 'undefined']);
        expect(await train(site, {}, strict)).toEqual(inNode['simd']);
      });
    }
  });
} else {
  withoutEngine('the package as modules and as one file');
}
