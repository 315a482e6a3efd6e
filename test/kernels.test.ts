// Every export of the kernels has a caller, and a job has room for the arguments of those that are shared out.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COSTS } from '../bindings/costs.ts';
import { ARGUMENTS } from '../bindings/worker.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/** What the tables of costs and outputs say of a kernel is no call of it. */
const TABLES = ['bindings/costs.ts', 'bindings/repeatable.ts'];
const code = ['src', 'bindings']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
  .filter((path) => path.endsWith('.ts') && !path.startsWith('bindings/wasm') && !TABLES.includes(path))
  .map((path) => withoutComments(read(path)))
  .join('\n');

/** The exports of a part, with the number of their parameters; 0 for a number. */
function exportsOf(part: string): Map<string, number> {
  const types = withoutComments(read(`bindings/wasm/kernels${part}.ts`));
  const found = types.matchAll(/^ {2}(?:readonly )?(\w+)(?:: |\((.*?)\))/gm);
  return new Map([...found].map(([, name, parameters]) => [name!, parameters ? parameters.split(',').length : 0]));
}

const parts = { core: exportsOf(''), rare: exportsOf('-rare'), extra: exportsOf('-extra'), recurrent: exportsOf('-recurrent') };
const borrowed = [...read('assembly/lib/borrowed.ts').matchAll(/@external\("core", "(\w+)"\)/g)].map(([, name]) => name!);

/** By name from a part's table, or as a string that picks it from the table; the derivative of an activation goes by its name. */
const isCalled = (name: string): boolean =>
  new RegExp(`(?:kernels|exports|(?:rare|extra|recurrent)\\(\\))\\.${name}\\b|'${name}'`).test(code) ||
  (name.endsWith('Backward') && new RegExp(`activate\\([^)]*'${name.slice(0, -8)}'`).test(code));

it.each(Object.entries(parts))('%s has no export without a caller', (part, exported) => {
  expect(exported.size).toBeGreaterThan(3);
  const idle = [...exported.keys()].filter((name) => !isCalled(name) && !(part === 'core' && borrowed.includes(name)));
  expect(idle).toEqual([]);
});

it('the other parts borrow what the first exports', () => {
  expect(borrowed.filter((name) => !parts.core.has(name))).toEqual([]);
});

it('a job has room for the arguments of every kernel that is shared out', () => {
  const all = new Map([...parts.core, ...parts.rare, ...parts.extra, ...parts.recurrent]);
  for (const name of Object.keys(COSTS)) {
    expect(all.has(name), name).toBe(true);
    expect(all.get(name), name).toBeLessThanOrEqual(2 + ARGUMENTS);
  }
});
