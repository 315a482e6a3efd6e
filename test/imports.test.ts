// Modules import what lies below them and never back: no circle of imports that exist at run time.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const IMPORT = /^(?:import|export)\s+(?!type\b)([^;]*?)\s+from\s+'(\.[^']+)'/gms;
const onlyTypes = (names: string): boolean => /^\{(\s*type\s[^,}]*,?)*\s*\}$/.test(names);

const modules = ['src', 'bindings'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path)),
);
const imports = new Map(
  modules.map((path) => {
    const found = [...readFileSync(path, 'utf8').matchAll(IMPORT)].filter(([, names]) => !onlyTypes(names!));
    return [path, found.map(([, , target]) => join(dirname(path), target!))];
  }),
);

it('finds no circle of imports', () => {
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]): void => {
    expect([...above, path], 'a circle').toEqual([...new Set([...above, path])]);
    if (done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...above, path]);
    done.add(path);
  };
  for (const path of modules) visit(path, []);
});

it('reads imports as they are', () => {
  expect(imports.size).toBeGreaterThan(100);
  expect(imports.get('src/scope.ts')).toContain('src/core.ts');
  expect([...imports.values()].flat().filter((target) => !imports.has(target))).toEqual([]);
});
