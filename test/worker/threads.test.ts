// A worker of Node: it serves without being given a port, has the bits of one thread, and may die.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fit, memory, scope } from '../../src/index.ts';
import { connect, serve, type TrainerOf } from '../../src/worker/index.ts';
import { start as startLibrary } from '../support/library.ts';
import { definition, FEATURES, made, makeTraining, predictBy } from '../support/worker-job.ts';
import type { job } from './thread.ts';

type Job = TrainerOf<typeof job>;

const INPUT = Float32Array.from({ length: 4 * FEATURES }, (_, i) => Math.cos(i));

let folder: string;
let before = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushlight-worker-'));
  await build({
    entryPoints: ['test/worker/thread.ts'],
    outfile: join(folder, 'thread.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  await startLibrary();
  before = memory().liveBytes;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  for (const thing of made) thing[Symbol.dispose]();
  expect(memory().liveBytes).toBe(before);
});

const open = (): Job => connect<typeof job>(new Worker(join(folder, 'thread.mjs')));
const rejection = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error) => error);

describe('a worker thread', () => {
  it('is where serve needs no port', () => {
    expect(() => serve(definition)).toThrow('serve: expected to run in a worker, got another place; give it a MessagePort there');
  });

  it('trains, predicts and saves with the bits of one thread', async () => {
    const model = definition.model();
    const { loader, ...options } = makeTraining(model, { epochs: 3 });
    const wanted = await fit(model, loader, options);
    const trainer = open();
    const reports: number[] = [];
    const run = trainer.start({ epochs: 3 });
    for await (const report of run) if (report.type === 'epoch') reports.push(report.loss);
    const { loss, valLoss, valMetrics } = await run.history;
    expect({ loss, valLoss, valMetrics }).toEqual({
      loss: wanted.loss,
      valLoss: wanted.valLoss,
      valMetrics: wanted.valMetrics,
    });
    expect(reports).toEqual(wanted.loss);
    expect(await trainer.predict(INPUT)).toEqual(scope(() => predictBy(model.eval(), INPUT)));
    trainer.close();
  });

  it('sends no news that its page has no time for', async () => {
    const worker = new Worker(join(folder, 'thread.mjs'));
    let messages = 0;
    worker.on('message', ({ rushlight }) => {
      if (rushlight === 'reports') messages++;
    });
    const trainer = connect<typeof job>(worker);
    const seen: number[] = [];
    const epochs = 60;
    const run = trainer.start({ epochs });
    for await (const report of run) {
      if (report.type === 'epoch') seen.push(report.epoch);
      // the page is busy until it is over
      else if (seen.length === 0) await run.history;
    }
    expect(seen).toEqual(Array.from({ length: epochs }, (_, i) => i));
    // the first batch, and the rest at the end
    expect(messages).toBe(2);
    trainer.close();
  });

  it('rejects what waits when it dies, and says why', async () => {
    const trainer = open();
    const run = trainer.start({ epochs: 100_000 });
    await trainer.predict(INPUT);
    const waiting = [run.history, trainer.call('busy', 50), trainer.call('leave'), trainer.call('busy', 50)];
    const said = await Promise.all(waiting.map(rejection));
    expect(said[0]).toMatchObject({ message: 'the worker has failed: out of the blue', cause: { message: 'out of the blue' } });
    expect(await rejection(trainer.save())).toMatchObject({ message: 'save: the worker has failed: out of the blue' });
  });

  it('rejects what waits when it ends, or was never there', async () => {
    const worker = new Worker(join(folder, 'thread.mjs'));
    const ended = connect<typeof job>(worker);
    const { history } = ended.start({ epochs: 100_000 });
    const said = rejection(history);
    await ended.predict(INPUT);
    await worker.terminate();
    expect(await said).toMatchObject({ message: 'the worker has ended' });
    expect(await rejection(connect<typeof job>(worker).save())).toMatchObject({ message: 'save: the worker has ended' });

    writeFileSync(join(folder, 'broken.mjs'), 'import "./not-there.mjs";');
    const absent = connect<typeof job>(new Worker(join(folder, 'broken.mjs')));
    expect(await rejection(absent.save())).toMatchObject({
      message: expect.stringMatching(/^the worker has failed: Cannot find module/),
    });
  });
});
