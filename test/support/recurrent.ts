// Recurrent modules for the tests: made of a configuration, called alike, and compared.
import { expect } from 'vitest';
import type { Tensor } from '../../src/index.ts';
import * as rl from '../../src/index.ts';
import { Random } from './random.ts';
import type { Config } from './reference/recurrent.ts';

const { nn } = rl;

export type Recurrent = rl.nn.RNN | rl.nn.LSTM | rl.nn.GRU;

export function build(c: Config, more: object = {}): Recurrent {
  const options = { numLayers: c.layers ?? 1, bidirectional: c.both ?? false, bias: c.bias ?? true, ...more };
  if (c.kind === 'RNN') return new nn.RNN(c.I, c.H, { ...options, nonlinearity: c.relu ? 'relu' : 'tanh' });
  if (c.kind === 'GRU') return new nn.GRU(c.I, c.H, options);
  return new nn.LSTM(c.I, c.H, { ...options, ...(c.P !== undefined && { projSize: c.P }) });
}

/** Inputs and parameters as numbers, and the module of these parameters. */
export function setup(
  c: Config,
  seed: string,
): { net: Recurrent; values: Record<string, Float32Array>; shapes: Record<string, number[]> } {
  const random = new Random(seed);
  const states = (c.layers ?? 1) * (c.both ? 2 : 1);
  const shapes: Record<string, number[]> = { input: [c.L, c.N, c.I], h0: [states, c.N, c.P ?? c.H] };
  if (c.kind === 'LSTM') shapes['c0'] = [states, c.N, c.H];
  const net = build(c);
  // weights of a size that leaves the gates short of saturation
  const bound = 2 / Math.sqrt(Math.max(c.H, c.I));
  const values: Record<string, Float32Array> = {};
  for (const [name, shape] of Object.entries(shapes)) values[name] = Float32Array.from(random.real(shape, -1, 1).data);
  for (const [name, p] of net.namedParameters()) {
    shapes[name] = [...p.shape];
    values[name] = Float32Array.from(random.real(p.shape, -bound, bound).data);
  }
  const state = Object.fromEntries(net.namedParameters().map(([name, p]) => [name, rl.tensor(values[name]!).view(p.shape)]));
  net.loadStateDict(state);
  return { net, values, shapes };
}

/** Calls a module; the results by name. */
export function outputs(net: Recurrent, x: Tensor, h0?: Tensor, c0?: Tensor): Record<string, Tensor> {
  if (net instanceof nn.LSTM) {
    const [output, [h, c]] = net.forward(x, h0 && c0 && [h0, c0]);
    return { output, h, c };
  }
  const [output, h] = net.forward(x, h0);
  return { output, h };
}

export function close(got: ArrayLike<number>, want: readonly number[], where: string): void {
  expect(got.length, where).toBe(want.length);
  const worst = Array.from(got).reduce((m, v, i) => Math.max(m, Math.abs(v - want[i]!)), 0);
  expect(worst, where).toBeLessThan(2e-6 * Math.max(1, ...want.map(Math.abs)));
}

/** A tensor's elements bit for bit. */
export const bits = (t: Tensor): number[] => Array.from(new Int32Array(t.contiguous().toTypedArray().buffer));
