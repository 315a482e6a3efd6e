/**
 * A training leaves JavaScript after two epochs, goes on under PyTorch's torchrun on two processes for two more, and comes
 * back for the last two; its losses beside those of a run that never left. Needs a Python with PyTorch.
 * `npm run example -- scale-out`
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { data, evaluate, loadCheckpoint, metrics } from 'rushlight';
import { toTorch } from 'rushlight/torch';
import { closing } from '../support/closing.ts';
import { folder, integer, readOptions, text } from '../support/options.ts';
import { percent } from '../support/progress.ts';
import { BATCH, begin, end, SEED, trainUntil } from './job.ts';

const options = readOptions(
  { name: 'scale-out', purpose: 'Trains in JavaScript, then on several processes with PyTorch, then in JavaScript again.' },
  {
    epochs: integer('epochs of each of the three parts', 2),
    ranks: integer('processes of PyTorch', 2),
    python: text('PATH', 'the Python that has PyTorch', '/usr/bin/python3'),
    folder: folder('where the project is written', 'build/scale-out'),
  },
);
const total = 3 * options.epochs;

// export.mjs: two epochs here, then the project
const job = begin(total);
await trainUntil(job, options.epochs);
const files = toTorch(job.model, {
  example: job.train.tensors[0].narrow(0, 0, 4),
  criterion: job.criterion,
  optimizer: job.optimizer,
  scheduler: job.scheduler,
  train: job.train,
  validation: job.test,
  epochs: 2 * options.epochs,
  batchSize: BATCH,
  seed: SEED,
  history: { epochs: job.epochs },
});
mkdirSync(options.folder, { recursive: true });
for (const [name, content] of Object.entries(files)) writeFileSync(join(options.folder, name), content);
console.log(`wrote ${Object.keys(files).join(', ')} to ${options.folder}\n\n${files['model.py'] as string}`);

// torchrun: on as many machines as there are; here on this one
const trace = join(options.folder, 'trace.json');
rmSync(trace, { force: true });
const launch = ['-m', 'torch.distributed.run', `--nproc_per_node=${options.ranks}`, '--redirects=1', '--tee=1'];
const { status } = spawnSync(options.python, [...launch, join(options.folder, 'train.py'), '--trace', trace], {
  stdio: 'inherit',
  env: { ...process.env, OMP_NUM_THREADS: '1' },
});
if (status !== 0) {
  console.error(`scale-out: expected ${options.python} with PyTorch, got exit code ${status}; pass --python PATH`);
  process.exit(1);
}
const away = readFileSync(trace, 'utf8').trim().split('\n');
job.losses.push(...away.map((line) => (JSON.parse(line) as { loss: number }).loss));

// go-on.mjs: the checkpoint that came back, and two epochs more
const { history } = loadCheckpoint(readFileSync(join(options.folder, 'checkpoint.safetensors')), {
  model: job.model,
  optimizer: job.optimizer,
  scheduler: job.scheduler,
});
job.epochs = (history?.epochs ?? []) as typeof job.epochs;
await trainUntil(job, total);

const whole = begin(total);
await trainUntil(whole, total);
const difference = Math.max(...whole.losses.map((loss, i) => Math.abs(loss - (job.losses[i] as number))));
const { metrics: figures } = await evaluate(job.model, new data.DataLoader(job.test, { batchSize: 500 }), {
  criterion: job.criterion,
  metrics: { accuracy: metrics.accuracy },
});
console.log(`${job.losses.length} steps, ${away.length} of them with PyTorch on ${options.ranks} processes`);
console.log(`greatest difference of a step's loss from the run that never left: ${difference.toExponential(1)}`);
console.log(`held-out accuracy ${percent(figures['accuracy'] as number)}`);
end(job);
end(whole);
closing();
