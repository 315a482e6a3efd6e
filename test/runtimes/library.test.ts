// The library's own tests in other engines: all of them on a newer V8 at the level that it chooses by itself, and those
// of the ops and of the golden values in Deno and in JavaScriptCore, which is also Safari's.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleForHost } from '../browser/support/bundle.ts';
import type { Outcome } from '../browser/support/run.ts';
import { BUN, DENO, describeWith, NODES, type Runtime, runIn } from './support/runtimes.ts';

const CORE = ['golden', 'ops'];
const folder = mkdtempSync(join(tmpdir(), 'rushlight-runtimes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Counts {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  success: boolean;
}

/** Runs the project `node` under another Node; whatever fails there fails here with what it printed. */
async function testUnder(runtime: Runtime, files: readonly string[]): Promise<Counts> {
  const report = join(folder, 'tests.json');
  const args = ['run', '--project', 'node', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files];
  await runIn(runtime, [resolve('node_modules/vitest/vitest.mjs'), ...args], process.cwd(), { CI: '', RUSHLIGHT_LEVEL: '' });
  return JSON.parse(readFileSync(report, 'utf8'));
}

const UNDER = { '24': [], '26': CORE.map((file) => `test/${file}.test.ts`) };

for (const [major, files] of Object.entries(UNDER)) {
  describeWith(`Node ${major}`, NODES[major]!.path, () => {
    it(`passes ${files.length > 0 ? CORE.join(' and ') : 'every test of the library'}`, async () => {
      const counts = await testUnder(NODES[major]!, files);
      console.log(`${counts.numPassedTests} tests passed under Node ${major}`);
      expect(counts).toMatchObject({ success: true, numFailedTests: 0, numPendingTests: 0 });
      expect(counts.numPassedTests).toBeGreaterThan(1331);
    }, 1_800_000);
  });
}

beforeAll(async () => {
  for (const [name, script] of await bundleForHost(CORE)) writeFileSync(join(folder, `${name}.mjs`), script);
});

for (const [name, runtime] of Object.entries({ Deno: DENO, Bun: BUN })) {
  describeWith(name, runtime.path, () => {
    it.each(CORE.flatMap((file) => ['simd', 'relaxed'].map((level) => ({ file, level }))))(
      'passes $file at $level',
      async (row) => {
        const printed = await runIn(runtime, [join(folder, `${row.file}.mjs`), row.level], folder);
        const outcome = JSON.parse(printed.trim().split('\n').at(-1)!) as Outcome;
        console.log(`${outcome.passed} tests of ${row.file} passed in ${name} at ${row.level}`);
        expect(outcome.failures).toEqual([]);
        expect(outcome.level).toBe(row.level);
        expect(outcome.passed).toBeGreaterThan(row.file === 'golden' ? 1330 : 100);
      },
    );
  });
}
