// The short form of `npm run fuzz`: random programs mean on the library what they mean in float64, and the comparison would see
// that they do not.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { fuzz } from './fuzz/fuzz.ts';
import { type Library, runProgram } from './fuzz/run.ts';
import { fixed } from './fuzz/samples.ts';
import type { Step } from './fuzz/world.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { call, isTensor, start, toArguments, toTensor } from './support/library.ts';

beforeAll(async () => {
  installCanaries();
  await start();
});

describe('random programs', () => {
  it('give the values and gradients of their float64 meaning', () => {
    const { fault, programs, calls, gradients } = fuzz(rl, { seed: 20240229, runs: 40 });
    expect(fault).toBeUndefined();
    expect(programs).toBe(40);
    expect(calls).toBeGreaterThan(400);
    expect(gradients).toBeGreaterThan(40);
    expect(trampledWords()).toEqual([]);
  });

  it('are shrunk to the least that fails', () => {
    const wrong: Library = { ...rl, mul: (a, b) => rl.mul(a, typeof b === 'number' ? b * 1.001 : b) };
    const { fault } = fuzz(wrong, { seed: 1, runs: 1000 });
    expect(fault).toMatch(/mul: variable v\d+ is/);
    expect(fault!.match(/\n/g)!.length).toBeLessThan(5);
  });
});

describe('the gradient of a tanh near 1', () => {
  const steps: Step[] = [
    { kind: 'leaf', out: 0, shape: [3], dtype: 'float32', data: [4.5, -4.4, 4.3], requiresGrad: true, layout: 'plain' },
    { kind: 'call', name: 'tanh', args: [{ ref: 0 }], outs: { out: 1 }, view: false, tolerance: [1e-6, 0] },
    { kind: 'backward', id: 1, gradient: [1000, 999, 998], retainGraph: false },
  ];
  it('may be off by the rounding of its value', () => {
    expect(runProgram(rl, steps).gradients).toBe(1);
  });
  it('may not be off by more', () => {
    const slant = (x: rl.Tensor) => x.detach().sub(x).mul(4e-6);
    const wrong: Library = { ...rl, tanh: (x) => rl.tanh(x).add(slant(x)) };
    expect(() => runProgram(wrong, steps)).toThrow(/the gradient of v0/);
  });
});

it('the gradients that a variable gets from two places of a call may cancel', () => {
  const steps: Step[] = [
    { kind: 'leaf', out: 0, shape: [3], dtype: 'float32', data: [0.7, 1.3, 0.9], requiresGrad: true, layout: 'plain' },
    { kind: 'call', name: 'div', args: [{ ref: 0 }, { ref: 0 }], outs: { out: 1 }, view: false, tolerance: [1e-6, 0] },
    { kind: 'backward', id: 1, gradient: [703, 907, 1009], retainGraph: false },
  ];
  expect(runProgram(rl, steps).gradients).toBe(1);
});

it('know every op that may return a view of its argument', () => {
  const storages = (value: unknown): object[] => {
    if (isTensor(value)) return [value.storage];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(storages) : [];
  };
  const views = new Set<string>();
  for (const { name, args } of fixed)
    rl.scope(() => {
      const { args: given, tensors } = toArguments(args, (x) => toTensor(x));
      const own = new Set(tensors.map(({ storage }) => storage as object));
      if (storages(call(name, ...given)).some((storage) => own.has(storage))) views.add(name);
    });
  expect([...views]).toEqual([]);
});

describe('a view by expand of what was changed in place since', () => {
  const program = (change: Step): Step[] => [
    { kind: 'leaf', out: 0, shape: [3], dtype: 'float32', data: [1, 2, 3], requiresGrad: true, layout: 'plain' },
    { kind: 'call', name: 'neg', args: [{ ref: 0 }], outs: { out: 1 }, view: false, tolerance: [0, 0] },
    { kind: 'call', name: 'expand', args: [{ ref: 1 }, [2, 3]], outs: { out: 2 }, view: true, tolerance: [0, 0] },
    change,
    { kind: 'backward', id: 2, gradient: [1, 2, 3, 4, 5, 6], retainGraph: false },
  ];
  it.each(['add_', 'mul_', 'fill_'])('has the sum of its gradients, %s', (name) => {
    const { gradients } = runProgram(rl, program({ kind: 'change', name, args: [{ ref: 1 }, 2] }));
    expect(gradients).toBe(name === 'fill_' ? 0 : 1);
  });
});

it('a view that has outlived its base may change in place', () => {
  const steps: Step[] = [
    { kind: 'leaf', out: 0, shape: [2, 3], dtype: 'float32', data: [1, 2, 3, 4, 5, 6], requiresGrad: true, layout: 'plain' },
    { kind: 'call', name: 'neg', args: [{ ref: 0 }], outs: { out: 1 }, view: false, tolerance: [0, 0] },
    { kind: 'call', name: 'transpose', args: [{ ref: 1 }, 0, 1], outs: { out: 2 }, view: true, tolerance: [0, 0] },
    { kind: 'dispose', id: 1 },
    { kind: 'change', name: 'mul_', args: [{ ref: 2 }, 3] },
    { kind: 'backward', id: 2, gradient: [1, 2, 3, 4, 5, 6], retainGraph: false },
  ];
  expect(runProgram(rl, steps).gradients).toBe(1);
});

it('a tensor whose elements lie in another order may change in place where gradients flow', () => {
  const steps: Step[] = [
    { kind: 'leaf', out: 0, shape: [2, 3], dtype: 'float32', data: [1, 2, 3, 4, 5, 6], requiresGrad: false, layout: 'strided' },
    { kind: 'leaf', out: 1, shape: [3], dtype: 'float32', data: [1, 2, 3], requiresGrad: true, layout: 'plain' },
    { kind: 'change', name: 'mul_', args: [{ ref: 0 }, { ref: 1 }] },
    { kind: 'backward', id: 0, gradient: [1, 2, 3, 4, 5, 6], retainGraph: false },
  ];
  expect(runProgram(rl, steps).gradients).toBe(1);
});

it("a view of a layer's result follows its change, though the layer made the result as a view", () => {
  const leaf = (out: number, shape: number[], requiresGrad = false): Step => ({
    kind: 'leaf',
    out,
    shape,
    dtype: 'float32',
    data: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i + 1),
    requiresGrad,
    layout: 'plain',
  });
  const call = (name: string, args: unknown[], out: number, view: boolean): Step => {
    return { kind: 'call', name, args, outs: { out }, view, tolerance: [1e-6, 0] };
  };
  const steps: Step[] = [
    leaf(0, [3]),
    leaf(1, [1, 3]),
    leaf(2, [], true),
    call('F.linear', [{ ref: 0 }, { ref: 1 }], 3, false),
    call('permute', [{ ref: 3 }, [0]], 4, true),
    { kind: 'change', name: 'add_', args: [{ ref: 3 }, { ref: 2 }] },
    { kind: 'backward', id: 4, gradient: [2], retainGraph: false },
  ];
  expect(runProgram(rl, steps).gradients).toBe(1);
});
