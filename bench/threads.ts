/** Two threads against one, on the same work in two processes, in turn; the results are to be the same to the bit. */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backend } from 'rushlight';
import type { Family, Goal, Remote, Row, Work } from './harness.ts';
import { Peer } from './process.ts';
import { SERVED, type Served } from './serve.ts';

const COUNT = 2;
const GAIN = 1.8;
const LIMIT = `${COUNT} processes side by side`;

/** This program again, to serve with so many threads. */
export const another = (threads: number): Peer =>
  new Peer(process.execPath, [
    ...process.execArgv,
    process.argv[1] as string,
    '--serve',
    '--level',
    backend().level,
    '--threads',
    `${threads}`,
  ]);

/** As many processes of one thread side by side: what the cores have to give, which may be those of one core's threads. */
function sideBySide(op: string): Remote & { end: () => void } {
  const peers = Array.from({ length: COUNT }, () => another(1));
  return {
    time: async (ms) => {
      const times = await Promise.all(peers.map((peer) => peer.ask<{ ms: number }>({ op, ms })));
      return 1 / times.reduce((rate, time) => rate + 1 / time.ms, 0);
    },
    end: () => {
      for (const peer of peers) peer.end();
    },
  };
}

function shared(op: string, goals: Goal[]): Work {
  const here = (SERVED[op] as () => Served)();
  const there = another(COUNT);
  const limit = sideBySide(op);
  const path = join(tmpdir(), `bench-${process.pid}.f32`);
  return {
    work: 1,
    unit: 'µs',
    tolerance: 0,
    check: async () => {
      await there.ask({ op, to: path });
      const got = new Float32Array(new Uint8Array(readFileSync(path)).buffer);
      rmSync(path);
      return [got, here.values()];
    },
    ours: { time: async (ms) => (await there.ask<{ ms: number }>({ op, ms })).ms },
    versus: { 'one thread': { run: here.run }, [LIMIT]: { run: limit } },
    goals,
    dispose: () => {
      there.end();
      limit.end();
    },
  };
}

const gain: Goal[] = [
  { versus: 'one thread', as: 'faster', target: GAIN },
  { versus: LIMIT, as: 'share' },
];
/** Small work stays on one thread, and is not to notice. */
const still: Goal[] = [{ versus: 'one thread', as: 'cost', target: 1.1 }];

export const threads: Family = {
  name: 'threads',
  title: `${COUNT} threads`,
  rows: (): Row[] => [
    ...[
      'matmul 256³',
      'matmul 512³',
      'crossEntropy + gradient [256, 1000]',
      'crossEntropy + gradient [128, 32000]',
      'step, 784-128-10',
      'step, 784-512-512-10',
      'step, two convolutions',
    ].map((op) => ({
      name: `${op}, ${COUNT} threads`,
      setup: () => shared(op, gain),
    })),
    { name: `tutorial step, ${COUNT} threads`, setup: () => shared('tutorial step', still) },
  ],
};
