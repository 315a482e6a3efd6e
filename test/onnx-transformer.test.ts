// Export to ONNX of a transformer's encoder, and of activations with weights.
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { start } from './support/library.ts';
import { checkExport, custom } from './support/onnx.ts';

const { nn } = rl;
let liveBytes = 0;

beforeAll(async () => {
  await start();
  ({ liveBytes } = rl.memory());
});

afterAll(() => expect(rl.memory().liveBytes).toBe(liveBytes));

it.each([true, false])('an encoder, with masks; normFirst: %s', async (normFirst) => {
  await checkExport(
    () => {
      const layer = new nn.TransformerEncoderLayer(8, 2, { dimFeedforward: 16, batchFirst: true, normFirst, activation: 'gelu' });
      const encoder = new nn.TransformerEncoder(layer, 2);
      layer.dispose();
      return custom({ encoder }, ({ encoder }, x, padding) => {
        const mask = rl.ones([5, 5]).triu(1).to('bool');
        return encoder.forward(x, { mask, srcKeyPaddingMask: padding });
      });
    },
    () => [
      rl.randn([2, 5, 8]),
      rl.tensor([
        [false, false, false, false, true],
        [false, false, false, true, true],
      ]),
    ],
  );
});

it('activations with weights, and gated units', async () => {
  await checkExport(
    () =>
      new nn.Sequential(
        new nn.Conv1d(3, 4, 3),
        new nn.PReLU({ numParameters: 4 }),
        new nn.GLU({ dim: 1 }),
        new nn.PReLU(),
        new nn.CELU({ alpha: 0.7 }),
        new nn.Softshrink({ lambd: 0.1 }),
      ),
    () => rl.randn([2, 3, 8]),
  );
});
