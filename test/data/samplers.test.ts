// The orders that samplers draw, against PyTorch's own for the same seeds.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { data, Generator, manualSeed } from '../../src/index.ts';

const { DistributedSampler, RandomSampler, SequentialSampler, WeightedRandomSampler } = data;

interface Drawn {
  seed: number;
  indices: number[];
  again: number[];
}
interface Golden {
  weighted: (Drawn & { weights: number[]; numSamples: number; replacement: boolean })[];
  random: (Drawn & { n: number; numSamples: number; replacement: boolean; own: boolean })[];
  distributed: {
    n: number;
    numReplicas: number;
    rank: number;
    shuffle: boolean;
    seed: number;
    epoch: number;
    dropLast: boolean;
    indices: number[];
    length: number;
  }[];
}
const golden = JSON.parse(readFileSync('test/golden/samplers.json', 'utf8')) as Golden;

describe('WeightedRandomSampler', () => {
  it.each(golden.weighted)('draws PyTorch’s $numSamples of seed $seed, replacement $replacement', (row) => {
    const { weights, numSamples, replacement } = row;
    const sampler = new WeightedRandomSampler(weights, numSamples, { replacement, generator: new Generator(row.seed) });
    expect([...sampler]).toEqual(row.indices);
    expect([...sampler]).toEqual(row.again);
    expect(sampler.length).toBe(numSamples);
  });

  it('draws a whole pass when it begins', () => {
    const [weights, generator] = [[1, 2, 3], new Generator(1)];
    const pass = new WeightedRandomSampler(weights, 5, { generator })[Symbol.iterator]();
    const state = generator.getState();
    expect(pass.next().done).toBe(false);
    expect(generator.getState()).toEqual(state);
  });

  it('takes the default generator', () => {
    const { weights, numSamples, replacement, seed, indices } = golden.weighted[2]!;
    manualSeed(seed);
    expect([...new WeightedRandomSampler(weights, numSamples, { replacement })]).toEqual(indices);
  });

  it.each([
    [() => new WeightedRandomSampler(3 as never, 1), TypeError, /^WeightedRandomSampler: expected weights to be an array/],
    [() => new WeightedRandomSampler([1, -1], 1), RangeError, /^WeightedRandomSampler: expected weights/],
    [() => new WeightedRandomSampler([1, NaN], 1), RangeError, /^WeightedRandomSampler: expected weights/],
    [() => new WeightedRandomSampler([0, 0], 1), RangeError, /at least one weight above 0/],
    [() => new WeightedRandomSampler([1e308, 1e308], 1), RangeError, /a finite sum/],
    [() => new WeightedRandomSampler([1, 0], 2, { replacement: false }), RangeError, /at most 1 without replacement/],
    [() => new WeightedRandomSampler([1], 0), RangeError, /numSamples/],
    [() => new WeightedRandomSampler([1], 2 ** 31 - 1), RangeError, /numSamples at most 268435456/],
    [() => new WeightedRandomSampler([1], 1, { replacement: 'false' as never }), TypeError, /replacement to be true or false/],
  ])('refuses what it cannot draw: %#', (make, kind, message) => {
    expect(make).toThrow(kind);
    expect(make).toThrow(message);
  });
});

describe('RandomSampler', () => {
  it.each(golden.random)('draws PyTorch’s $numSamples of $n, seed $seed, replacement $replacement, own $own', (row) => {
    const { n, numSamples, replacement, own, seed } = row;
    manualSeed(seed);
    const options = { numSamples, replacement, ...(own ? { generator: new Generator(seed) } : {}) };
    const sampler = new RandomSampler({ length: n }, options);
    expect([...sampler]).toEqual(row.indices);
    expect([...sampler]).toEqual(row.again);
    expect(sampler.length).toBe(numSamples);
  });

  it('asks how many samples there are at each pass', () => {
    const samples = [1, 2, 3];
    const sampler = new RandomSampler(samples);
    const order = new SequentialSampler(samples);
    samples.push(4);
    expect([...sampler].sort()).toEqual([0, 1, 2, 3]);
    expect([...order]).toEqual([0, 1, 2, 3]);
    samples.length = 0;
    expect([[...sampler], [...order], sampler.length, order.length]).toEqual([[], [], 0, 0]);
  });

  it.each([
    [() => new RandomSampler([]), RangeError, /expected a dataset with samples, got an empty one/],
    [() => new RandomSampler({} as never), TypeError, /^RandomSampler: expected a dataset with a length/],
    [() => new RandomSampler({ length: 1.5 }), RangeError, /length of the dataset to be an integer, got 1.5/],
    [() => new SequentialSampler({ length: -1 }), RangeError, /length of the dataset at least 0/],
    [() => new RandomSampler([1], { replacement: 1 as never }), TypeError, /replacement to be true or false, got 1/],
    [() => new RandomSampler([1], { numSamples: 0 }), RangeError, /numSamples/],
  ])('refuses what it cannot draw: %#', (make, kind, message) => {
    expect(make).toThrow(kind);
    expect(make).toThrow(message);
  });
});

describe('DistributedSampler', () => {
  it.each(golden.distributed)(
    'gives rank $rank of $numReplicas its share of $n, shuffle $shuffle, epoch $epoch, dropLast $dropLast',
    ({ n, epoch, indices, length, ...options }) => {
      const sampler = new DistributedSampler({ length: n }, options);
      sampler.setEpoch(epoch);
      expect([...sampler]).toEqual(indices);
      expect(sampler.length).toBe(length);
      expect(sampler.epoch).toBe(epoch);
    },
  );

  it('shuffles unless told otherwise', () => {
    const shared = { numReplicas: 2, rank: 1 };
    const [plain, told] = [new DistributedSampler({ length: 9 }, shared), { ...shared, shuffle: true, seed: 0, dropLast: false }];
    expect([...plain]).toEqual([...new DistributedSampler({ length: 9 }, told)]);
  });

  it.each([
    [() => new DistributedSampler([1], undefined as never), TypeError, /numReplicas to be an integer, got undefined/],
    [() => new DistributedSampler([1], { numReplicas: 2, rank: 2 }), RangeError, /expected rank in \[0, 2\), got 2/],
    [() => new DistributedSampler([1], { numReplicas: 0, rank: 0 }), RangeError, /numReplicas at least 1/],
    [() => new DistributedSampler([1], { numReplicas: 1, rank: 0, shuffle: 0 as never }), TypeError, /shuffle/],
    [() => new DistributedSampler([1], { numReplicas: 1, rank: 0 }).setEpoch(-1), RangeError, /^setEpoch: expected epoch/],
  ])('refuses what is no share: %#', (make, kind, message) => {
    expect(make).toThrow(kind);
    expect(make).toThrow(message);
  });
});
