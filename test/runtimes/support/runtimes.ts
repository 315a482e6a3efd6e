// The runtimes of the nested package, where they are installed.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe } from 'vitest';
import { leftOut } from '../../package/absent.ts';

const MODULES = resolve('test/runtimes/node_modules');

/** A program that runs a script: its path, and what comes before the script. */
export interface Runtime {
  path: string;
  args: readonly string[];
}

/** The Nodes, by their major version. */
export const NODES: Record<string, Runtime> = Object.fromEntries(
  ['22', '24', '26'].map((major) => [major, { path: join(MODULES, `node${major}/bin/node`), args: ['--no-warnings'] }]),
);

export const DENO: Runtime = { path: join(MODULES, '.bin/deno'), args: ['run', '--allow-all', '--quiet'] };

export const BUN: Runtime = { path: join(MODULES, '.bin/bun'), args: ['run'] };

/** The Node that runs these tests, with the level that Node 20 has behind a flag. */
export const HERE: Runtime = { path: process.execPath, args: ['--no-warnings', '--experimental-wasm-relaxed-simd'] };

/** What the script printed. @throws if it fails */
export async function runIn({ path, args }: Runtime, script: readonly string[], cwd: string, env = {}): Promise<string> {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
  const { stdout } = await promisify(execFile)(path, [...args, ...script], options);
  return stdout;
}

/** A runtime's tests where `path` is there, and word of their absence where it is not. */
export function describeWith(name: string, path: string, tests: () => void): void {
  if (existsSync(path)) describe(name, tests);
  else leftOut(`no ${name} at ${path}: its tests did not run; install it with \`npm ci --prefix test/runtimes\``);
}
