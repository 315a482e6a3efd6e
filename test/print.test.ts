// What a tensor looks like: expected strings by the rules of PyTorch's printing (torch/_tensor_str.py), worked out by hand.
import { beforeAll, expect, it } from 'vitest';
import { arange, DisposedError, nn, ones, type Tensor, tensor, zeros } from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

const e = (mantissas: string[]): string => mantissas.join(', ');

const cases: [what: string, make: () => Tensor, text: string][] = [
  ['a scalar', () => tensor(Math.PI), 'tensor(3.1416)'],
  ['whole numbers', () => tensor([1, 2, 3]), 'tensor([1., 2., 3.])'],
  [
    'signs, aligned',
    () =>
      tensor([
        [1, -1],
        [1, -1],
      ]),
    'tensor([[ 1., -1.],\n        [ 1., -1.]])',
  ],
  [
    'four digits',
    () =>
      tensor([
        [0.1, 1.2],
        [12, 3.14],
      ]),
    'tensor([[ 0.1000,  1.2000],\n        [12.0000,  3.1400]])',
  ],
  ['halves to even', () => tensor([0.03125, 0.09375, -0.15625]), 'tensor([ 0.0312,  0.0938, -0.1562])'],
  ['no zero without its sign', () => tensor([-0, 0]), 'tensor([-0., 0.])'],
  [
    'a wide range in scientific notation',
    () => tensor([1e-10, 1e-5, 1, 1e5, 1e10]),
    `tensor([${e(['1.0000e-10', '1.0000e-05', '1.0000e+00', '1.0000e+05', '1.0000e+10'])}])`,
  ],
  ['scientific halves to even', () => tensor([100005, 100015, 1]), 'tensor([1.0000e+05, 1.0002e+05, 1.0000e+00])'],
  ['whole numbers a thousandfold apart', () => tensor([1000, 1]), 'tensor([1000.,    1.])'],
  ['whole numbers further apart', () => tensor([1001, 1]), 'tensor([1.0010e+03, 1.0000e+00])'],
  ['what is below 1e-4', () => tensor([0.00005]), 'tensor([5.0000e-05])'],
  ['whole numbers above 1e8', () => tensor([2e8]), 'tensor([2.0000e+08])'],
  ['what is not finite, beside numbers', () => tensor([1, Infinity, -Infinity, NaN]), 'tensor([1., inf, -inf, nan])'],
  ['nothing finite', () => tensor([NaN, Infinity]), 'tensor([nan, inf])'],
  ['padding of what is not finite', () => tensor([NaN, -1.5]), 'tensor([    nan, -1.5000])'],
  ['int32', () => tensor(Int32Array.of(1, -20, 300)), 'tensor([  1, -20, 300], dtype=int32)'],
  ['bool', () => tensor([true, false]), 'tensor([ true, false])'],
  ['bool of one kind', () => tensor([true, true]), 'tensor([true, true])'],
  ['nothing', () => tensor([]), 'tensor([])'],
  ['nothing in a shape', () => zeros([0, 3]), 'tensor([], shape=[0, 3])'],
  ['nothing of a dtype', () => zeros([2, 0], { dtype: 'bool' }), 'tensor([], shape=[2, 0], dtype=bool)'],
  ['a gradient', () => ones([2], { requiresGrad: true }), 'tensor([1., 1.], requiresGrad=true)'],
  ["an op's gradient", () => ones([2], { requiresGrad: true }).mul(2), 'tensor([2., 2.], requiresGrad=true)'],
  ['a view', () => arange(6).reshape([2, 3]).t(), 'tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])'],
  [
    'three dims, a blank line between matrices',
    () => arange(8).reshape([2, 2, 2]),
    'tensor([[[0., 1.],\n         [2., 3.]],\n\n        [[4., 5.],\n         [6., 7.]]])',
  ],
  [
    'lines of about 80 characters',
    () => arange(20),
    'tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12., 13.,\n        14., 15., 16., 17., 18., 19.])',
  ],
  [
    'a suffix on a line of its own',
    () => arange(17, { dtype: 'int32' }),
    'tensor([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16],\n       dtype=int32)',
  ],
  ['a thousand whole', () => ones([10, 10, 10]).reshape([1000]).narrow(0, 0, 3), 'tensor([1., 1., 1.])'],
  ['the ends of more than a thousand', () => ones([1001]), 'tensor([1., 1., 1.,  ..., 1., 1., 1.])'],
  [
    'the corners of a large matrix',
    () => ones([101, 10]),
    `tensor([[1., 1., 1.,  ..., 1., 1., 1.],${'\n        [1., 1., 1.,  ..., 1., 1., 1.],'.repeat(2)}\n        ...,` +
      `${'\n        [1., 1., 1.,  ..., 1., 1., 1.],'.repeat(2)}\n        [1., 1., 1.,  ..., 1., 1., 1.]])`,
  ],
  [
    'a width from what is shown alone',
    () => arange(1001).eq(500).to('float32').mul(12345),
    'tensor([0., 0., 0.,  ..., 0., 0., 0.])',
  ],
];

it.each(cases)('shows %s', (_, make, text) => {
  leavesNothing(() => expect(String(make())).toBe(text));
});

it('says when a tensor is disposed', () => {
  leavesNothing(() => {
    const t = tensor([[1, 2]]);
    t.dispose();
    expect(() => String(t)).toThrow(DisposedError);
  });
});

it('names a parameter', () => {
  leavesNothing(() => {
    const p = new nn.Parameter(ones([2]));
    expect(String(p)).toBe('Parameter containing:\ntensor([1., 1.], requiresGrad=true)');
    p.dispose();
  });
});
