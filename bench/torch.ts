/** PyTorch as a contender, in a process of its own, where python3 has it. */
import type { Remote } from './harness.ts';
import { Peer } from './process.ts';

let peer: Promise<Peer | null> | undefined;

/** Debian's own Python may stand behind another one. */
export const PYTHONS = ['python3', '/usr/bin/python3'];

/** In a process with OpenBLAS's kernels for AVX2, whatever more the machine has. */
async function start(): Promise<Peer | null> {
  for (const python of PYTHONS) {
    const started = new Peer(python, ['bench/native.py'], { env: { ...process.env, OPENBLAS_CORETYPE: 'Haswell' } });
    try {
      const { version } = await started.ask<{ version: string }>({ op: 'version', ms: 0 });
      console.log(`PyTorch ${version}, one thread`);
      return started;
    } catch {
      await started.end();
    }
  }
  return null;
}

/** The same work there; nothing if there is no PyTorch. */
export async function torch(request: object): Promise<{ run: Remote } | undefined> {
  peer ??= start();
  const there = await peer;
  if (there === null) return undefined;
  return { run: { time: async (ms) => (await there.ask<{ ms: number }>({ ...request, ms })).ms } };
}

export async function endTorch(): Promise<void> {
  await (await peer)?.end();
}
