/** Builds and serves the playground, with relative addresses so that it can be placed anywhere. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { links } from '../page/links.ts';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What prepare.ts has written. */
const PREPARED = fromHere('../../build/playground');
/** The names of the library's parts change with what is in them. */
const BUILD = createHash('sha256')
  .update(readdirSync(`${PREPARED}/lib`).join())
  .digest('hex')
  .slice(0, 8);

export default defineConfig(({ mode }) => ({
  plugins: [links(mode === 'site')],
  root: fromHere('.'),
  base: './',
  publicDir: PREPARED,
  cacheDir: fromHere('../../build/vite-playground'),
  define: { BUILD: JSON.stringify(BUILD) },
  worker: { format: 'es' },
  build: {
    outDir: fromHere('dist'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    // the editor is 150 kB after gzip, TypeScript 1 MB
    chunkSizeWarningLimit: 5000,
  },
}));
