// Build step: puts the package's modules into one file for Node, which finds and loads it several times as fast as a file for
// each; the entries only name what they export. Bundlers go on seeing the modules, to leave out what is not used.
import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { rollup } from 'rollup';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const input = {};
for (const entry of Object.values(exports)) {
  const name = /^\.\/dist\/node\/(\w+)\.js$/.exec(entry.node)?.[1];
  if (name !== undefined) input[name] = entry.default;
}

const bundle = await rollup({
  input,
  // the modules refer to each other in rings, but to what is there by then
  onLog: (level, log, report) => log.code === 'CIRCULAR_DEPENDENCY' || report(level, log),
});
await bundle.write({
  dir: 'dist/node',
  chunkFileNames: '[name].js',
  manualChunks: (id) => (/\/(onnx|wide)\b/.test(id) ? undefined : 'rushlight'),
  plugins: [
    { name: 'small', renderChunk: (code) => transform(code, { minifyWhitespace: true, minifySyntax: true, target: 'es2022' }) },
  ],
});
