// Every recorded checkpoint of PyTorch, by its id: see golden/README.md.
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installCanaries, trampledWords } from './support/canary.ts';
import { type FileCase, type ResumeCase, runFile, runResume, runSave, type SaveCase } from './support/golden/files.ts';
import { leavesNothing, start } from './support/library.ts';

type Case = FileCase | SaveCase | ResumeCase;

const fixture = JSON.parse(readFileSync(new URL('./golden/r2_files.json', import.meta.url), 'utf8')) as {
  format: string;
  meta: { count: number };
  cases: Case[];
};

function run(c: Case): void {
  switch (c.kind) {
    case 'file':
      return runFile(c);
    case 'save':
      return runSave(c);
    case 'resume':
      return runResume(c);
  }
}

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

describe('r2_files', () => {
  it('is whole', () => {
    expect(fixture.format).toBe('torch-golden/1');
    expect(fixture.cases.length).toBe(fixture.meta.count);
  });

  it.each(fixture.cases.map((c) => [c.id, c] as const))('%s', (_, c) => leavesNothing(() => run(c)));
});
