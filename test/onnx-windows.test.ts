// Export to ONNX of convolutions and pools with few windows, or with windows larger than what they are over.
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { start } from './support/library.ts';
import { checkExport } from './support/onnx.ts';

const { nn } = rl;
type Model = rl.nn.Module & { forward(x: rl.Tensor): rl.Tensor };

let liveBytes = 0;

beforeAll(async () => {
  await start();
  ({ liveBytes } = rl.memory());
});

afterAll(() => expect(rl.memory().liveBytes).toBe(liveBytes));

it.each<[string, () => Model, number[]]>([
  ['a row of windows', () => new nn.Conv2d(2, 3, 2, { stride: 3 }), [2, 2, 2, 8]],
  ['a column of windows', () => new nn.Conv2d(2, 3, 2, { stride: [2, 3], padding: [1, 0] }), [2, 2, 7, 4]],
  ['a row made larger', () => new nn.ConvTranspose2d(2, 3, 2, { stride: [3, 2], outputPadding: [2, 1] }), [2, 2, 1, 3]],
  ['a column made larger', () => new nn.ConvTranspose2d(2, 3, 3, { stride: 3, padding: 1, outputPadding: [0, 2] }), [2, 2, 3, 1]],
  ['an element made a sequence', () => new nn.ConvTranspose1d(2, 3, 2, { stride: 4, outputPadding: 3 }), [2, 2, 1]],
  ['means over more than the height', () => new nn.AvgPool2d([7, 2], { padding: [1, 0], ceilMode: true }), [2, 2, 4, 4]],
  ['means over more than the width', () => new nn.AvgPool2d([2, 7], { padding: [0, 1], ceilMode: true }), [2, 2, 4, 4]],
])('%s', async (_, make, shape) => {
  await checkExport(make, () => rl.randn(shape));
});
