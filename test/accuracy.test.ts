// Functions of one number against float64 at floats of every exponent; `npm run verify:math` takes every float32 there is.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLAIMS, floats, greatestError } from '../bench/accuracy.ts';
import { memory, type Tensor, tensor } from '../src/index.ts';
import { call, leavesNothing, start } from './support/library.ts';

/** An odd stride through all bits, so that no pattern of them is left out. */
const STRIDE = 16_127;
const COUNT = Math.floor(2 ** 32 / STRIDE);

beforeAll(start);
afterAll(() => expect(memory().liveBytes).toBe(0));

it.each(CLAIMS.map((claim) => [claim.name, claim.ulp, claim.exact] as const))('%s is within %d ulp', (name, ulp, exact) =>
  leavesNothing(() => {
    const xs = floats(7, COUNT, STRIDE);
    const got = (call(name, tensor(xs)) as Tensor).toTypedArray() as Float32Array;
    const found = greatestError(xs, got, exact);
    expect(found.ulp, `at ${found.at}`).toBeLessThanOrEqual(ulp);
    expect(found.ulp).toBeGreaterThan(0.5);
  }),
);
