// What the installed package trains to in Node: the bits that every browser must have.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import type { Trained } from '../../package/consumer/train.ts';

export function trainInNode(consumer: string, level: string): Trained {
  const { code } = transformSync(readFileSync('test/package/consumer/train.ts', 'utf8'), { loader: 'ts' });
  writeFileSync(join(consumer, 'bits.mjs'), `${code}\nconsole.log(JSON.stringify(await train(process.argv[2])));`);
  const { stdout, stderr } = spawnSync(process.execPath, ['--experimental-wasm-relaxed-simd', 'bits.mjs', level], {
    cwd: consumer,
  });
  if (stderr.length > 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString());
}
