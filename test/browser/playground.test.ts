// The playground as built, on a server of files: its programs run, errors are at their lines, and nothing gets stuck.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import axe from 'axe-core';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Columns } from '../../examples/playground/view/columns.ts';
import { pack, unpack } from '../../examples/playground/view/link.ts';
import { leftOut } from '../package/absent.ts';
import { hasChromium, launch, withoutChromium } from './support/chromium.ts';
import { buildPlayground, isInstalled, Playground, servePlayground } from './support/playground.ts';

/** The last line that each example prints. */
const EXAMPLES: [id: string, says: RegExp, figures: number][] = [
  ['spirals', /^9\d\.\d % of the points are on the right side$/, 2],
  ['cross-entropy', /^[5-9]\d % learnt by heart, 33 % by chance$/, 1],
  ['nll-loss', /^after 200 steps: loss 0\.[78]\d+$/, 1],
  ['digits', /^read as \d(,\d)+$/, 3],
  ['words', /^garden, (9\d|100) % sure: bees among the beans in spring$/, 1],
];

const source = (id: string): string => readFileSync(`examples/playground/programs/${id}.ts`, 'utf8');
const lastLine = (printed: string): string => printed.trim().split('\n').at(-1)!;

describe('a link', () => {
  it('holds any program', async () => {
    for (const program of ['', 'const a = 1;\n', '“ü€😀”\r\n', 'x'.repeat(100_000)])
      expect(await unpack(await pack(program))).toBe(program);
    expect((await pack(source('spirals'))).length).toBeLessThan(1500);
  });

  it('is refused if a letter is wrong or missing, and is none without a program', async () => {
    const whole = await pack(source('words'));
    for (const damaged of [whole.slice(0, -5), whole.slice(0, 40), `${whole.slice(0, 300)}!${whole.slice(301)}`]) {
      await expect(unpack(damaged)).rejects.toThrow('the link is damaged');
    }
    for (let at = 20; at < whole.length - 2; at += 97) {
      const other = whole[at] === 'A' ? 'B' : 'A';
      await expect(unpack(whole.slice(0, at) + other + whole.slice(at + 1))).rejects.toThrow('the link is damaged');
    }
    expect(await unpack('')).toBeUndefined();
    expect(await unpack('example=words')).toBeUndefined();
  });
});

describe('the points of curves', () => {
  it('are bounded in number, in the order of x, with the latest among them', () => {
    const columns = new Columns();
    for (let i = 0; i < 10_000; i++) columns.add(i, i % 2 === 0 ? { a: i } : { a: i, b: -i });
    const [x, a, b] = columns.data;
    expect(columns.names).toEqual(['a', 'b']);
    expect(x!.length).toBeLessThanOrEqual(2000);
    expect(x!.at(-1)).toBe(9999);
    expect(a).toEqual(x);
    expect(b!.length).toBe(x!.length);
  });

  it('may come in any order, again, and not be numbers', () => {
    const columns = new Columns();
    for (const [x, value] of [
      [2, 20],
      [1, 10],
      [2, 21],
      [3, NaN],
    ] as const)
      columns.add(x, { a: value });
    expect(columns.data).toEqual([
      [1, 2, 3],
      [10, 21, null],
    ]);
  });
});

if (!hasChromium) {
  withoutChromium('the playground');
} else if (!isInstalled) {
  leftOut('the playground was not built: its packages are missing; run `npm ci --prefix examples/playground`');
} else {
  let browser: Browser;
  let folder: string;
  let site: Awaited<ReturnType<typeof servePlayground>>;
  let visit: Playground;

  beforeAll(async () => {
    folder = await buildPlayground();
    site = await servePlayground(folder);
    browser = await launch();
    visit = await Playground.open(browser, site.url, '', { viewport: { width: 1280, height: 800 } });
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true });
  });

  it('fits its types, as do its programs', () => {
    const output = (() => {
      try {
        return execFileSync('npx', ['tsc', '-p', 'examples/playground'], { encoding: 'utf8' });
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    })();
    expect(output).toBe('');
  });

  describe.each(EXAMPLES)('the program %s', (id, says, figures) => {
    it('runs to its end', async () => {
      const page = await Playground.open(browser, site.url, `#example=${id}`, { viewport: { width: 1280, height: 800 } });
      await page.click('Run');
      await page.says(/^Done in/);
      expect(lastLine(await page.prints(''))).toMatch(says);
      expect(await page.page.locator('#drawings figure').count()).toBe(figures);
      expect(page.errors).toEqual([]);
      await page.close();
    });

    it('runs in Node, where nothing is drawn', async () => {
      const outfile = `build/playground/node/${id}.mjs`;
      const digits = `import { readFileSync } from 'node:fs'; import { gunzipSync } from 'node:zlib';
        globalThis[Symbol.for('rushlight.playground')] = { draw() {}, digits: async () => gunzipSync(readFileSync('build/playground/digits.bin')) };`;
      await build({
        entryPoints: [`examples/playground/programs/${id}.ts`],
        outfile,
        bundle: true,
        platform: 'node',
        format: 'esm',
        banner: { js: id === 'digits' ? digits : '' },
        alias: { playground: resolve('examples/playground/module/playground.ts'), rushlight: resolve('dist/node/index.js') },
        tsconfigRaw: '{}',
      });
      expect(lastLine(execFileSync(process.execPath, [outfile], { encoding: 'utf8' }))).toMatch(says);
    });
  });

  describe('what a program prints', () => {
    it('is what Node prints, of values and of tensors', async () => {
      const printed = await visit.run(`
        import { nn, tensor } from 'rushlight';
        console.log({ a: [1, 'two', 3n], m: new Map([['k', null]]) }, 'text', undefined);
        console.log('%s is %d', 'one', 1);
        console.log(tensor([[1, 2], [3, 4.5]]));
        console.info(String(new nn.Linear(2, 1)));
        console.group('outer'); console.warn('inner'); console.groupEnd();
        console.assert(1 > 2, 'no more');`);
      expect(printed.trim().split('\n')).toEqual([
        "{ a: [ 1, 'two', 3n ], m: Map(1) { 'k' => null } } text undefined",
        'one is 1',
        'tensor([[1.0000, 2.0000],',
        '        [3.0000, 4.5000]])',
        'Linear(in_features=2, out_features=1, bias=True)',
        'outer',
        '  inner',
        'Assertion failed: no more',
      ]);
    });

    it('may come from every entry of the package, imported in any way', async () => {
      const printed = await visit.run(`
        import * as rl from 'rushlight';
        import { Linear } from 'rushlight/nn';
        import { SGD as Descent } from 'rushlight/optim';
        import { crossEntropy } from 'rushlight/functional'; export { nn } from 'rushlight';
        const { toOnnx } = await import('rushlight/onnx');
        console.log(rl.nn.Linear === Linear, rl.F.crossEntropy === crossEntropy, rl.optim.SGD === Descent, typeof toOnnx);`);
      expect(printed.trim()).toBe('true true true function');
    });

    it('ends with its last line, however much there was', async () => {
      const printed = await visit.run(`for (let i = 0; i < 100_000; i++) console.log(i); console.log('the last');`);
      expect(lastLine(printed)).toBe('the last');
      expect(printed).toMatch(/… \d+,\d+ more lines at once, which are not shown/);
    });

    it('is cut where it is too much, and the page goes on', async () => {
      await visit.give(`for (let i = 0; ; i++) console.log('line', i);`);
      await visit.click('Run');
      await visit.prints('more lines at once, which are not shown');
      await visit.click('Stop');
      await visit.says(/^Stopped after/);
      expect(await visit.page.locator('#printed > *').count()).toBeLessThanOrEqual(1000);
    });
  });

  describe('an endless loop', () => {
    it('is stopped, and the next program runs', async () => {
      await visit.give(`console.log('begun'); while (true);`);
      await visit.click('Run');
      await visit.prints('begun');
      await visit.says(/^Running/);
      await visit.click('Stop');
      await visit.says(/^Stopped after/);
      expect(await visit.page.isDisabled('#stop')).toBe(true);
      expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe('run');
      expect(await visit.run(`console.log('again')`)).toBe('again');
    });

    it('makes way for another run too', async () => {
      await visit.give(`console.log('begun'); while (true);`);
      await visit.click('Run');
      await visit.prints('begun');
      expect(await visit.run(`console.log('the next')`)).toBe('the next');
    });
  });

  describe('an error', () => {
    it.each([
      [
        'of the library, behind types and imports on its line',
        `interface Shape {\n  rows: number;\n}\nimport { F, tensor } from 'rushlight'; function step<T>(s: Shape, t?: T): void { F.crossEntropy(tensor([[1, 2]]), tensor(Int32Array.of(s.rows))); }\nstep<string>({ rows: 7 } satisfies Shape);`,
        4,
        'crossEntropy',
        'Uncaught RangeError: crossEntropy: expected target in [0, 2), got 7',
      ],
      ['of the program', `const box: { a?: number } | null = null;\n\nconsole.log(box!.a);`, 3, 'a', 'Uncaught TypeError'],
      ['after a pause', `await null;\nconst a = 1;\nthrow new Error('late');`, 3, 'new', 'Uncaught Error: late'],
      [
        'in a timer',
        `type A = string;\nsetTimeout(() => {\n  throw new RangeError('timed');\n});`,
        3,
        'new',
        'Uncaught RangeError: timed',
      ],
      [
        'that nobody catches',
        `const a = 1;\nPromise.reject(new Error('unheard'));`,
        2,
        'new',
        'Unhandled rejection: Error: unheard',
      ],
      ['of too deep a call', `const down = (n: number): number => 1 + down(n);\ndown(0);`, 1, /./, 'Uncaught RangeError'],
      ['of syntax', `const a = 1;\n\nconst b = ;\n`, 3, ';', 'SyntaxError: Unexpected token'],
      ['of syntax in types', `let a: = 3;`, 1, '=', 'SyntaxError: Unexpected token'],
      [
        'of a name given twice',
        `interface A {\n}\nlet a: number = 1;\nlet a: number = 2;`,
        4,
        'a',
        "SyntaxError: Identifier 'a' has already",
      ],
      [
        'of a wrong name',
        `import {\n  crossEntrpy,\n} from 'rushlight/functional';`,
        2,
        'crossEntrpy',
        "SyntaxError: 'rushlight/functional' has no export named 'crossEntrpy'",
      ],
      [
        'of an unknown module',
        `import 'rushlight';\nimport fs from 'node:fs';`,
        2,
        "'",
        "SyntaxError: cannot import 'node:fs' here: expected one of 'rushlight', ",
      ],
    ])('%s is shown at its line', async (_, program, line, word, message) => {
      await visit.give(program);
      await visit.click('Run');
      await visit.says(new RegExp(`^Failed at line ${line} after`));
      const [text, underlined] = await visit.marked();
      expect(text).toBe(program.split('\n')[line - 1]);
      expect(underlined).toEqual(typeof word === 'string' ? word : expect.stringMatching(word));
      expect(await visit.page.textContent('.fault-message')).toContain(message);
      expect(await visit.prints(`line ${line}`)).toContain(message);
      expect(await visit.page.textContent('#spoken')).toContain(message);
    });

    it('leads to its line by a button, and goes when the line is edited', async () => {
      await visit.run(`const a = 1;\nif (a > 0) throw new Error('here');`);
      await visit.page.getByRole('button', { name: 'line 2' }).click();
      await visit.page.keyboard.type('1');
      await visit.page.waitForSelector('.fault-line', { state: 'detached' });
      expect(await visit.page.textContent('.cm-line >> nth=1')).toContain('throw 1new Error');
    });

    it('without a place is shown all the same', async () => {
      expect(await visit.run(`throw { code: 7 };`)).toContain('Uncaught { code: 7 }');
    });
  });

  describe('the types', () => {
    it('offer the library’s names', async () => {
      await visit.give(`import { F } from 'rushlight';\nF.cross`);
      await visit.understands();
      await visit.toEnd();
      await visit.page.keyboard.press('Control+Space');
      await visit.page.waitForSelector('.cm-tooltip-autocomplete');
      expect(await visit.page.locator('.cm-completionLabel').allInnerTexts()).toContain('crossEntropy');
      await visit.page.keyboard.press('Escape');
    });

    it('say what a name is, with its documentation', async () => {
      await visit.give(`import { F } from 'rushlight';\nF.crossEntropy();\n`);
      await visit.page.getByText('crossEntropy', { exact: true }).hover();
      await visit.page.waitForSelector('.hover p');
      expect(await visit.page.textContent('.hover code')).toContain('crossEntropy(input: Tensor, target: Tensor');
      expect(await visit.page.textContent('.hover p')).toMatch(/torch|loss/i);
      await visit.page.mouse.move(0, 0);
    });

    it.each(EXAMPLES)('have nothing against %s, and show an error at its line', async (id) => {
      const program = `${source(id)}\nconst mistaken: number = 'text';`;
      await visit.give(program);
      await visit.toEnd();
      await visit.page.waitForSelector('.cm-lintRange-error');
      expect(await visit.page.locator('.cm-lintRange-error').allInnerTexts()).toEqual(['mistaken']);
      // the markers of all lines that are drawn
      expect(await visit.page.locator('.cm-lint-marker').count()).toBe(1);
    });
  });

  describe('a link of a program', () => {
    it('opens it elsewhere, and does not run it', async () => {
      const program = `console.log('shared “ü”');\n`;
      await visit.give('');
      await visit.page.focus('.cm-content');
      await visit.page.keyboard.insertText(program);
      await visit.click('Copy link');
      await visit.says(/^The link is (copied|in the address bar)\. It holds the whole program\.$/);
      const { hash } = new URL(visit.page.url());
      const other = await Playground.open(browser, site.url, hash);
      await other.says(/^This program came with the link\. Read it before you run it\.$/);
      expect(await other.page.textContent('.cm-line >> nth=0')).toBe(program.trim());
      expect(await other.printed()).toBe('');
      await other.page.keyboard.press('Control+Enter');
      await other.prints('shared “ü”');
      expect(other.errors).toEqual([]);
      await other.close();
    });

    it('that is damaged says so', async () => {
      const other = await Playground.open(browser, site.url, `#${(await pack(source('words'))).slice(0, -9)}`);
      await other.says(/^This link is damaged: /);
      expect(await other.page.inputValue('#example')).toBe('spirals');
      expect(other.errors).toEqual([]);
      await other.close();
    });
  });

  it('has an editor that Tab indents in, and that Escape and Tab leave', async () => {
    await visit.give('a');
    await visit.page.focus('.cm-content');
    await visit.page.keyboard.press('Tab');
    expect(await visit.page.textContent('.cm-line')).toBe('  a');
    await visit.page.keyboard.press('Escape');
    await visit.page.keyboard.press('Tab');
    expect(await visit.page.evaluate(() => document.activeElement?.closest('#editor'))).toBeNull();
  });

  it('had nothing to complain of', () => {
    expect(visit.errors).toEqual([]);
  });

  it('lets a program reach no other site', async () => {
    const other = await Playground.open(browser, site.url, '');
    const printed = await other.run(`
      const refused = new Promise((resolve) => addEventListener('securitypolicyviolation', resolve));
      await fetch('https://elsewhere.invalid/').catch(() => {});
      console.log('refused by', (await refused).effectiveDirective);`);
    expect(printed).toBe('refused by connect-src');
    await other.close();
  });

  describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
    it.each([390, 1280])('fits %i pixels of width, and anyone can use it', async (width) => {
      const page = await Playground.open(browser, site.url, '#example=spirals', {
        colorScheme,
        viewport: { width, height: 844 },
      });
      const check = async (): Promise<void> => {
        expect(await page.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        const violations = await page.page.evaluate(
          `${axe.source}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`,
        );
        expect(violations).toEqual([]);
      };
      await check();
      await page.click('Run');
      await page.says(/^Done in/);
      await check();
      await page.run(
        `console.warn('careful ${'x'.repeat(500)}');\nconst f = (): never => { throw new Error('${'long '.repeat(50)}'); };\nf();`,
      );
      await page.understands();
      await check();
      const [editor, output] = [
        await page.page.locator('#editor').boundingBox(),
        await page.page.locator('.sheet').boundingBox(),
      ];
      if (width < 600) expect(output!.y).toBeGreaterThan(editor!.y + editor!.height);
      else expect(output!.x).toBeGreaterThan(editor!.x + editor!.width);
      expect(page.errors).toEqual([]);
      await page.close();
    });
  });
}
