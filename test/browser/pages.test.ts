// The pages that the project's pages show, served as they stand beside the installed package; and the one in React.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { leftOut } from '../package/absent.ts';
import { pages, programsOf } from '../support/programs.ts';
import { hasChromium, launch, withoutChromium } from './support/chromium.ts';
import { PATIENCE } from './support/demo.ts';
import { filesIn, serve } from './support/server.ts';

const { consumer } = inject('packed');
const programs = pages.flatMap(programsOf);
const CDN = 'https://cdn.jsdelivr.net/npm/rushlight';
const XOR = /xor: 0,1,1,0/;
const REACT = resolve('docs/node_modules');

if (hasChromium) {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  /** Opens a page and waits until it shows a text; scripts are not what it shows. */
  async function shows(hasText: RegExp, files: Map<string, string | Uint8Array>, inline = ''): Promise<void> {
    const root = join(consumer, 'node_modules/rushlight/dist');
    for (const [path, bytes] of filesIn(root)) files.set(`/node_modules/rushlight/dist${path}`, bytes);
    const site = await serve(files, { inline });
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.setDefaultTimeout(PATIENCE);
    await page.goto(site.origin);
    // not a string to evaluate, which the page's policy forbids
    await page.locator('body', { hasText }).waitFor();
    await page.close();
    await site.close();
    expect(errors).toEqual([]);
  }

  const html = programs.filter(({ language }) => language === 'html');
  it.each(html.map((program) => [`${program.page}:${program.line}`, program.code]))('%s runs', async (_, code) => {
    const local = code.replaceAll(CDN, '/node_modules/rushlight');
    const [, inline] = /<script type="module">(.*?)<\/script>/s.exec(local) as unknown as [string, string];
    const expected = code.includes('xor') ? XOR : /tensor\(\[\[.*\]\]/s;
    await shows(expected, new Map([['/', local.includes('<!doctype') ? local : `<!doctype html><body>${local}`]]), inline);
  });

  if (existsSync(join(REACT, 'react'))) {
    const tsx = programs.filter(({ language }) => language === 'tsx');
    it.each(tsx.map((program) => [`${program.page}:${program.line}`, program.code]))(
      '%s runs and keeps to the types',
      async (_, code) => {
        const folder = join(consumer, 'pages/react');
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'main.tsx'), code);
        const paths = Object.fromEntries(
          ['react', 'react-dom'].flatMap((name) => ['', '/*'].map((rest) => [name + rest, [`${REACT}/@types/${name}${rest}`]])),
        );
        const compilerOptions = {
          ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler', jsx: 'react-jsx', strict: true, noEmit: true },
          ...{ lib: ['es2022', 'esnext.disposable', 'dom', 'dom.iterable'], types: [], skipLibCheck: true, paths },
        };
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.tsx'] }));
        expect(spawnSync(resolve('node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' }).stdout).toBe('');
        const { outputFiles } = await build({
          entryPoints: [join(folder, 'main.tsx')],
          ...{ bundle: true, format: 'esm', jsx: 'automatic', write: false, nodePaths: [REACT], tsconfigRaw: '{}' },
          define: { 'process.env.NODE_ENV': '"production"' },
        });
        const files = new Map<string, string>([
          ['/', '<!doctype html><div id="root"></div><script type="module" src="/main.js"></script>'],
          ['/main.js', outputFiles[0]!.text],
        ]);
        await shows(XOR, files);
      },
    );
  } else {
    leftOut('no docs/node_modules/react: the page in React did not run; install it by `npm ci --prefix docs`');
  }
} else {
  withoutChromium('the pages that are shown');
}
