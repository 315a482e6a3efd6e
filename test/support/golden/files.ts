// Runs the fixtures of PyTorch's checkpoints: files to read or to refuse, values to write, runs to go on with.
import { expect } from 'vitest';
import type { Tensor } from '../../../src/index.ts';
import * as rl from '../../../src/index.ts';
import { camelCase, decode, type FixtureTensor, mismatch, type Params, type Tolerance } from '../golden.ts';
import { construct, read, toTensor } from '../library.ts';

/** A value as the fixtures write it. */
export type FileValue =
  | null
  | boolean
  | number
  | { tensor: FixtureTensor; from: string }
  | { list: FileValue[] }
  | { dict: [string, FileValue][] }
  | { string: string }
  | { num: string }
  | { bigint: string };

export interface FileCase {
  id: string;
  kind: 'file';
  expect: 'value' | 'refuse' | 'either';
  bytes: string;
  value?: FileValue;
}

export interface SaveCase {
  id: string;
  kind: 'save';
  value: FileValue;
}

export interface ResumeCase {
  id: string;
  kind: 'resume';
  layers: [string, ...number[]][];
  optimizer: { name: string; params: Params };
  bytes: string;
  x: FixtureTensor;
  y: FixtureTensor;
  steps: number;
  results: Record<string, FixtureTensor>;
  results64: Record<string, FixtureTensor>;
  tol: Record<string, Tolerance>;
}

export const bytesOf = ({ bytes }: { bytes: string }): Uint8Array => Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));

/** Compares a value that was read with one of the fixtures, tensors to the bit. */
export function expectValue(got: unknown, want: FileValue, where: string): void {
  if (typeof want !== 'object' || want === null) return expect(got, where).toBe(want);
  if ('tensor' in want) {
    expect(got, where).toBeInstanceOf(rl.Tensor);
    return expect(mismatch(read(got as Tensor), want.tensor, undefined, [0, 0]), where).toBeUndefined();
  }
  if ('string' in want) return expect(got, where).toBe(want.string);
  if ('num' in want) return expect(got, where).toBe(Number(want.num));
  if ('bigint' in want) return expect(got, where).toBe(BigInt(want.bigint));
  const items: [string, FileValue][] = 'list' in want ? want.list.map((v, i) => [String(i), v]) : want.dict;
  expect(Array.isArray(got), where).toBe('list' in want);
  // an object has its integer keys first
  expect(Object.keys(got as object).sort(), where).toEqual(items.map(([key]) => key).sort());
  for (const [key, value] of items) expectValue((got as Record<string, unknown>)[key], value, `${where}.${key}`);
}

/** The value that a fixture describes. */
export function toValue(value: FileValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('tensor' in value) return toTensor(decode(value.tensor));
  if ('list' in value) return value.list.map(toValue);
  if ('dict' in value) return Object.fromEntries(value.dict.map(([key, v]) => [key, toValue(v)]));
  if ('string' in value) return value.string;
  return 'num' in value ? Number(value.num) : BigInt(value.bigint);
}

export function runFile(c: FileCase): void {
  const before = rl.memory();
  let value: unknown;
  try {
    value = rl.loadTorch(bytesOf(c)).value;
  } catch (error) {
    expect((error as Error).message).toMatch(/^loadTorch: expected /);
    expect(rl.memory()).toEqual(before);
    expect(c.expect, (error as Error).message).not.toBe('value');
    return;
  }
  expect(c.expect).not.toBe('refuse');
  expect('polluted' in {}).toBe(false);
  if (c.value !== undefined) expectValue(value, c.value, 'value');
}

export function runSave(c: SaveCase): void {
  const bytes = rl.saveTorch(toValue(c.value));
  expect(rl.saveTorch(toValue(c.value))).toEqual(bytes);
  expectValue(rl.loadTorch(bytes).value, c.value, 'value');
}

export function runResume(c: ResumeCase): void {
  const layers = c.layers.map(([name, ...sizes]) => construct(`nn.${name}`, ...sizes) as rl.nn.Linear);
  const model = new rl.nn.Sequential(...layers);
  const params = Object.fromEntries(Object.entries(c.optimizer.params).map(([k, v]) => [camelCase(k), v]));
  const optimizer = construct(`optim.${c.optimizer.name}`, model.parameters(), params) as rl.optim.Optimizer;
  const { value } = rl.loadTorch<{ model: rl.nn.StateDict; optimizer: rl.optim.TorchOptimizerState }>(bytesOf(c));
  model.loadStateDict(value.model);
  optimizer.loadStateDict(value.optimizer);
  const [x, y] = [toTensor(decode(c.x)), toTensor(decode(c.y))];
  const losses = Array.from({ length: c.steps }, () => {
    optimizer.zeroGrad();
    const loss = rl.F.crossEntropy(model.forward(x), y);
    loss.backward();
    optimizer.step();
    return loss.item();
  });
  const got: Record<string, Tensor> = { losses: rl.tensor(losses) };
  for (const [name, t] of Object.entries(model.stateDict())) got[`final.${name}`] = t;
  expect(Object.keys(got).sort()).toEqual(Object.keys(c.results).sort());
  for (const [name, want] of Object.entries(c.results))
    expect(mismatch(read(got[name]!), want, c.results64[name], c.tol[name]!), name).toBeUndefined();
  model.dispose();
  optimizer.dispose();
}
