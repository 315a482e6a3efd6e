/** Packages that one example alone needs, and that are too large for all who only want the library. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What the example's own package.json brings: `require` for it, installed the first time. */
export function nestedRequire(example: string): NodeJS.Require {
  // from examples/support, and just so from build/examples
  const manifest = new URL(`../../examples/${example}/package.json`, import.meta.url);
  const cwd = fileURLToPath(new URL('.', manifest));
  if (!existsSync(new URL('node_modules/', manifest))) {
    console.log(`installing what examples/${example} needs, once …`);
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd,
      stdio: 'inherit',
      // npm is a script there
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      console.error(`${example}: expected npm ci to succeed in examples/${example}, got exit code ${status}`);
      process.exit(1);
    }
  }
  return createRequire(manifest);
}
