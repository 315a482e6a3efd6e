// The packed tarball as its users get it: what is in it, that it loads and trains, its types, and its size.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { describe, expect, inject, it } from 'vitest';
import type { Trained } from './consumer/train.ts';

const { consumer, tarball, files } = inject('packed');
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const train = readFileSync('test/package/consumer/train.ts', 'utf8');

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: consumer, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}
const node = (...args: string[]): string => run(process.execPath, args);
const tool = (name: string): string => resolve('node_modules/.bin', name);

/** Bytes of the installed package's module, bundled with what it imports. */
function bundle(source: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: consumer },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]!.text;
}

const REPORT = 'train().then((trained) => console.log(JSON.stringify(trained)));';

describe('the tarball', () => {
  it('holds the built library and nothing else', () => {
    const paths = files.map((f) => f.path);
    const stray = paths.filter(
      (path) =>
        !/^dist\/((src|bindings)\/[\w/-]+\.(js|d\.ts)|(node\/\w+|rushlight\.min)\.js(\.map)?|wasm\/[\w-]+\.wasm)$/.test(path),
    );
    const pages = ['AGENTS.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'llms.txt', 'package.json'];
    expect(stray.sort()).toEqual(pages.filter((f) => existsSync(f)));
    for (const path of paths.filter((path) => /^dist\/(src|bindings)\/.*\.js$/.test(path)))
      expect(paths).toContain(path.replace(/\.js$/, '.d.ts'));
  });

  it('installs nothing with it', () => {
    expect(Object.keys(manifest)).not.toContain('dependencies');
    expect(run('npm', ['ls', '--all', '--parseable']).trim().split('\n')).toHaveLength(2);
  });

  it('has an entry for everything it exports, types first', () => {
    for (const [entry, target] of Object.entries(manifest.exports as Record<string, string | Record<string, string>>)) {
      if (typeof target === 'string') continue;
      expect(Object.keys(target)[0], entry).toBe('types');
      for (const path of Object.values(target))
        expect(existsSync(join(consumer, 'node_modules/rushlight', path)), path).toBe(true);
    }
  });

  it('does nothing at import but define', () => {
    const wasm = 'for (const name of ["Module", "Instance", "Memory", "compile", "instantiate"]) WebAssembly[name] = undefined;';
    const before = 'const names = Object.getOwnPropertyNames(globalThis).join();';
    const after = 'if (names !== Object.getOwnPropertyNames(globalThis).join()) throw new Error("left a global behind");';
    for (const path of ['rushlight', './node_modules/rushlight/dist/src/index.js'])
      node('--input-type=module', '-e', `${wasm}${before} await import('${path}'); ${after}`);
  });

  it('gives Node in one file what bundlers find in many', () => {
    const list = `const list = (all) => Object.entries(all).map(([name, value]) =>
      [name, typeof value, /^[A-Z]\\w*[a-z]/.test(name) ? value.name : Object.keys(Object(value)).sort()]).sort();`;
    for (const [entry, { node: one, default: many }] of Object.entries(
      manifest.exports as Record<string, Record<string, string>>,
    )) {
      if (one === undefined) continue;
      const names = (path: string): unknown =>
        JSON.parse(node('--input-type=module', '-e', `${list} console.log(JSON.stringify(list(await import('${path}'))));`));
      expect(names(`rushlight${entry.slice(1)}`), entry).toEqual(names(`./node_modules/rushlight/${many}`));
      expect(names(`rushlight${entry.slice(1)}`), entry).toEqual(names(`./node_modules/rushlight/${one}`));
    }
  });
});

describe('an uncaught error', () => {
  const uncaught = (...flags: string[]): string[] => {
    const source = `import { F, tensor } from 'rushlight';\nF.crossEntropy(tensor([[1, 2]]), tensor(Int32Array.of(5)));\n`;
    writeFileSync(join(consumer, 'uncaught.mjs'), source);
    const { status, stderr } = spawnSync(process.execPath, [...flags, 'uncaught.mjs'], { cwd: consumer, encoding: 'utf8' });
    expect(status).toBe(1);
    return stderr.split('\n');
  };

  it('shows where it was thrown, in a line that can be read', () => {
    const lines = uncaught();
    expect(lines[0]).toMatch(/rushlight\/dist\/node\/rushlight\.js:\d+$/);
    expect(lines[1]).toMatch(/throw new RangeError/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(400);
    const message = 'RangeError: crossEntropy: expected target in [0, 2), got 5';
    expect(lines.some((line) => line.startsWith(message))).toBe(true);
  });

  it('names the modules where the source maps are asked for', () => {
    const lines = uncaught('--enable-source-maps');
    expect(lines[0]).toMatch(/rushlight\/dist\/src\/errors\.js:\d+$/);
    expect(lines.some((line) => /rushlight\/dist\/src\/ops\/loss\/cross-entropy\.js:\d+:\d+\)$/.test(line))).toBe(true);
  });
});

describe('one file for a page', () => {
  const file = 'node_modules/rushlight/dist/rushlight.min.js';

  it('exports, on its own, what the library and its subpath for ONNX do', () => {
    copyFileSync(join(consumer, file), join(consumer, 'alone.mjs'));
    const names = (...modules: string[]): string[] => {
      const list = `const all = await Promise.all([${modules.map((name) => `import('${name}')`)}]);`;
      const print = 'console.log(JSON.stringify([...new Set(all.flatMap((one) => Object.keys(one)))].sort()));';
      return JSON.parse(node('--input-type=module', '-e', list + print));
    };
    expect(names('rushlight/browser')).toEqual(names('rushlight', 'rushlight/onnx'));
    expect(names('./alone.mjs')).toEqual(names('rushlight/browser'));
    expect([manifest.unpkg, manifest.jsdelivr]).toEqual(new Array(2).fill(manifest.exports['./browser'].default));
  });

  it('has a map that leads to the modules', () => {
    const code = readFileSync(join(consumer, file), 'utf8');
    expect(code.trimEnd().split('\n').at(-1)).toBe('//# sourceMappingURL=rushlight.min.js.map');
    const { sources } = JSON.parse(readFileSync(join(consumer, `${file}.map`), 'utf8')) as { sources: string[] };
    expect(sources.length).toBeGreaterThan(100);
    for (const source of sources) expect(existsSync(join(consumer, file, '..', source)), source).toBe(true);
  });
});

describe('the tutorial', () => {
  const esm = transformSync(train, { loader: 'ts', format: 'esm' }).code;
  const cjs = transformSync(train, { loader: 'ts', format: 'cjs', target: 'node20' }).code;

  it('trains alike through import and through require, and by both routes', () => {
    writeFileSync(join(consumer, 'train.mjs'), `${esm}\n${REPORT}`);
    writeFileSync(join(consumer, 'train.cjs'), `${cjs}\n${REPORT}`);
    const imported = JSON.parse(node('train.mjs')) as Trained;
    expect(JSON.parse(node('--no-warnings', 'train.cjs'))).toEqual(imported);
    expect(imported.crossEntropy).toHaveLength(50);
    imported.nllLoss.forEach((loss, i) => expect(loss).toBeCloseTo(imported.crossEntropy[i]!, 5));
    expect(imported.crossEntropy.every((loss) => loss > 0 && loss < 3)).toBe(true);
  });

  it('trains in a worker thread', () => {
    const main = `import { Worker } from 'node:worker_threads';
      new Worker(new URL('./train.mjs', import.meta.url));`;
    writeFileSync(join(consumer, 'main.mjs'), main);
    expect(node('main.mjs')).toBe(node('train.mjs'));
  });

  it('ends its process though worker threads wait for work', () => {
    const source = `import { init, matmul, ones } from 'rushlight';
      await init({ threads: 2 });
      console.log(matmul(ones([300, 300]), ones([300, 300])).sum().item());`;
    const options = { cwd: consumer, encoding: 'utf8', timeout: 60_000 } as const;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', source], options);
    expect([status, stdout]).toEqual([0, '27000000\n']);
  });

  it.each(['simd', 'relaxed'])('trains on the raw binary of %s', (level) => {
    const source = `import { init, tensor } from 'rushlight';
      import { readFileSync } from 'node:fs';
      import { fileURLToPath } from 'node:url';
      const path = fileURLToPath(import.meta.resolve('rushlight/wasm/${level}.wasm'));
      await init({ module: new WebAssembly.Module(readFileSync(path)), level: '${level}' });
      console.log(tensor([1, 2]).add(1).tolist().join());`;
    expect(node('--experimental-wasm-relaxed-simd', '--input-type=module', '-e', source)).toBe('2,3\n');
  });
});

it('exports the model to ONNX from its subpath', () => {
  const source = `import { nn, randn } from 'rushlight';
    import { toOnnx } from 'rushlight/onnx';
    console.log(toOnnx(new nn.Linear(2, 3), randn([1, 2])).length > 100);`;
  expect(node('--input-type=module', '-e', source)).toBe('true\n');
});

describe('the declarations', () => {
  it('serve a strict consumer', () => {
    mkdirSync(join(consumer, 'types'), { recursive: true });
    for (const name of ['train.ts', 'types.ts']) copyFileSync(`test/package/consumer/${name}`, join(consumer, 'types', name));
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      isolatedModules: true,
      skipLibCheck: false,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
    };
    for (const [module, moduleResolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ]) {
      const config = { compilerOptions: { ...compilerOptions, module, moduleResolution }, include: ['types'] };
      writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify(config));
      run(tool('tsc'), ['-p', 'tsconfig.json']);
    }
  });

  it('pass publint and are the types of what is exported', () => {
    const publint = run(tool('publint'), ['run', tarball, '--strict']);
    expect(publint).toMatch('All good!');
    run(tool('attw'), [tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'wasm/*.wasm']);
  });
});

describe('the size', () => {
  it('of what must be left out when nothing asks for it', () => {
    const kept = bundle(`import { F, tensor } from 'rushlight'; console.log(F.crossEntropy(tensor([[1, 2]]), tensor([0])));`);
    expect(bundle(`export * from 'rushlight';`)).toMatch('momentum_buffer');
    expect(kept).not.toMatch('momentum_buffer');
    expect(kept).not.toMatch('DataLoader');
    expect(bundle(`export * from 'rushlight/onnx';`)).toMatch('LayerNormalization');
    expect(bundle(`export * from 'rushlight';`)).not.toMatch('LayerNormalization');
  });

  it('stays within its budget', () => {
    expect(readFileSync('dist/wasm/simd.wasm').length).toBeLessThanOrEqual(40_000);
    const { status, stdout, stderr } = spawnSync(tool('size-limit'), { encoding: 'utf8' });
    console.log(stdout);
    expect(stdout).toMatch('tensor and F.crossEntropy');
    expect(status, stderr).toBe(0);
  });
});
