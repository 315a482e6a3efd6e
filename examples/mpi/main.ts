/**
 * Trains on several processes over Open MPI: each takes its share of every batch, and the gradients are summed. The losses beside
 * those of one process that has the joined batches. Needs Open MPI. `npm run example -- mpi`
 */
import { spawnSync } from 'node:child_process';
import { full, indexSelect, init, metrics, nn, noGrad, scope, tensor } from 'rushlight';
import { loadPenguins, type Penguin, SPECIES } from '../penguins/data.ts';
import { closing } from '../support/closing.ts';
import { nestedRequire } from '../support/nested.ts';
import { integer, readOptions, real, seed } from '../support/options.ts';
import { percent } from '../support/progress.ts';
import { joinWorld, type World } from './mpi.ts';
import { IGNORED, sumInPlace, type Task, train } from './train.ts';

const options = readOptions(
  { name: 'mpi', purpose: 'Learns to tell three species of penguins apart on several processes, over Open MPI.' },
  {
    ranks: integer('processes', 2),
    epochs: integer('passes over the penguins', 30),
    lr: real('learning rate of SGD with momentum', 0.05),
    batchSize: integer('penguins in a batch, over all processes together', 32),
    threads: integer('threads of each process', 1),
    seed: seed(),
  },
);

/** Starts this program as many times as there are ranks, and ends as they do. */
function launch(): never {
  // installs what is missing once, not in every process
  nestedRequire('mpi');
  const command = ['-np', `${options.ranks}`, '--oversubscribe', process.execPath, ...process.argv.slice(1)];
  // as in a container, where Open MPI wants to be told twice
  const root = process.getuid?.() === 0 ? { OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' } : {};
  const { status, error } = spawnSync('mpirun', command, { stdio: 'inherit', env: { ...process.env, ...root } });
  if (error) console.error(`mpi: expected mpirun of Open MPI, got ${error.message}; on Debian: apt-get install openmpi-bin`);
  process.exit(status ?? 1);
}
if (process.env['OMPI_COMM_WORLD_SIZE'] === undefined) launch();

const { penguins } = loadPenguins();
/** Every ninth penguin takes part without a label. */
const isUnlabelled = (i: number): boolean => i % 9 === 0;

function loadTask(): Task {
  const counts = SPECIES.map((_, species) => penguins.filter((penguin) => penguin.species === species).length);
  return scope(() => {
    const numbers = tensor(penguins.map((penguin) => penguin.numbers));
    return {
      x: numbers.sub(numbers.mean(0)).div(numbers.std(0)),
      y: tensor(Int32Array.from(penguins, ({ species }, i) => (isUnlabelled(i) ? IGNORED : species))),
      weight: tensor(counts.map((count) => penguins.length / (SPECIES.length * count))),
    };
  });
}

/** Whether the sum of a part of a tensor over the processes is in the tensor, and nowhere else: nothing copies it there. */
function sumsInPlace(world: World): boolean {
  const x = full([4], world.rank + 1);
  scope(() => sumInPlace(x.narrow(0, 1, 2), world));
  const [own, sum] = [world.rank + 1, (world.size * (world.size + 1)) / 2];
  const isRight = x.toTypedArray().join() === [own, sum, sum, own].join();
  x.dispose();
  return isRight;
}

/** The greatest difference of a parameter from the first process's, over all processes. */
function apart(model: nn.Module, world: World): number {
  const own = scope(() => nn.utils.parametersToVector(model.parameters()).toTypedArray()) as Float32Array;
  const first = own.slice();
  world.broadcast(first);
  const differences = new Float64Array(world.size);
  differences[world.rank] = Math.max(...own.map((value, i) => Math.abs(value - (first[i] as number))));
  world.sum(differences);
  return Math.max(...differences);
}

const world = joinWorld();
if (options.batchSize % world.size !== 0)
  throw new Error(`mpi: expected a batch size divisible by ${world.size} processes, got ${options.batchSize}`);
await init({ threads: options.threads });
if (!sumsInPlace(world)) throw new Error('mpi: expected the sum over the processes in the tensor, got other values');
const task = loadTask();
const { model, losses } = train(task, options, world);
const difference = apart(model, world);
world.finalize();

if (world.rank === 0) {
  const alone: World = { rank: 0, size: 1, sum: () => {}, broadcast: () => {}, finalize: () => {} };
  const whole = train(task, options, alone);
  const greatest = Math.max(...whole.losses.map((loss, i) => Math.abs(loss - (losses[i] as number))));
  console.log(`${losses.length} steps on ${world.size} processes, loss ${losses[0]?.toFixed(4)} to ${losses.at(-1)?.toFixed(4)}`);
  console.log(`gradients summed in place, in the tensors' own ${options.threads > 1 ? 'shared ' : ''}memory`);
  console.log(`greatest difference of a parameter between the processes: ${difference}`);
  console.log(`greatest difference of a step's loss from one process with the joined batch: ${greatest.toExponential(1)}`);
  const hidden = penguins.flatMap((_, i) => (isUnlabelled(i) ? i : []));
  const logits = scope(() => noGrad(() => model.forward(indexSelect(task.x, 0, tensor(Int32Array.from(hidden))))));
  const species = tensor(Int32Array.from(hidden, (i) => (penguins[i] as Penguin).species));
  console.log(`accuracy ${percent(metrics.accuracy(logits, species))} on the ${hidden.length} penguins without a label`);
  closing(whole.model, model, ...Object.values(task), logits, species);
  if (!(greatest <= 1e-6)) process.exitCode = 1;
}
