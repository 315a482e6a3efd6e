// A new reader's way, from a clone to a model of their own data, by the commands and programs that the pages show. The seconds of
// each step are printed. What takes long is here already: the installed packages stand for what `npm ci` brings, and the built package
// for what the first command builds, if it is built of the same sources.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { loadSafetensors, memory, scope } from '../../src/index.ts';
import { flowers } from '../support/flowers.ts';
import { codeBlocks } from '../support/markdown.ts';
import { pattern, programsOf } from '../support/programs.ts';

const { tarball } = inject('packed');
const folder = mkdtempSync(join(tmpdir(), 'rushlight-reader-'));
const clone = join(folder, 'clone');
const own = join(folder, 'own');
const spent: string[] = [];

/** Runs a command as a reader types it, and gives what it prints. */
function type(command: string, cwd: string): string {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(command, { cwd, encoding: 'utf8', shell: true });
  spent.push(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${command}`);
  expect([status, stderr], command).toEqual([0, '']);
  return stdout;
}

/** The README's commands, without what it says of them. */
const commands = codeBlocks('README.md', 'sh')
  .flatMap((block) => block.trim().split('\n'))
  .map((line) => line.replace(/\s+#.*/, ''));
const [train, predict] = programsOf('docs/own-data.md');

beforeAll(() => {
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1e8 });
  for (const path of stdout.split('\0').filter((path) => path !== '' && existsSync(path))) {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    cpSync(path, join(clone, path));
  }
  for (const path of ['dist', 'build/dist.stamp']) cpSync(path, join(clone, path), { recursive: true });
  mkdirSync(own);
  writeFileSync(join(own, 'package.json'), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(own, 'flowers.csv'), flowers());
});
afterAll(() => {
  console.log(`A new reader, without npm ci and the build:\n${spent.join('\n')}`);
  rmSync(folder, { recursive: true });
  expect(memory().liveBytes).toBe(0);
});

it('every command of the README is there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const steps = commands.flatMap((command) => command.split(' && '));
  for (const step of steps.filter((each) => !/^npm (ci|install rushlight)$/.test(each))) {
    const [, name] = /^npm (?:run )?([\w:]+)$/.exec(step) ?? [];
    expect(Object.keys(scripts), step).toContain(name);
  }
  expect(steps).toContain('npm install rushlight');
});

describe('a clone', () => {
  const start = commands.find((command) => command.endsWith('npm start'));

  it('is installed and started by one line', () => {
    expect(start).toBe('npm ci && npm start');
    expect(existsSync(join(clone, 'package-lock.json'))).toBe(true);
    symlinkSync(resolve('node_modules'), join(clone, 'node_modules'));
  });

  it('trains, tells the held-out accuracy, and leaves a model and its curve', () => {
    const printed = type('npm start -- --epochs 1', clone);
    expect(Number(/^held-out accuracy (\S+)% on 2000 digits$/m.exec(printed)?.[1])).toBeGreaterThan(90);
    const [, model, curve] = /^saved (\S+) and (\S+)$/m.exec(printed)!;
    expect(scope(() => Object.keys(loadSafetensors(readFileSync(join(clone, model!))).tensors))).toContain('0.weight');
    expect(readFileSync(join(clone, curve!), 'utf8')).toMatch(/^<svg /);
  });

  it('lists its flags', () => {
    expect(readFileSync('README.md', 'utf8')).toContain('`npm start -- --help` lists its flags');
    expect(type('npm start -- --help', clone)).toContain('--epochs');
  });
});

describe('a project of their own', () => {
  it('installs the package', () => {
    type(`npm install ${tarball} --offline --no-audit --no-fund`, own);
    expect(existsSync(join(own, 'node_modules/rushlight/package.json'))).toBe(true);
  });

  it.each([
    ['trains on own data', 'train', train!],
    ['predicts in another program', 'predict', predict!],
  ])('%s', (_, name, program) => {
    writeFileSync(join(own, `${name}.mjs`), transformSync(program.code, { loader: 'ts', target: 'es2022' }).code);
    const lines = type(`node ${name}.mjs`, own).trimEnd().split('\n');
    expect(program.prints.length).toBeGreaterThan(0);
    expect(lines).toHaveLength(program.prints.length);
    for (const [i, line] of program.prints.entries()) expect(lines[i]).toMatch(pattern(line));
    expect(existsSync(join(own, 'flowers.safetensors'))).toBe(true);
  });
});
