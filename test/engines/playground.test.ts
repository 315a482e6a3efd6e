// The playground as the site has it, in each engine: its programs run, errors are at their lines, and nothing gets stuck.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pack } from '../../examples/playground/view/link.ts';
import { PATIENCE } from '../browser/support/demo.ts';
import { servePlayground } from '../browser/support/playground.ts';
import { buildSite, missing } from '../browser/support/site.ts';
import { leftOut } from '../package/absent.ts';
import { type Engine, engine, isThere, launch, withoutEngine } from './support/engine.ts';

if (!isThere) withoutEngine('the playground');
else if (missing.length > 0) leftOut(`the playground did not run in ${engine}: ${missing.join('; ')}`);
else {
  describe('the playground', () => {
    let browser: Engine;
    let site: Awaited<ReturnType<typeof servePlayground>>;
    let visits = 0;

    const text = (selector: string): Promise<unknown> =>
      browser.evaluate(`document.querySelector(${JSON.stringify(selector)})?.textContent`);
    const click = (id: string): Promise<unknown> => browser.evaluate(`document.getElementById('${id}').click()`);
    const soon = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: PATIENCE, interval: 100 });
    const says = (words: RegExp): Promise<void> => soon(() => text('#status')).toMatch(words);
    const printed = async (): Promise<string[]> =>
      (await browser.evaluate(
        `[...document.querySelectorAll('#printed > *')].map((found) => found.textContent.trim())`,
      )) as string[];

    /** Loads the page anew, at a fragment. */
    async function open(fragment: string): Promise<void> {
      await browser.open(`${site.url}?${++visits}${fragment}`);
      await soon(() => browser.evaluate('document.documentElement.dataset.phase')).toBe('idle');
    }
    /** Runs another program, which comes as a link does. */
    async function run(program: string): Promise<void> {
      await browser.evaluate(`void (location.hash = '${await pack(program)}')`);
      await says(/came with the link/);
      await click('run');
    }

    beforeAll(async () => {
      buildSite();
      site = await servePlayground('out/site/playground');
      browser = await launch({ sharedMemory: false });
    }, 900_000);
    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });

    it('opens with a program', async () => {
      await open('');
      expect(await text('h1')).toContain('playground');
      expect(await text('#status')).toBe('Ready.');
      expect(await text('.cm-content')).toContain('rushlight');
    });

    it('runs the tutorial to its end', async () => {
      await open('#example=cross-entropy');
      await click('run');
      await says(/^Done in/);
      // what is printed and drawn comes with the next frame
      await soon(async () => (await printed()).at(-1)).toMatch(/^[5-9]\d % learnt by heart, 33 % by chance$/);
      expect((await printed()).find((line) => line.startsWith('epoch 20:'))).toMatch(/^epoch 20: mean loss [01]\.\d{4}$/);
      await soon(() => browser.evaluate(`document.querySelectorAll('#drawings figure').length`)).toBe(1);
    });

    it.each([
      [
        'of the library',
        `import { F, tensor } from 'rushlight';\ninterface Shape {\n  rows: number;\n}\nconst shape: Shape = { rows: 7 };\nF.crossEntropy(tensor([[1, 2]]), tensor(Int32Array.of(shape.rows)));`,
        6,
        'RangeError: crossEntropy: expected target in [0, 2), got 7',
      ],
      ['of the program', `const box: { a?: number } | null = null;\n\nconsole.log(box!.a);`, 3, 'TypeError'],
      ['after a pause', `await null;\nconst a = 1;\nthrow new Error('late');`, 3, 'Error: late'],
      ['of syntax', `const a = 1;\n\nconst b = ;\n`, 3, 'SyntaxError: Unexpected token'],
    ])('shows an error %s at its line', async (_, program, line, message) => {
      await run(program);
      await says(new RegExp(`^Failed at line ${line} after`));
      await soon(() => text('.fault-line')).toBe(program.split('\n')[line - 1]);
      await soon(() => text('.fault-message')).toContain(message);
    });

    it('stops an endless loop, and runs the next program', async () => {
      await run(`console.log('begun'); while (true);`);
      await soon(printed).toEqual(['begun']);
      await says(/^Running/);
      await click('stop');
      await says(/^Stopped after/);
      expect(await browser.evaluate(`document.getElementById('stop').disabled`)).toBe(true);
      await run(`import { tensor } from 'rushlight';\nconsole.log(tensor([1, 2]).sum().item());`);
      await says(/^Done in/);
      await soon(printed).toEqual(['3']);
    });

    it('makes a link of its program, which opens elsewhere and does not run by itself', async () => {
      const program = `console.log('shared “ü”');`;
      await run(program);
      await says(/^Done in/);
      await open('#example=words');
      await browser.evaluate(`void (location.hash = '${await pack(program)}')`);
      await says(/came with the link/);
      await click('share');
      await says(/^The link is (copied|in the address bar)\. It holds the whole program\.$/);
      const hash = (await browser.evaluate('location.hash')) as string;
      await open(hash);
      await says(/^This program came with the link\. Read it before you run it\.$/);
      expect(await text('.cm-line')).toBe(program);
      expect(await printed()).toEqual([]);
      await click('run');
      await soon(printed).toEqual(['shared “ü”']);
    });
  });
}
