// The build: kernels, modules, one file for Node and one for pages. It is made in a folder of its own, which then takes the place
// of dist: one that is killed, or fails, leaves the dist of before. With `--once` it does nothing, and says nothing, if the
// sources are those that dist was built of.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['src', 'bindings', 'assembly', 'scripts', 'package.json', 'package-lock.json', 'asconfig.json'];
const CONFIGS = ['tsconfig.json', 'tsconfig.build.json'];
/** What the build itself writes among the sources. */
const GENERATED = join('bindings', 'wasm');
const STAMP = 'build/dist.stamp';
const OLD = 'build/dist-old';

function* filesIn(path) {
  if (path === GENERATED) return;
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).sort()) yield* filesIn(join(path, name));
}

function hashOfSources() {
  const hash = createHash('sha256').update(process.version);
  for (const path of [...SOURCES, ...CONFIGS].flatMap((source) => [...filesIn(source)])) {
    const bytes = readFileSync(path);
    hash.update(`${path} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

const isThere = () => existsSync('dist/src/index.js') && existsSync('dist/node/index.js');

/** Runs a step of the build; with `--once`, what it prints is shown if it fails. */
function step(quiet, ...command) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
  });
  if (status === 0) return;
  if (quiet) console.error(`${stdout}${stderr}`);
  console.error(`build: expected ${command[0]} to succeed, got exit code ${status}`);
  process.exit(1);
}

/** Removes what builds that were killed have left. */
function removeAbandoned() {
  for (const name of readdirSync('build')) {
    const [, pid] = /^dist-(\d+)$/.exec(name) ?? [];
    if (pid === undefined) continue;
    try {
      process.kill(Number(pid), 0);
    } catch {
      rmSync(join('build', name), { recursive: true, force: true });
    }
  }
}

mkdirSync('build', { recursive: true });
// a build was killed between its last two steps
if (!existsSync('dist') && existsSync(OLD)) renameSync(OLD, 'dist');

const once = process.argv.includes('--once');
const hash = hashOfSources();
if (!once || !isThere() || !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== hash) {
  if (once) console.log('building the library, since its sources have changed …');
  removeAbandoned();
  const folder = `build/dist-${process.pid}`;
  step(once, 'scripts/embed.mjs');
  step(once, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', folder);
  step(once, 'scripts/embed.mjs', '--copy', folder);
  step(once, 'scripts/bundle.mjs', folder);
  rmSync(STAMP, { force: true });
  rmSync(OLD, { recursive: true, force: true });
  if (existsSync('dist')) renameSync('dist', OLD);
  renameSync(folder, 'dist');
  writeFileSync(STAMP, hash);
  rmSync(OLD, { recursive: true, force: true });
}
