// Build step: compiles the kernels for every level and writes each binary as a base64 module beside its types.
// `--copy` puts the raw binaries into dist/wasm as well, for runtimes that must not compile from bytes.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { main } from 'assemblyscript/asc';

const LEVELS = ['simd', 'relaxed'];

if (process.argv.includes('--copy')) {
  mkdirSync('dist/wasm', { recursive: true });
  for (const level of LEVELS) copyFileSync(`build/${level}.wasm`, `dist/wasm/${level}.wasm`);
} else {
  mkdirSync('bindings/wasm', { recursive: true });
  for (const target of [...LEVELS, 'debug']) {
    const { error, stderr } = await main(['--config', 'asconfig.json', '--target', target]);
    if (error) {
      console.error(stderr.toString());
      process.exit(1);
    }
    const bytes = readFileSync(`build/${target}.wasm`);
    console.log(`${target}: ${bytes.length} bytes`);
    if (target === 'debug') continue;
    writeFileSync(`bindings/wasm/${target}.ts`, `export const wasm =\n  '${bytes.toString('base64')}';\n`);
  }
  // `--bindings raw` types every export; the table is those, without the loader around them.
  const types = readFileSync('build/simd.d.ts', 'utf8');
  const body = types.slice(types.indexOf('{') + 1, types.indexOf('\n}'));
  const members = body.replace(/^ {2}export function (\w+)/gm, '  $1').replace(/^ {2}export const /gm, '  readonly ');
  writeFileSync(
    'bindings/wasm/kernels.ts',
    `/** The kernels' signatures, from the compiler. Pointers are byte addresses. */\nexport interface Kernels {${members}\n}\n`,
  );
}
