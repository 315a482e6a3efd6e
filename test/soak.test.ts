// The short form of `npm run soak`: memory follows what is in use, whatever the sizes of batches and models.
import { expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { search, soak } from './soak/soak.ts';

/** What the kernels take for themselves. */
const OWN = 1.5 * 2 ** 20;

it('reserves at most a quarter more than the peak over batches of random sizes', () => {
  const { reservedBytes, peakBytes, leftBytes } = soak(rl, 200, 2048);
  expect(reservedBytes).toBeLessThanOrEqual(1.25 * peakBytes + OWN);
  expect(leftBytes).toBe(0);
});

it('reserves at most a quarter more than the peak over models of random widths', () => {
  const { reservedBytes, peakBytes, leftBytes } = search(rl, 40);
  expect(reservedBytes).toBeLessThanOrEqual(1.25 * peakBytes + OWN);
  expect(leftBytes).toBe(0);
});
