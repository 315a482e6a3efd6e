/** Builds and serves the lesson, on the built package, with relative addresses so that it can be placed anywhere. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { links } from '../page/links.ts';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [links(mode === 'site')],
  root: fromHere('.'),
  base: './',
  publicDir: false,
  cacheDir: fromHere('../../build/vite-lesson'),
  resolve: { alias: { rushlight: fromHere('../../dist/src/index.js') } },
  build: { outDir: fromHere('dist'), emptyOutDir: true, target: 'es2022', reportCompressedSize: false },
}));
