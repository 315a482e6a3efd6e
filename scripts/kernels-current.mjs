// Compiles the kernels if there are no binaries yet, or if one of their sources is newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** When the newest file in a folder was last changed, or a file by itself; 0 if there is none. */
function newest(path, pattern = /./) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return pattern.test(path) ? stat.mtimeMs : 0;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name), pattern)));
}

const sources = Math.max(newest('assembly'), newest('asconfig.json'), newest('scripts', /\.mjs$/));
if (sources > Math.min(newest('bindings/wasm'), newest('build', /\.wasm$/))) {
  const { status } = spawnSync('npm', ['run', '-s', 'build:wasm'], { stdio: 'inherit', shell: process.platform === 'win32' });
  process.exitCode = status ?? 1;
}
