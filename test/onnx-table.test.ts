// Every row of the op table is either exported, and another runtime gives the same numbers, or refused by name: never wrong.
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { CONVERSIONS } from '../src/onnx/draft.ts';
import { toOnnx } from '../src/onnx/index.ts';
import { call, start, toArguments, toTensor } from './support/library.ts';
import { expectSame, Listed } from './support/onnx.ts';
import { rows } from './support/optable/all.ts';
import { arraysIn, describeArgs } from './support/optable.ts';
import { Random } from './support/random.ts';

const SAMPLES = 4;
let liveBytes = 0;

beforeAll(async () => {
  await start();
  ({ liveBytes } = rl.memory());
});

afterAll(() => expect(rl.memory().liveBytes).toBe(liveBytes));

/** The file, or the refusal. */
function exported(model: Listed, inputs: rl.Tensor[]): Uint8Array | Error {
  try {
    return rl.scope(() => toOnnx(model, inputs, { batchDims: inputs.map(() => null) }));
  } catch (error) {
    return error as Error;
  }
}

it.each(rows.map((row) => [row.name, row] as const))('%s', async (name, row) => {
  const samples = [...row.samples(new Random(name))]
    .map(({ args }) => ({ args, arrays: [...new Set(arraysIn(args))] }))
    // runtimes order NaN as they like
    .filter(({ arrays }) => arrays.length > 0 && arrays.every(({ data }) => data.length > 0 && !data.some(Number.isNaN)));
  let written = 0;
  for (const { args, arrays } of samples.slice(0, SAMPLES)) {
    const inputs = rl.scope(() => arrays.map((x) => toTensor(x)));
    const model = new Listed((...tensors) => call(name, ...toArguments(args, (x) => tensors[arrays.indexOf(x)]!).args));
    const file = exported(model, inputs);
    if (file instanceof Uint8Array) {
      const session = await ort.InferenceSession.create(file, { logSeverityLevel: 3 });
      await expectSame(session, model, inputs);
      await session.release();
      written++;
    } else {
      expect(file, describeArgs(args)).toBeInstanceOf(TypeError);
      expect(file.message, describeArgs(args)).toMatch(/^toOnnx: expected /);
    }
    for (const t of inputs) t.dispose();
  }
  if (samples.length > 0 && Object.hasOwn(CONVERSIONS, name.replace('F.', ''))) expect(written).toBeGreaterThan(0);
});
