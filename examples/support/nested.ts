/** Packages that a single example needs, too large to install for everyone who wants the library. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** `require` for the packages in the example's own package.json, which are installed the first time. */
export function nestedRequire(example: string): NodeJS.Require {
  // the same from examples/support and from build/examples
  const manifest = new URL(`../../examples/${example}/package.json`, import.meta.url);
  // npm would install what it finds in a folder further up
  if (!existsSync(manifest)) throw new Error(`${example}: expected ${fileURLToPath(manifest)}, got no such file`);
  const cwd = fileURLToPath(new URL('.', manifest));
  if (!existsSync(new URL('node_modules/', manifest))) {
    console.log(`installing the packages of examples/${example}, only this once …`);
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd,
      stdio: 'inherit',
      // there, npm is a script
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      console.error(`${example}: expected npm ci to succeed in examples/${example}, got exit code ${status}`);
      process.exit(1);
    }
  }
  return createRequire(manifest);
}
