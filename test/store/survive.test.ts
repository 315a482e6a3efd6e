// A process killed at random points goes on to the same bits. `npm run survive -- 50` is the long form.
import { expect, it } from 'vitest';
import { survive } from '../survive/survive.ts';

it('comes to the same bits however often it is killed', async () => {
  let seed = 12;
  const random = (): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed / 2 ** 32;
  };
  const { want, got, kills, midway, left } = await survive(8, random);
  expect(want).toMatch(/^[0-9a-f]{64}$/);
  expect(kills).toBe(8);
  expect(midway).toBeGreaterThan(0);
  expect(new Set(got)).toEqual(new Set([want]));
  expect(left).toEqual([]);
}, 300_000);
