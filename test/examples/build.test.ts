// The build: once for the same sources, and whole or not at all. Its steps are stand-ins here, that copy the sources; the true ones
// make the package that the other tests use.
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** Copies the source; the word 'wrong' in it is an error, and 'slow' takes for ever. */
const TSC = `const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const out = process.argv[process.argv.indexOf('--outDir') + 1];
const source = readFileSync('src/index.ts', 'utf8');
mkdirSync(out + '/src', { recursive: true });
writeFileSync(out + '/src/index.js', source);
appendFileSync('build/log', 'built ');
if (source.includes('wrong')) { console.log('src/index.ts: this is wrong'); process.exitCode = 2; }
if (source.includes('slow')) setInterval(() => {}, 1000);`;
const BUNDLE = `import { cpSync } from 'node:fs';
cpSync(process.argv[2] + '/src', process.argv[2] + '/node', { recursive: true });`;

let project: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
};
const built = (): string => readFileSync(join(project, 'dist/node/index.js'), 'utf8');
const times = (): number => readFileSync(join(project, 'build/log'), 'utf8').trim().split(' ').length;
const leftovers = (): string[] => readdirSync(join(project, 'build')).filter((name) => name.startsWith('dist-'));

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'rushlight-build-'));
  const config = ['package.json', 'package-lock.json', 'asconfig.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const path of config) write(path, '{}');
  for (const path of ['assembly/a.ts', 'bindings/b.ts', 'bindings/wasm/made.ts', 'scripts/embed.mjs']) write(path, '');
  write('src/index.ts', 'one');
  write('scripts/bundle.mjs', BUNDLE);
  write('node_modules/typescript/bin/tsc', TSC);
  cpSync('scripts/build.mjs', join(project, 'scripts/build.mjs'));
});
afterEach(() => rmSync(project, { recursive: true }));

const build = (...flags: string[]) =>
  spawnSync(process.execPath, ['scripts/build.mjs', ...flags], { cwd: project, encoding: 'utf8' });
const NOTHING = { status: 0, stdout: '', stderr: '' };
const BUILT = { status: 0, stdout: 'building the library, since its sources have changed …\n', stderr: '' };

it('builds once, quietly, and again when anything that it is built of has changed', () => {
  expect(build('--once')).toMatchObject(BUILT);
  expect(built()).toBe('one');
  expect(build('--once')).toMatchObject(NOTHING);
  // what the build writes itself
  write('bindings/wasm/made.ts', 'anew');
  expect(build('--once')).toMatchObject(NOTHING);
  for (const path of ['src/more.ts', 'bindings/b.ts', 'assembly/a.ts', 'scripts/more.mjs', 'tsconfig.json']) {
    write(path, '{ }');
    expect(build('--once'), path).toMatchObject(BUILT);
    expect(build('--once'), path).toMatchObject(NOTHING);
  }
  rmSync(join(project, 'dist'), { recursive: true });
  expect(build('--once')).toMatchObject(BUILT);
  expect(times()).toBe(7);
  expect(build().status).toBe(0);
  expect(times()).toBe(8);
  expect(leftovers()).toEqual([]);
});

it('leaves what was there when it fails, and says why', () => {
  build();
  write('src/index.ts', 'wrong');
  const { status, stderr } = build('--once');
  expect(status).toBe(1);
  expect(stderr).toContain('src/index.ts: this is wrong');
  expect(stderr).toContain('build: expected node_modules/typescript/bin/tsc to succeed, got exit code 2');
  expect(built()).toBe('one');
  write('src/index.ts', 'two');
  expect(build('--once')).toMatchObject(BUILT);
  expect(built()).toBe('two');
});

it('leaves what was there when it is killed in its midst', async () => {
  build();
  write('src/index.ts', 'slow');
  const child = spawn(process.execPath, ['scripts/build.mjs'], { cwd: project, stdio: 'ignore', detached: true });
  await expect.poll(() => existsSync(join(project, `build/dist-${child.pid}/src/index.js`)), { timeout: 60_000 }).toBe(true);
  // with what it has started
  process.kill(-child.pid!, 'SIGKILL');
  await new Promise((resolve) => child.on('close', resolve));
  expect(built()).toBe('one');
  write('src/index.ts', 'two');
  expect(build('--once')).toMatchObject(BUILT);
  expect(built()).toBe('two');
  expect(leftovers()).toEqual([]);
});

it('puts back what was there when it was killed while the two changed places', () => {
  build();
  renameSync(join(project, 'dist'), join(project, 'build/dist-old'));
  expect(build('--once')).toMatchObject(NOTHING);
  expect(built()).toBe('one');
});
