// Outside every scope a call leaves its results and nothing else: what it copied on the way would wait for the garbage collector.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { call, isTensor, start, toArguments, toTensor } from './support/library.ts';
import { rows } from './support/optable/all.ts';
import { arraysIn, describeArgs, isConstant } from './support/optable.ts';
import { Random } from './support/random.ts';
import { byName, type Result } from './support/reference.ts';

beforeAll(start);

/** The same elements, each with another after it. */
const apart = (t: rl.Tensor): rl.Tensor => rl.stack([t, t], -1).select(-1, 0).detach();

describe.each(rows.map((row) => [row.name, row] as const))('%s', (name, row) => {
  it('leaves its results alone', () => {
    for (const sample of row.samples(new Random(name))) {
      if (arraysIn(sample.args).some((x) => x.data.length > 3000)) continue;
      for (const requiresGrad of [false, true]) {
        const { args, tensors } = rl.scope(() =>
          toArguments(sample.args, (x) => {
            const t = row.contiguousOnly ? toTensor(x) : apart(toTensor(x));
            return rl.keep(t.requiresGrad_(requiresGrad && !isConstant(x)));
          }),
        );
        const before = rl.memory().liveTensors;
        const made = Object.values(byName(call(name, ...args) as Result<rl.Tensor>, isTensor)).filter(
          (t) => !tensors.includes(t),
        );
        const blocks = new Set(made.map((t) => t.storage));
        for (const t of tensors) blocks.delete(t.storage);
        const where = describeArgs(sample.args);
        // a node also holds what it saved
        if (!requiresGrad) expect(rl.memory().liveTensors - before, where).toBe(blocks.size);
        for (const t of made) t.dispose();
        expect(rl.memory().liveTensors, `${where}, gradients ${requiresGrad}`).toBe(before);
        for (const t of new Set(tensors)) t.dispose();
      }
    }
  });
});
