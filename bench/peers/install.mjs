// Installs the other libraries into this folder if they are not there. Their install scripts fetch what the machine
// may not reach, and are not needed: the binaries used here come inside the packages.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('bench/peers/node_modules')) {
  execSync('npm ci --prefix bench/peers --ignore-scripts --no-audit --no-fund', { stdio: 'inherit' });
}
