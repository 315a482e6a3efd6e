// Build step: compiles the kernels, in four parts and for every level, and writes the binaries as text modules, with their
// types. `--copy DIST` copies the raw binaries into DIST/wasm instead, for runtimes that must not compile from bytes.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { main } from 'assemblyscript/asc';
import { encode } from './encode.mjs';

const LEVELS = ['simd', 'relaxed'];
/** The parts: the suffix of their file names, the name of their text, their entry, and the name of the type of their table. */
const PARTS = [
  { suffix: '', name: 'CORE', entry: 'assembly/entry/core.ts', table: 'Kernels' },
  { suffix: '-rare', name: 'RARE', entry: 'assembly/entry/rare.ts', table: 'RareKernels' },
  { suffix: '-extra', name: 'EXTRA', entry: 'assembly/entry/extra.ts', table: 'ExtraKernels' },
  { suffix: '-recurrent', name: 'RECURRENT', entry: 'assembly/entry/recurrent.ts', table: 'RecurrentKernels' },
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

/** The texts by the names of their constants. */
const texts = [];

/** Packs `bytes` after `before` as the text `name`. */
function pack(name, before, bytes) {
  const text = encode(Buffer.concat(before), bytes);
  console.log(`${name} as text: ${text.length} bytes, ${gzip(text)} after gzip`);
  texts.push(`export const ${name}: string =\n  '${text}';\n`);
}

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
  pack(`${part.name}_RELAXED`, before, relaxed);
  pack(`${part.name}_SIMD`, [...before, relaxed], simd);
  writeTypes(part);
  first ??= relaxed;
}
if (copyTo === undefined) {
  pack('WIDE', [first], await compile('relaxed', WIDE));
  const decoder = (await compile('simd', DECODER)).toString('base64');
  texts.push(`/** What unpacks them, in base64. */\nexport const DECODER: string =\n  '${decoder}';\n`);
  // in one module, since gzip takes text of even digits badly where it alternates with code; a stated type keeps a text out of
  // the declarations
  writeFileSync('bindings/wasm/texts.ts', `/** The packed binaries. */\n${texts.join('')}`);
  writeTypes(DECODER);
  writeConstants(await compile('simd', CONSTANTS));
}
