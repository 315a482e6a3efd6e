// The programs of all pages, run as they stand on the installed package, and held to its types; and the links between the pages.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from 'esbuild';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { nestedRequire } from '../../examples/support/nested.ts';
import { flowers } from '../support/flowers.ts';
import { type Program, pages, pattern, programsOf } from '../support/programs.ts';

const { consumer } = inject('packed');
const programs = pages.flatMap(programsOf);

/** How many blocks are not run by Node as they stand, and why. */
const LEFT_OUT = { html: 3, tsx: 1, 'a page and its worker': 2 };

/** A folder for the programs of a page, below the one that `rushlight` is installed in. */
const folderOf = (page: string): string => join(consumer, 'pages', page.replaceAll(/\W/g, '-'));

/** Writes the program that stands at a place. */
function write({ page, line }: Program, extension: string, code: string): string {
  const file = join(folderOf(page), `line-${line}.${extension}`);
  writeFileSync(file, code);
  return file;
}

beforeAll(() => {
  for (const page of pages) {
    mkdirSync(folderOf(page), { recursive: true });
    writeFileSync(join(folderOf(page), 'flowers.csv'), flowers());
    copyFileSync('node_modules/vega-datasets/data/weather.csv', join(folderOf(page), 'weather.csv'));
  }
  // what a page tells its reader to install
  const papaparse = dirname(nestedRequire('csv').resolve('papaparse/package.json'));
  cpSync(papaparse, join(consumer, 'node_modules/papaparse'), { recursive: true });
});

/** Blocks that Node does not run, by why; those in Chromium are run by test/browser. */
const elsewhere = programs.filter(({ language, reason }) => reason !== undefined || language === 'tsx' || language === 'html');
const own = programs.filter((program) => !elsewhere.includes(program));

it('leaves out as many programs as it says', () => {
  const counts: Record<string, number> = {};
  for (const { language, reason = language } of elsewhere) counts[reason] = (counts[reason] ?? 0) + 1;
  expect(counts).toEqual(LEFT_OUT);
});

it('the README fits on a few screens', () => {
  expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThanOrEqual(121);
});

/** What each program printed, line by line. */
const printed = new Map<Program, string[]>();

describe('every program runs', () => {
  it.each(own.map((program) => [`${program.page}:${program.line}`, program] as const))('%s', (_, program) => {
    const file = write(program, 'mjs', transformSync(program.code, { loader: 'ts', target: 'es2022' }).code);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], { cwd: folderOf(program.page), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const lines = stdout.trimEnd().split('\n');
    printed.set(program, lines);
    if (program.prints.length === 0) return;
    expect(lines).toHaveLength(program.prints.length);
    for (const [i, line] of program.prints.entries()) expect(lines[i]!.trimEnd()).toMatch(pattern(line));
  });
});

describe('what the pages leave to the reader to see', () => {
  const linesOf = (page: string, word: string): string[] =>
    printed.get(own.find((program) => program.page === page && program.code.includes(word))!)!;

  it("is the README's losses", () => {
    const losses = linesOf('README.md', 'CrossEntropyLoss').map(Number);
    expect(losses).toHaveLength(10);
    expect(losses.every((loss) => loss > 0.5 && loss < 2)).toBe(true);
  });

  it('is its accuracy and its prediction', () => {
    const [accuracy, name] = linesOf('README.md', 'flowers.csv');
    expect(Number(accuracy)).toBeGreaterThan(0.9);
    expect(name).toBe('versicolor');
  });

  it('is how a training of the guide ends', () =>
    expect(linesOf('docs/guide.md', 'earlyStopping').join()).toMatch(/^(finished|earlyStopping) \d\.\d+$/));

  it('is where one goes on from a store', () => expect(linesOf('docs/guide.md', 'fileStore')).toEqual(['10 9']));
});

it('the worker of the guide trains for its page', () => {
  const [worker, page] = programs.filter(({ reason }) => reason === 'a page and its worker') as [Program, Program];
  const script = (name: string, code: string): string => {
    const file = join(folderOf(page.page), name);
    writeFileSync(file, transformSync(code, { loader: 'ts', target: 'es2022' }).code);
    return file;
  };
  script('train.mjs', worker.code);
  const code = page.code.replace("./train.ts', import", "./train.mjs', import");
  const file = script('page.mjs', `import { Worker } from 'node:worker_threads';\n${code}\ntrainer.close();`);
  const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(201);
  expect(lines.at(-1)).toMatch(/^finished Float32Array\(2\) \[ 0\.[01]/);
});

it('every program keeps to the types', () => {
  const typed = own.filter(({ language }) => language === 'ts');
  // a program without exports is a module as well
  const files = typed.map((program) => write(program, 'mts', `${program.code}export {};\n`));
  const compilerOptions = {
    ...{ target: 'es2022', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true },
    ...{
      lib: ['es2023', 'esnext.disposable', 'dom', 'dom.iterable'],
      types: ['node'],
      typeRoots: [resolve('node_modules/@types')],
    },
  };
  const config = join(consumer, 'pages/tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const { stdout } = spawnSync(resolve('node_modules/.bin/tsc'), ['-p', config], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

describe('what they leave', () => {
  const left = (page: string, folder: string): string[] => readdirSync(join(folderOf(page), folder)).sort();

  it('is a model', () => expect(left('README.md', '.')).toContain('flowers.safetensors'));
  it('is the last checkpoints', () =>
    expect(left('docs/guide.md', 'checkpoints')).toEqual(['06', '08', '10'].map((n) => `rl-epoch-0000${n}.1`)));
  it('is a project', () =>
    expect(left('docs/beyond-one-machine.md', 'job')).toEqual(
      ['model.py', 'train.py', 'state.py', 'checkpoint.safetensors', 'data.safetensors'].sort(),
    ));
});

describe('every link leads somewhere', () => {
  const linked = [
    'README.md',
    'AGENTS.md',
    'llms.txt',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
    'examples/README.md',
  ].concat(
    readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !/node_modules|^build|^\.vitepress/.test(name))
      .map((name) => join('docs', name)),
  );
  /** A heading's anchor, as GitHub makes it. */
  const anchors = (page: string): string[] =>
    [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text]) =>
      (text as string)
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );

  it.each(linked)('%s', (page) => {
    for (const [, target] of readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)]*)\)/g)) {
      const [file, anchor] = (target as string).split('#') as [string, string?];
      const path = file === '' ? page : join(dirname(page), file);
      expect(existsSync(path), target).toBe(true);
      if (anchor !== undefined) expect(anchors(path), target).toContain(anchor);
    }
  });
});
