// Build step: puts the modules of the package into one file for Node, which loads it several times as fast as a file for each;
// the entries only re-export. Bundlers still see the modules, so that they can leave out what is not used.
import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { rollup } from 'rollup';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const input = {};
for (const entry of Object.values(exports)) {
  const name = /^\.\/dist\/node\/(\w+)\.js$/.exec(entry.node)?.[1];
  if (name !== undefined) input[name] = entry.default;
}

const bundle = await rollup({ input });
await bundle.write({
  dir: 'dist/node',
  chunkFileNames: '[name].js',
  manualChunks: (id) => (/\/(onnx|src\/(store|tfjs|torch)|wide)\b/.test(id) ? undefined : 'rushlight'),
  plugins: [
    { name: 'small', renderChunk: (code) => transform(code, { minifyWhitespace: true, minifySyntax: true, target: 'es2022' }) },
  ],
});
