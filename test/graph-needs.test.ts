// What the graph is made of: no node where no gradient was asked for, no saved tensor that its backward leaves unread, and no gradient
// of an input that wants none.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Node } from '../src/autograd/node.ts';
import * as rl from '../src/index.ts';
import { tensorsIn } from '../src/synchronous.ts';
import { type Tracer, withTracer } from '../src/tracing.ts';
import { nodesOf } from './support/checks.ts';
import { call, isTensor, leavesNothing, start, toArguments, toTensor } from './support/library.ts';
import { rows } from './support/optable/all.ts';
import { arraysIn, describeArgs, isConstant, type OpRow, type Sample } from './support/optable.ts';
import { Random } from './support/random.ts';
import type { Nd } from './support/reference/nd.ts';
import { byName, type Result } from './support/reference.ts';

beforeAll(start);

const run = (name: string, args: readonly unknown[]): rl.Tensor[] =>
  Object.values(byName(call(name, ...args) as Result<rl.Tensor>, isTensor));

/** Gradients of the only leaf among the arguments, as `change` leaves the nodes; 'refused' if a backward has not what it reads. */
function gradient(name: string, sample: Sample, leaf: Nd, change: (nodes: Node[]) => void): ArrayLike<number> | 'refused' {
  const { args, tensors } = toArguments(sample.args, (x) => toTensor(x, { requiresGrad: x === leaf }));
  const outputs = run(name, args).filter((t) => t.requiresGrad);
  const random = new Random(name);
  change(nodesOf(outputs));
  const weights = outputs.map((t) => toTensor(random.real(t.shape, 1, 2)));
  const x = tensors[arraysIn(sample.args).indexOf(leaf)]!;
  try {
    const [g] = rl.autograd.grad(outputs, [x], { gradOutputs: weights, allowUnused: true });
    return g ? g.toTypedArray() : [];
  } catch (error) {
    if (error instanceof TypeError) return 'refused';
    throw error;
  }
}

/** Losses, which show their inputs but not their targets, and ops that may read no values. */
const INDEPENDENT = /^(zerosLike|onesLike|baddbmm)$|^F\.(.*Loss|.*[cC]rossEntropy.*)$/;
/** Ops whose kernels make the gradients of all inputs at once. */
const AT_ONCE = /^(mseLoss|l1Loss|smoothL1Loss|huberLoss|layerNorm|batchNorm|groupNorm|instanceNorm)$/;
/** Losses that save all their operands, whichever are read: the caller holds most of them anyway. */
const SAVES_ALL = /^F\.(linearCrossEntropy|multilabelSoftMarginLoss)$/;

/** The smaller samples, which take the same ways. */
const samplesOf = (row: OpRow): Sample[] =>
  [...row.samples(new Random(row.name))].filter(({ args }) => arraysIn(args).every((x) => x.data.length < 200));

const floats = (sample: Sample): Nd[] => [...new Set(arraysIn(sample.args).filter((x) => !isConstant(x)))];

describe.each(rows.map((row) => [row.name, row] as const))('%s', (name, row) => {
  it('records nothing unless a gradient is wanted', () => {
    for (const sample of samplesOf(row))
      leavesNothing(() => {
        const where = describeArgs(sample.args);
        const { args } = toArguments(sample.args, (x) => toTensor(x));
        for (const t of run(name, args)) expect(t.requiresGrad, where).toBe(false);
        const leaves = toArguments(sample.args, (x) => toTensor(x, { requiresGrad: !isConstant(x) }));
        for (const t of rl.noGrad(() => run(name, leaves.args)))
          if (!leaves.tensors.includes(t)) expect(t.requiresGrad, `${where} under noGrad`).toBe(false);
      });
  });

  if (!INDEPENDENT.test(name))
    it('shows a tracer every tensor that its results depend on', () => {
      for (const sample of samplesOf(row))
        leavesNothing(() => {
          const { args, tensors } = toArguments(sample.args, (x) => toTensor(x));
          for (const one of new Set(tensors.filter((t) => t.numel > 0))) {
            const reached = new Set([one]);
            const see: Tracer = (out, _, inputs, how) =>
              void ([...inputs, ...tensorsIn(how)].some((t) => reached.has(t)) && reached.add(out));
            for (const t of withTracer(see, () => run(name, args)))
              expect(reached.has(t), `${describeArgs(sample.args)}, tensor ${tensors.indexOf(one)}`).toBe(true);
          }
        });
    });

  const samples = samplesOf(row).filter((sample) => sample.gradient && arraysIn(sample.args).every((x) => x.data.length > 0));
  if (samples.length > 0)
    it('saves and computes for each input alone what its gradient needs', () => {
      for (const sample of samples)
        for (const leaf of floats(sample))
          leavesNothing(() => {
            const where = `${describeArgs(sample.args)}, input ${floats(sample).indexOf(leaf)} alone`;
            const slots: [number, number][] = [];
            const whole = gradient(name, sample, leaf, (nodes) => {
              nodes.forEach((node, n) => {
                node.unpack().forEach((t, i) => t && slots.push([n, i]));
                const { backward } = node;
                Object.assign(node, {
                  backward: (...args: Parameters<typeof backward>) => {
                    const all = backward(...args);
                    if (Array.isArray(all))
                      if (!AT_ONCE.test(node.name))
                        all.forEach((g, i) => args[2][i] ?? expect(!g, `${where}: gradient ${i} of ${node.name}`).toBe(true));
                    return all;
                  },
                });
              });
            });
            expect(whole, where).not.toBe('refused');
            if (SAVES_ALL.test(name) || whole === 'refused' || Array.from(whole).every((v) => v === 0)) return;
            for (const [n, i] of slots) {
              const lacking = gradient(name, sample, leaf, (nodes) => {
                const node = nodes[n]!;
                const unpack = node.unpack.bind(node);
                node.unpack = () => unpack().map((t, j) => (i === j ? null : t));
              });
              expect(lacking, `${where}: saved tensor ${i} of node ${n}`).not.toEqual(whole);
            }
          });
    });
});
