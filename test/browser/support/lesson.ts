// The lesson, built as it is served.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds it into a folder of its own. */
export async function buildLesson(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'rushlight-lesson-'));
  await build({ configFile: 'examples/lesson/vite.config.ts', logLevel: 'error', build: { outDir } });
  return outDir;
}
