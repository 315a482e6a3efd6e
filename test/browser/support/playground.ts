// The playground: built, and open in a browser.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { pack } from '../../../examples/playground/view/link.ts';
import { filesIn, serve } from './server.ts';

/** Where the page lies on its server: it must not ask for the root. */
const FOLDER = '/some/folder/';

/** Milliseconds, enough for a busy machine. */
const PATIENCE = 120_000;

/** Its packages are its own. */
export const isInstalled: boolean = existsSync('examples/playground/node_modules/typescript');

/** Builds the page into a folder of its own. */
export async function buildPlayground(): Promise<string> {
  execFileSync(process.execPath, ['examples/run.mjs', 'playground/prepare']);
  const outDir = mkdtempSync(join(tmpdir(), 'rushlight-playground-'));
  await build({ configFile: 'examples/playground/vite.config.ts', logLevel: 'error', build: { outDir } });
  return outDir;
}

/** Serves the built page as a plain server of files does, with the policy that the page says it needs. */
export async function servePlayground(outDir: string): Promise<{ url: string; close(): Promise<unknown> }> {
  const files = new Map(filesIn(outDir).map(([path, bytes]) => [FOLDER + path.slice(1), bytes]));
  const { origin, close } = await serve(files.set(FOLDER, files.get(`${FOLDER}index.html`)!), { scripts: 'blob:' });
  return { url: origin + FOLDER, close };
}

export class Playground {
  readonly page: Page;
  /** What went wrong in the page, or was printed as an error. */
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', ({ message }) => this.errors.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /** Opens the page at a fragment. */
  static async open(browser: Browser, url: string, fragment: string, options: BrowserContextOptions = {}): Promise<Playground> {
    const playground = new Playground(await browser.newPage(options));
    await playground.page.goto(url + fragment);
    await playground.page.waitForSelector('html[data-phase="idle"]', { state: 'attached' });
    return playground;
  }

  close(): Promise<void> {
    return this.page.close();
  }

  /** Opens another program, as a link does. */
  async give(program: string): Promise<void> {
    const fragment = await pack(program);
    await this.page.evaluate((next) => {
      location.hash = next;
    }, fragment);
    await this.page.waitForFunction(
      ([text]) => document.querySelector('#status')?.textContent?.includes(text as string),
      ['came with the link'],
    );
  }

  click(name: string): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Waits until the status matches. */
  async says(words: RegExp): Promise<void> {
    await this.page.waitForFunction(
      ([source]) => new RegExp(source as string).test(document.querySelector('#status')?.textContent ?? ''),
      [words.source],
    );
    await this.drawn();
  }

  /** Waits for what is shown with the next frame: what was printed and drawn. */
  async drawn(): Promise<void> {
    await this.page.evaluate(() => new Promise(requestAnimationFrame));
  }

  /** Waits until this was printed; all that was. */
  async prints(words: string): Promise<string> {
    await this.page.waitForFunction((text) => document.querySelector('#printed')?.textContent?.includes(text), words);
    await this.drawn();
    return this.printed();
  }

  async printed(): Promise<string> {
    return (await this.page.locator('#printed > *').allTextContents()).join('\n');
  }

  /** Runs a program to its end, or to its failure. */
  async run(program: string): Promise<string> {
    await this.give(program);
    await this.click('Run');
    await this.says(/^(Done|Failed)/);
    await this.page.waitForSelector('html[data-phase="ended"]', { state: 'attached' });
    return this.printed();
  }

  /** The line that is marked as failed, and the word that is underlined there. */
  async marked(): Promise<[line: string, word: string]> {
    await this.page.waitForSelector('.fault-line');
    const place = this.page.locator('.fault-place');
    return [(await this.page.textContent('.fault-line')) ?? '', (await place.allTextContents())[0] ?? ''];
  }

  /** Waits for the types. */
  async understands(): Promise<void> {
    await this.page.waitForSelector('html[data-types="ready"]', { state: 'attached' });
  }

  /** Puts the cursor behind everything. */
  async toEnd(): Promise<void> {
    await this.page.focus('.cm-content');
    await this.page.keyboard.press('Control+End');
  }
}
