// One page that trains the tutorial on the installed package, as each bundler builds it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as esbuild, transformSync } from 'esbuild';
import { type RollupLog, rollup } from 'rollup';
import { createServer, build as vite } from 'vite';
import webpack from 'webpack';
import { filesIn, type Site, serve } from './server.ts';

const html = (head: string): string => `<!doctype html>${head}<script type="module" src="/main.js"></script>`;
const MAIN = `import { train } from './train.js';
const query = new URLSearchParams(location.search);
globalThis.report = train(query.get('level'), Number(query.get('threads') ?? 1));`;

/** A folder in the consumer's project with the page's sources. */
function sources(consumer: string): string {
  const root = join(consumer, 'site');
  mkdirSync(root, { recursive: true });
  const train = readFileSync('test/package/consumer/train.ts', 'utf8');
  writeFileSync(join(root, 'train.js'), transformSync(train, { loader: 'ts' }).code);
  writeFileSync(join(root, 'main.js'), MAIN);
  writeFileSync(join(root, 'index.html'), html(''));
  return root;
}

/** A page of one script. */
const page = (script: string): Map<string, string> => new Map(Object.entries({ '/': html(''), '/main.js': script }));

/** The page as it stands, in which an import map leads to the installed package, or to another address of all of it. */
export async function importMap(consumer: string, { isolated = false, address = '/rushlight/src/index.js' } = {}): Promise<Site> {
  const map = JSON.stringify({ imports: { rushlight: address } });
  const files = new Map<string, string | Uint8Array>(filesIn(sources(consumer)));
  for (const [path, bytes] of filesIn(join(consumer, 'node_modules/rushlight/dist'))) files.set(`/rushlight${path}`, bytes);
  files.set('/', html(`<script type="importmap">${map}</script>`));
  return serve(files, { isolated, inline: map, scripts: address.startsWith('/') ? '' : new URL(address).origin });
}

/** Ways from the sources to a site; the scripts of each are minified where the tool does that. */
export const PAGES: Record<string, (consumer: string) => Promise<Site>> = {
  async 'Vite build'(consumer) {
    const outDir = join(consumer, 'vite');
    await vite({ root: sources(consumer), configFile: false, logLevel: 'error', build: { outDir, emptyOutDir: true } });
    const files = new Map(filesIn(outDir));
    return serve(new Map([...files, ['/', files.get('/index.html')!]]));
  },
  async 'Vite dev'(consumer) {
    const root = sources(consumer);
    const server = await createServer({
      root,
      configFile: false,
      logLevel: 'error',
      cacheDir: join(consumer, 'vite-cache'),
      server: { host: '127.0.0.1', port: 0, hmr: false },
    });
    await server.listen();
    return { origin: server.resolvedUrls!.local[0]!.replace(/\/$/, ''), close: () => server.close() };
  },
  async webpack(consumer) {
    const entry = join(sources(consumer), 'main.js');
    const path = join(consumer, 'webpack');
    await new Promise<void>((done, fail) =>
      webpack({ mode: 'production', entry, output: { path, filename: 'main.js' } }, (error, stats) => {
        if (error || stats?.hasErrors()) fail(error ?? new Error(stats!.toString('errors-only')));
        else done();
      }),
    );
    return serve(page(readFileSync(join(path, 'main.js'), 'utf8')));
  },
  async esbuild(consumer) {
    const entry = join(sources(consumer), 'main.js');
    const { outputFiles } = await esbuild({ entryPoints: [entry], bundle: true, minify: true, format: 'esm', write: false });
    return serve(page(outputFiles[0]!.text));
  },
  async Rollup(consumer) {
    const input = join(sources(consumer), 'main.js');
    const resolveId = (id: string): string | null =>
      id === 'rushlight' ? join(consumer, 'node_modules/rushlight/dist/src/index.js') : null;
    const onLog = (level: string, { message }: RollupLog): void => {
      if (level !== 'debug') throw new Error(message);
    };
    const bundle = await rollup({ input, plugins: [{ name: 'resolve', resolveId }], onLog });
    const { output } = await bundle.generate({ format: 'es' });
    return serve(page(output[0].code));
  },
  'an import map': (consumer) => importMap(consumer),
};
