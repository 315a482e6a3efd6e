// Build step: compiles the kernels, in three parts and for every level, and writes the binaries as text modules, beside
// their types. `--copy` puts the raw binaries into dist/wasm as well, for runtimes that must not compile from bytes.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { main } from 'assemblyscript/asc';
import { difference, encode, headOf, ranking } from './encode.mjs';

const LEVELS = ['simd', 'relaxed'];
/** The parts: what is appended to their files' names, where they begin, and the name of their table's type. */
const PARTS = [
  { suffix: '', entry: 'assembly/index.ts', table: 'Kernels' },
  { suffix: '-rare', entry: 'assembly/rare.ts', table: 'RareKernels' },
  { suffix: '-extra', entry: 'assembly/extra.ts', table: 'ExtraKernels' },
];

/** The product for the level 'wide', which is otherwise 'relaxed'. */
const WIDE = { suffix: '-wide', entry: 'assembly/wide.ts' };

/** What turns text back into binaries. */
const DECODER = { suffix: '-decode', entry: 'assembly/decode.ts', table: 'Decoder' };

const gzip = (data) => gzipSync(data, { level: 9 }).length;

async function compile(target, { suffix, entry }) {
  const out = `build/${target}${suffix}`;
  const files = ['--outFile', `${out}.wasm`, '--textFile', `${out}.wat`];
  const { error, stderr } = await main([entry, '--config', 'asconfig.json', '--target', target, ...files]);
  if (error) {
    console.error(stderr.toString());
    process.exit(1);
  }
  const bytes = readFileSync(`${out}.wasm`);
  console.log(`${target}${suffix}: ${bytes.length} bytes, ${gzip(bytes)} after gzip`);
  return bytes;
}

/** `--bindings raw` types every export; the table is those, without the loader around them. */
function writeTypes({ suffix, table }) {
  const types = readFileSync(`build/simd${suffix}.d.ts`, 'utf8');
  const body = types.slice(types.indexOf('{') + 1, types.indexOf('\n}'));
  const members = body.replace(/^ {2}export function (\w+)/gm, '  $1').replace(/^ {2}export const /gm, '  readonly ');
  writeFileSync(
    `bindings/wasm/kernels${suffix}.ts`,
    `/** The kernels' signatures, from the compiler. Pointers are byte addresses. */\nexport interface ${table} {${members}\n}\n`,
  );
}

/** The ranking of bytes by which all are written: that of the first part, at whose head it stands. */
let order;

function writeText(name, bytes) {
  let text = '';
  if (order === undefined) {
    order = ranking(bytes);
    text = headOf(order);
  }
  text += encode(bytes, order);
  console.log(`${name} as text: ${text.length} bytes, ${gzip(text)} after gzip`);
  writeString(name, 'text', text);
}

/** A string as a module, of a type that its declaration does not repeat it in. */
const writeString = (name, constant, value) =>
  writeFileSync(`bindings/wasm/${name}.ts`, `export const ${constant}: string =\n  '${value}';\n`);

for (const part of PARTS) {
  if (process.argv.includes('--copy')) {
    mkdirSync('dist/wasm', { recursive: true });
    for (const level of LEVELS) copyFileSync(`build/${level}${part.suffix}.wasm`, `dist/wasm/${level}${part.suffix}.wasm`);
    continue;
  }
  mkdirSync('bindings/wasm', { recursive: true });
  const simd = await compile('simd', part);
  const relaxed = await compile('relaxed', part);
  await compile('debug', part);
  writeText(`simd${part.suffix}`, simd);
  writeText(`relaxed${part.suffix}`, difference(simd, relaxed));
  writeTypes(part);
}
if (!process.argv.includes('--copy')) {
  writeText('wide', await compile('relaxed', WIDE));
  writeString('decode', 'binary', (await compile('simd', DECODER)).toString('base64'));
  writeTypes(DECODER);
}
