// Build step: compiles the kernels, in four parts and for every level, and writes the binaries as text modules, with their
// types. `--copy DIST` copies the raw binaries into DIST/wasm instead, for runtimes that must not compile from bytes.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { main } from 'assemblyscript/asc';
import { encode } from './encode.mjs';

const LEVELS = ['simd', 'relaxed'];
/** The parts: the suffix of their file names, their entry, and the name of the type of their table. */
const PARTS = [
  { suffix: '', entry: 'assembly/entry/core.ts', table: 'Kernels' },
  { suffix: '-rare', entry: 'assembly/entry/rare.ts', table: 'RareKernels' },
  { suffix: '-extra', entry: 'assembly/entry/extra.ts', table: 'ExtraKernels' },
  { suffix: '-recurrent', entry: 'assembly/entry/recurrent.ts', table: 'RecurrentKernels' },
];

/** The matrix product of the level 'wide', which is otherwise that of 'relaxed'. */
const WIDE = { suffix: '-wide', entry: 'assembly/entry/wide.ts' };

/** What unpacks the texts. */
const DECODER = { suffix: '-decode', entry: 'assembly/entry/decode.ts', table: 'Decoder', flags: ['--shrinkLevel', '2'] };

/** The numbers that kernels and TypeScript share. */
const CONSTANTS = { suffix: '-constants', entry: 'assembly/entry/constants.ts' };

const gzip = (data) => gzipSync(data, { level: 9 }).length;

async function compile(target, { suffix, entry, flags = [] }) {
  const out = `build/${target}${suffix}`;
  const files = ['--outFile', `${out}.wasm`, '--textFile', `${out}.wat`];
  const { error, stderr } = await main([entry, '--config', 'asconfig.json', '--target', target, ...files, ...flags]);
  if (error) {
    console.error(stderr.toString());
    process.exit(1);
  }
  const bytes = readFileSync(`${out}.wasm`);
  console.log(`${target}${suffix}: ${bytes.length} bytes, ${gzip(bytes)} after gzip`);
  return bytes;
}

/** `--bindings raw` types every export; the table consists of these types, without the loader. */
function writeTypes({ suffix, table }) {
  const types = readFileSync(`build/simd${suffix}.d.ts`, 'utf8');
  const body = types.slice(types.indexOf('{') + 1, types.indexOf('\n}'));
  const members = body.replace(/^ {2}export function (\w+)/gm, '  $1').replace(/^ {2}export const /gm, '  readonly ');
  writeFileSync(
    `bindings/wasm/kernels${suffix}.ts`,
    `/** The kernels' signatures, from the compiler. Pointers are byte addresses. */\nexport interface ${table} {${members}\n}\n`,
  );
}

/** Writes the numbers that the kernels own as a module. */
function writeConstants(bytes) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const numbers = Object.entries(exports).map(([name, { value }]) => `export const ${name} = ${value};\n`);
  writeFileSync(
    'bindings/wasm/constants.ts',
    `/** Numbers that the kernels own (assembly/entry/constants.ts). */\n${numbers.join('')}`,
  );
}

/** Writes `bytes` packed after `before` as a text module. */
function writeText(name, before, bytes) {
  const text = encode(Buffer.concat(before), bytes);
  console.log(`${name} as text: ${text.length} bytes, ${gzip(text)} after gzip`);
  writeString(name, 'text', text);
}

/** Writes a string as a module. With its type stated, the declaration file does not repeat it. */
const writeString = (name, constant, value) =>
  writeFileSync(`bindings/wasm/${name}.ts`, `export const ${constant}: string =\n  '${value}';\n`);

const copyTo = process.argv[2] === '--copy' ? `${process.argv[3]}/wasm` : undefined;

/** The binary after which all others are packed: that of the first part, at the level of most runtimes. */
let first;

for (const part of PARTS) {
  if (copyTo !== undefined) {
    mkdirSync(copyTo, { recursive: true });
    for (const level of LEVELS) copyFileSync(`build/${level}${part.suffix}.wasm`, `${copyTo}/${level}${part.suffix}.wasm`);
    continue;
  }
  mkdirSync('bindings/wasm', { recursive: true });
  const relaxed = await compile('relaxed', part);
  const simd = await compile('simd', part);
  await compile('debug', part);
  const before = first === undefined ? [] : [first];
  writeText(`relaxed${part.suffix}`, before, relaxed);
  writeText(`simd${part.suffix}`, [...before, relaxed], simd);
  writeTypes(part);
  first ??= relaxed;
}
if (copyTo === undefined) {
  writeText('wide', [first], await compile('relaxed', WIDE));
  writeString('decode', 'binary', (await compile('simd', DECODER)).toString('base64'));
  writeTypes(DECODER);
  writeConstants(await compile('simd', CONSTANTS));
}
