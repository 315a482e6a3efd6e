// That the kernels' assertions are on: what no op would ask for traps here.
import { expect, it } from 'vitest';
import { kernels } from '../../bindings/kernels.ts';
import { ones, scope } from '../../src/index.ts';

it('kernels trap where their preconditions do not hold', () =>
  scope(() => {
    const x = ones([4]);
    expect(() => kernels.add(-4, 4, x.ptr, x.ptr, x.ptr, 4, 0, 1, 0, 1)).toThrow(WebAssembly.RuntimeError);
    expect(() => kernels.add(0, 4, x.ptr, x.ptr, x.ptr, 4, 0, 3, 0, 1)).toThrow(WebAssembly.RuntimeError);
    expect(x.tolist()).toEqual([1, 1, 1, 1]);
  }));
