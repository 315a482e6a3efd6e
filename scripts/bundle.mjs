// Build step: puts the modules of the package into one file for Node, which loads it several times as fast as a file for each
// (the entries only re-export), and into one for pages without a build step. Bundlers still see the modules, so that they can
// leave out what is not used. The maps lead to the modules too, which the package has: they hold no sources.
import { readFileSync, writeFileSync } from 'node:fs';
import { build, transform } from 'esbuild';
import { rollup } from 'rollup';

/** The folder of the build, which becomes dist. */
const dist = process.argv[2];
const inDist = (path) => path.replace(/^\.\/dist/, `./${dist}`);

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const input = {};
for (const entry of Object.values(exports)) {
  const name = /^\.\/dist\/node\/(\w+)\.js$/.exec(entry.node)?.[1];
  if (name !== undefined) input[name] = inDist(entry.default);
}

const MAPPED = { target: 'es2022', sourcemap: true, sourcesContent: false };
/** Lines stay short: Node prints the whole line that an uncaught error comes from. */
const SMALL = { ...MAPPED, minifyWhitespace: true, minifySyntax: true, lineLimit: 120 };

const bundle = await rollup({ input });
await bundle.write({
  dir: `${dist}/node`,
  chunkFileNames: '[name].js',
  manualChunks: (id) => (/\/(onnx|src\/(store|tfjs|torch|worker)|wide)\b/.test(id) ? undefined : 'rushlight'),
  sourcemap: true,
  sourcemapExcludeSources: true,
  plugins: [{ name: 'small', renderChunk: (code) => transform(code, SMALL) }],
});

const page = inDist(exports['./browser'].default);
await build({ entryPoints: [`${dist}/src/browser.js`], outfile: page, bundle: true, minify: true, format: 'esm', ...MAPPED });
// the exports on a line of their own: by that, tools which look no closer know a module
writeFileSync(page, readFileSync(page, 'utf8').replace(/export\{(?=[^{}]*\};\n\/\/#)/, '\n$&'));
