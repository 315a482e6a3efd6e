// The level that V8 needs a flag for: what it computes with the flag, and what it says without.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeWith, NODES, type Runtime, runIn } from './support/runtimes.ts';

const FLAG = '--experimental-wasm-revectorize';
const folder = mkdtempSync(join(tmpdir(), 'rushlight-wide-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Result {
  level: string;
  warnings: string[];
  /** The greatest error of products whose edges cut tiles in every way, beside √k. */
  error: number;
  products: number[];
}

const SCRIPT = `
import { F, init, backend, manualSeed, matmul, randn, shutdown } from ${JSON.stringify(resolve('dist/src/index.js'))};
const warnings = [];
console.warn = (text) => warnings.push(text);
await init({ level: 'wide', threads: Number(process.argv[2]) });
manualSeed(0);
let error = 0;
const products = [];
for (const [m, k, n] of [[257, 330, 259], [6, 171, 16], [64, 784, 128], [1000, 33, 17], [7, 321, 660], [300, 700, 31]]) {
  const [a, b, bias] = [randn([m, k]), randn([k, n]), randn([n])];
  const [A, B, C] = [a, b, bias].map((t) => t.toTypedArray());
  const turned = (t) => t.t().contiguous().t();
  for (const [y, plus] of [[matmul(a, b), 0], [F.linear(a, turned(b).t(), bias), 1], [matmul(turned(a), b), 0]]) {
    const got = y.toTypedArray();
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        let sum = plus * C[j];
        for (let p = 0; p < k; p++) sum += A[i * k + p] * B[p * n + j];
        error = Math.max(error, Math.abs(sum - got[i * n + j]) / Math.sqrt(k));
      }
    products.push(...got.subarray(0, 999));
  }
}
console.log(JSON.stringify({ ...backend(), warnings, error, products }));
await shutdown();
`;
const script = join(folder, 'wide.mjs');
writeFileSync(script, SCRIPT);

const run = async ({ path, args }: Runtime, flags: string[], threads: number): Promise<Result> =>
  JSON.parse(await runIn({ path, args: [...args, ...flags] }, [script, String(threads)], folder));

for (const major of ['24', '26']) {
  const runtime = NODES[major]!;
  describeWith(`Node ${major}`, runtime.path, () => {
    it('computes the same products with one thread and with two, close to exact ones', async () => {
      const [one, two] = [await run(runtime, [FLAG], 1), await run(runtime, [FLAG], 2)];
      for (const result of [one, two]) expect(result).toMatchObject({ level: 'wide', warnings: [] });
      expect(one.error).toBeLessThan(1e-5);
      expect(two.products).toEqual(one.products);
    });

    it('falls back without the flag, and says so', async () => {
      const { level, warnings, error } = await run(runtime, [], 1);
      expect(level).toBe('relaxed');
      expect(warnings).toEqual([expect.stringMatching(/^init: .*'wide'.*--experimental-wasm-revectorize.*'relaxed'$/)]);
      expect(error).toBeLessThan(1e-5);
    });
  });
}

describeWith('Node 24 at the level wide', NODES['24']!.path, () => {
  it('passes the golden values and the table of ops', async () => {
    const report = join(folder, 'tests.json');
    const files = ['golden', 'ops', 'memory'].map((name) => `test/${name}.test.ts`);
    const args = ['run', '--project', 'node', '--reporter=json', `--outputFile.json=${report}`, ...files];
    const env = { CI: '', RUSHLIGHT_LEVEL: 'wide' };
    await runIn(NODES['24']!, [resolve('node_modules/vitest/vitest.mjs'), ...args], process.cwd(), env);
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    expect(counts).toMatchObject({ success: true, numFailedTests: 0, numPendingTests: 0 });
    expect(counts.numPassedTests).toBeGreaterThan(1700);
  });
});
