// The packed tarball in every runtime: it trains the tutorial to the losses of the Node at hand, bit for bit.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Trained } from '../package/consumer/train.ts';
import { BUN, DENO, describeWith, HERE, NODES, type Runtime, runIn } from './support/runtimes.ts';

const { consumer } = inject('packed');
const LEVELS = ['simd', 'relaxed'] as const;
const here = {} as Record<(typeof LEVELS)[number], Trained>;

const trainIn = async (runtime: Runtime, script: string, level = ''): Promise<Trained> =>
  JSON.parse(await runIn(runtime, [script, level], consumer));

beforeAll(async () => {
  const train = readFileSync('test/package/consumer/train.ts', 'utf8');
  const report = 'train(process.argv[2] || undefined).then((trained) => console.log(JSON.stringify(trained)));';
  for (const [format, suffix] of [
    ['esm', 'mjs'],
    ['cjs', 'cjs'],
  ] as const) {
    const { code } = transformSync(train, { loader: 'ts', format, target: 'node20' });
    writeFileSync(join(consumer, `tutorial.${suffix}`), `${code}\n${report}`);
  }
  for (const level of LEVELS) here[level] = await trainIn(HERE, 'tutorial.mjs', level);
});

it('the levels differ in their last bits, so that bits say something', () => {
  expect(here.simd.crossEntropy).toHaveLength(50);
  expect(here.simd.crossEntropy).not.toEqual(here.relaxed.crossEntropy);
});

for (const [major, runtime] of Object.entries(NODES)) {
  describeWith(`Node ${major}`, runtime.path, () => {
    it.each(['tutorial.mjs', 'tutorial.cjs'])('trains in %s to the same bits at every level', async (script) => {
      expect(await runIn(runtime, ['-p', 'process.version'], consumer)).toMatch(new RegExp(`^v${major}\\.`));
      for (const level of LEVELS) expect(await trainIn(runtime, script, level)).toEqual(here[level]);
      expect(await trainIn(runtime, script)).toEqual(here.relaxed);
    });
  });
}

describeWith('Deno', DENO.path, () => {
  it.each(['tutorial.mjs', 'tutorial.cjs'])('trains in %s to the same bits at every level', async (script) => {
    for (const level of LEVELS) expect(await trainIn(DENO, script, level)).toEqual(here[level]);
    expect(await trainIn(DENO, script)).toEqual(here.relaxed);
  });
});

describeWith('Bun', BUN.path, () => {
  it.each(['tutorial.mjs', 'tutorial.cjs'])('trains in %s to the same bits', async (script) => {
    expect(await trainIn(BUN, script, 'simd')).toEqual(here.simd);
    // A relaxed multiply-add may round once or twice: V8 fuses it, JavaScriptCore rounds twice, as `simd` does.
    expect(await trainIn(BUN, script, 'relaxed')).toEqual({ ...here.simd, level: 'relaxed' });
    expect(await trainIn(BUN, script)).toEqual({ ...here.simd, level: 'relaxed' });
  });
});

interface Workerd {
  dispatchFetch(url: string): Promise<{ text(): Promise<string> }>;
  dispose(): Promise<void>;
}
const MINIFLARE = resolve('test/runtimes/node_modules/miniflare');

describeWith('workerd', MINIFLARE, () => {
  describe.each(LEVELS)('%s', (level) => {
    it('trains on the modules that a Worker imports', async () => {
      const root = join(consumer, `workerd-${level}`);
      const worker = `import module from './core.wasm';
        import extra from './extra.wasm';
        import rare from './rare.wasm';
        import { init } from 'rushlight';
        import { train } from '../tutorial-worker.mjs';
        export default {
          async fetch() {
            await init({ module, extra, rare, level: '${level}' });
            return Response.json(await train());
          },
        };`;
      const train = readFileSync('test/package/consumer/train.ts', 'utf8');
      writeFileSync(join(consumer, 'tutorial-worker.mjs'), transformSync(train, { loader: 'ts' }).code);
      mkdirSync(root);
      const wasm = join(consumer, 'node_modules/rushlight/dist/wasm');
      copyFileSync(join(wasm, `${level}.wasm`), join(root, 'core.wasm'));
      for (const part of ['extra', 'rare']) copyFileSync(join(wasm, `${level}-${part}.wasm`), join(root, `${part}.wasm`));
      buildSync({
        stdin: { contents: worker, resolveDir: root },
        bundle: true,
        format: 'esm',
        external: ['*.wasm'],
        outfile: join(root, 'worker.mjs'),
      });
      const { Miniflare } = createRequire(MINIFLARE)(MINIFLARE) as { Miniflare: new (options: object) => Workerd };
      const workerd = new Miniflare({
        modules: true,
        modulesRoot: root,
        scriptPath: join(root, 'worker.mjs'),
        modulesRules: [{ type: 'CompiledWasm', include: ['**/*.wasm'] }],
        compatibilityDate: '2026-04-01',
      });
      try {
        const text = await (await workerd.dispatchFetch('http://localhost/')).text();
        expect(JSON.parse(text)).toEqual(here[level]);
      } finally {
        await workerd.dispose();
      }
    });
  });
});
