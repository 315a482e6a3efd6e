// Build step: compiles the kernels for every level and writes the binaries as text modules, beside their types.
// `--copy` puts the raw binaries into dist/wasm as well, for runtimes that must not compile from bytes.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { main } from 'assemblyscript/asc';
import { difference, encode } from './encode.mjs';

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
  }
  const [simd, relaxed] = LEVELS.map((level) => readFileSync(`build/${level}.wasm`));
  const texts = { simd: encode(simd), relaxed: encode(difference(simd, relaxed)) };
  for (const [level, text] of Object.entries(texts)) {
    console.log(`${level} as text: ${text.length} bytes, ${gzipSync(text, { level: 9 }).length} after gzip`);
    writeFileSync(`bindings/wasm/${level}.ts`, `export const ${level} =\n  '${text}';\n`);
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
