// Every recorded case of the second round's ops, layers, modules, losses and names, by its id: see golden/README.md.
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installCanaries, trampledWords } from './support/canary.ts';
import { type BreadthCase, runModule, runModuleInit, runNames, runOp2, runRefusal } from './support/golden/breadth.ts';
import { start } from './support/library.ts';

function run(c: BreadthCase): void {
  switch (c.kind) {
    case undefined:
      return runOp2(c);
    case 'module':
      return runModule(c);
    case 'module_init':
      return runModuleInit(c);
    case 'error':
      return runRefusal(c);
    case 'names':
      return runNames(c);
  }
}

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

describe.each(['r2_ops', 'r2_layers', 'r2_modules', 'r2_losses', 'r2_names'])('%s', (file) => {
  const fixture = JSON.parse(readFileSync(new URL(`./golden/${file}.json`, import.meta.url), 'utf8')) as {
    format: string;
    meta: { count: number };
    cases: BreadthCase[];
  };

  it('is whole', () => {
    expect(fixture.format).toBe('torch-golden/1');
    expect(fixture.cases.length).toBe(fixture.meta.count);
  });

  it.each(fixture.cases.map((c) => [c.id, c] as const))('%s', (_, c) => run(c));
});
