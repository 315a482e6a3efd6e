// The short form of `npm run fuzz:files`.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { crc32 } from '../src/io/torch/crc32.ts';
import { fuzz, samplesOf } from './fuzz/files.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

it('damaged files are read or refused, and leave nothing', () => {
  const { cases } = JSON.parse(readFileSync(new URL('./golden/r2_files.json', import.meta.url), 'utf8')) as {
    cases: { id: string; bytes?: string }[];
  };
  leavesNothing(() => {
    const { files, read, refused, faults } = fuzz(rl, samplesOf(rl, cases), crc32, 2000, 1);
    expect(faults).toEqual([]);
    expect(files).toBe(2000);
    // damage that is always found, or never, would test little
    expect(read).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(500);
  });
});
