// The site as `npm run docs:site` builds it, on a server that has it below a folder.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { filesIn, type Served, serve } from './server.ts';

/** Where the site lies on its server. */
export const BASE = '/below/';
const STAMP = 'build/site.stamp';

/** Its packages are its own, and those of the playground in it. */
export const missing: string[] = [
  ['docs/node_modules/vitepress', 'npm ci --prefix docs'],
  ['examples/playground/node_modules/typescript', 'npm ci --prefix examples/playground'],
].flatMap(([path, remedy]) => (existsSync(path!) ? [] : [`no ${path}; install it by \`${remedy}\``]));

/** Builds it into out/site, once in a run of the tests, whatever projects ask for it. */
export function buildSite(): void {
  const run = process.env['RUN']!;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === run) return;
  rmSync(STAMP, { force: true });
  execFileSync('npm', ['run', '-s', 'docs:site'], {
    env: { ...process.env, DOCS_BASE: BASE },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  rmSync('docs/build', { recursive: true, force: true });
  mkdirSync('build', { recursive: true });
  writeFileSync(STAMP, run);
}

/** Serves it as a plain server of files does. */
export function serveSite(): Promise<Served> {
  const files = new Map<string, Uint8Array>();
  for (const [path, bytes] of filesIn('out/site')) {
    files.set(BASE.slice(0, -1) + path, bytes);
    if (path.endsWith('/index.html')) files.set(BASE.slice(0, -1) + path.slice(0, -'index.html'.length), bytes);
  }
  return serve(files, { plain: true });
}
