// Packs the built package and installs the tarball, offline, into an empty project: what every test here uses.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

export interface Packed {
  /** The project that the package is installed in. */
  consumer: string;
  tarball: string;
  /** The tarball's files. */
  files: { path: string; size: number }[];
}

declare module 'vitest' {
  export interface ProvidedContext {
    packed: Packed;
  }
}

const npm = (args: string[], cwd: string): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

export default function setup({ provide }: TestProject): () => void {
  if (!existsSync('dist/src/index.js')) throw new Error('expected a built package in dist; run `npm run build` first');
  const consumer = realpathSync(mkdtempSync(join(tmpdir(), 'rushlight-consumer-')));
  const [report] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', consumer], process.cwd()));
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n');
  npm(['install', `./${report.filename}`, '--offline', '--no-audit', '--no-fund', '--no-package-lock'], consumer);
  provide('packed', { consumer, tarball: join(consumer, report.filename), files: report.files });
  return () => rmSync(consumer, { recursive: true, force: true });
}
