/** Builds and serves the page, on the built package, with relative addresses so that it can be placed anywhere. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { links } from './links.ts';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The headers that shared memory requires; without them the page has one thread. */
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig(({ mode }) => ({
  plugins: [links(mode === 'site')],
  root: fromHere('.'),
  base: './',
  // where pack-digits.ts writes
  publicDir: fromHere('../../build/page'),
  cacheDir: fromHere('../../build/vite'),
  resolve: {
    alias: { 'rushlight/worker': fromHere('../../dist/src/worker/index.js'), rushlight: fromHere('../../dist/src/index.js') },
  },
  worker: { format: 'es' },
  server: { headers },
  preview: { headers },
  build: { outDir: fromHere('../../out/page'), emptyOutDir: true, target: 'es2022', reportCompressedSize: false },
}));
