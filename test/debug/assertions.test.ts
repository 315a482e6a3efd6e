// That the kernels' assertions are on, in every part: what no op would ask for traps here, before anything is written.
import { expect, it } from 'vitest';
import { extra } from '../../bindings/extra.ts';
import { kernels } from '../../bindings/kernels.ts';
import { heap } from '../../bindings/memory.ts';
import { rare } from '../../bindings/rare.ts';
import { recurrent } from '../../bindings/recurrent.ts';
import { ones, scope } from '../../src/index.ts';

const calls: Record<string, (p: number, state: number) => unknown> = {
  'core: a range from below 0': (p) => kernels.add(-4, 4, p, p, p, 4, 0, 1, 0, 1),
  'core: a range from its end to its beginning': (p) => kernels.neg(4, 0, p, p),
  'core: a step between columns that is neither 0 nor 1': (p) => kernels.add(0, 4, p, p, p, 4, 0, 3, 0, 1),
  'core: an address within an element': (p) => kernels.neg(0, 1, p + 2, p),
  'core: a size below 0': (p) => kernels.sum(0, 1, p, p, -1, 1, 1),
  'core: the maximum of nothing': (p) => kernels.amax(0, 1, p, p, 0, 1),
  'core: a result over its input': (p) => kernels.softmax(0, 1, p, p, 4, 1),
  'core: a product over its factor': (p) => kernels.gemm(0, 1, 0, 0, 2, 2, 2, 1, p, 2, p, 2, 0, p, 2, 0),
  'core: more blocks than a product has': (p) => kernels.gemm(0, 2, 0, 0, 1, 1, 1, 1, p, 1, p, 1, 0, p + 64, 1, 0),
  'core: float64 at an address of four bytes': (p) => kernels.sumPartials(p + 4, 1),
  'rare: normals at an address within an element': (p) => rare().normals(0, 1, p + 1, 0, 1),
  'rare: a probability above 1': (p, state) => rare().bernoulli(state, p, 4, 1.5, 1),
  'rare: more places than there are elements': (p, state) => rare().sort(0, 1, p, p, p, state, 4, 5, 1, false, true),
  'rare: an address within an element': (p) => rare().prodI32(0, 1, p, p + 1, 4, 1),
  'extra: more states than there is room for': (p, state) => extra().ctcLoss(0, 1, p, 0, p, p, p, state, 4, 1, 1, 2, 0, false),
  'extra: a size below 0': (p) => extra().layerNorm(0, 1, p, p, p, p, p, p, -4, 0),
  'extra: an address within an element': (p) => extra().gelu(0, 4, p, p + 1),
  'extra: a kind of loss that there is not': (p) => extra().elementLoss(0, 1, 4, p, 0, p, p, 0, 0, 4, 1, 1, 1),
  'extra: a window without taps': (p) => extra().maxPool2d(0, 1, p, 0, p, 2, 2, 1, 1, 1, 0, 1, 1, 0, 0, 1, 1),
  'extra: a window of another length than its table has': (p) => extra().convOutputs(0, 1, p, p, p, p, 0, 1, 1, 7),
  'extra: heads without keys': (p) => extra().attention(0, 1, p, p, p, p, p, 1, 0, 1, 1, 1, 0),
  'extra: tiles that a plane has no room for': (p) => extra().winogradInput(0, 1, p, 16, 4, p, 1, 4, 4, 1, 1, 1, 2, 0, 1),
  'extra: a row of the optimizer off its place': (p) => extra().asgd(0, 4, p + 1, 0.1, 0, 1, 0, false),
  'recurrent: a table within an element': (p) => recurrent().recurrent(0, 1, p + 2, 1, 1),
  'recurrent: an address within an element': (p) => recurrent().packWeight(p, 1, 2, 2, p + 1),
};

it.each(Object.keys(calls))('%s', (name) =>
  scope(() => {
    const x = ones([16]);
    const state = heap.scratch(8192);
    expect(() => calls[name]!(x.ptr, state)).toThrow(WebAssembly.RuntimeError);
    expect(x.tolist()).toEqual(new Array(16).fill(1));
  }),
);
