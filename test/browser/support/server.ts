// A server on this machine for one site: scripts from memory, a page at every other address, fixtures from the disk.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative } from 'node:path';

/** What a page needs that may not compile anything but Wasm, and the headers that give it shared memory. */
const policy = (inline: string, scripts: string): string => {
  const hash = inline && ` 'sha256-${createHash('sha256').update(inline).digest('base64')}'`;
  return `script-src 'self' 'wasm-unsafe-eval'${hash} ${scripts}`;
};
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

const TYPES: Record<string, string> = {
  js: 'text/javascript',
  html: 'text/html',
  css: 'text/css',
  svg: 'image/svg+xml',
  json: 'application/json',
  wasm: 'application/wasm',
  bin: 'application/octet-stream',
};

/** A folder's files, by their paths in it. */
export const filesIn = (folder: string): [string, Uint8Array][] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [`/${relative(folder, path)}`, readFileSync(path)]);

export interface Site {
  origin: string;
  close(): Promise<unknown>;
}

export interface Served extends Site {
  /** The paths that were asked for. */
  asked: string[];
}

/**
 * Serves `files` by their paths; what is not there may be a golden fixture. `inline` is a script that pages may contain,
 * `scripts` another origin that they may take scripts from. An `open` site's files are for every page. A `plain` site has no policy.
 */
export async function serve(
  files: ReadonlyMap<string, string | Uint8Array>,
  { isolated = false, inline = '', scripts = '', open = false, plain = false } = {},
): Promise<Served> {
  // threads are workers from blobs
  const workers = isolated ? "; worker-src 'self' blob:" : '';
  const headers = {
    ...(!plain && { 'content-security-policy': policy(inline, scripts) + workers }),
    ...(isolated && ISOLATED),
    ...(open && { 'access-control-allow-origin': '*' }),
  };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    asked.push(pathname);
    const fixture = /^\/test\/golden\/\w+\.json$/.test(pathname) ? readFileSync(`.${pathname}`) : undefined;
    const body = files.get(pathname) ?? fixture;
    const type = TYPES[pathname.split('.').at(-1)!] ?? TYPES['html']!;
    const length = body === undefined ? 0 : Buffer.byteLength(body);
    response.writeHead(body === undefined ? 404 : 200, { ...headers, 'content-type': type, 'content-length': length }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    asked,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => server.close(done).closeAllConnections()),
  };
}
