// Running out: the error says what to do, nothing made before is lost, and what is freed can be used again.
import { expect, it } from 'vitest';
import { init, memory, OutOfMemoryError, ones, scope, type Tensor, zeros } from '../src/index.ts';

it('throws at the cap, keeps what was there, and goes on once there is room', async () => {
  await init({ maxMemory: 2 ** 23 });
  const first = ones([1000]);
  const taken: Tensor[] = [];
  const fill = (): void => {
    for (;;) taken.push(zeros([100_000]));
  };
  expect(fill).toThrow(OutOfMemoryError);
  expect(() => zeros([2 ** 21])).toThrow(
    /expected room for 8\.0 MiB, got none: .* live of 7\.\d MiB reserved, limit 8\.0 MiB.*scope\(\)/,
  );
  expect(() => zeros([2 ** 31, 4])).toThrow(OutOfMemoryError);
  expect(memory().reservedBytes).toBeLessThanOrEqual(2 ** 23);
  expect(new Set(first.toTypedArray())).toEqual(new Set([1]));
  const count = taken.length;
  expect(count).toBeGreaterThan(10);
  for (const t of taken) t.dispose();
  // blocks of another size are cut from the freed ones
  scope(() => {
    for (let i = 0; i < count; i++) expect(new Set(ones([90_000]).toTypedArray())).toEqual(new Set([1]));
  });
  first.dispose();
  expect(memory().liveBytes).toBe(0);
});

it('cannot be chosen after the first tensor', async () => {
  await expect(init({ level: 'simd' })).rejects.toThrow(/^init: must be called before the first tensor is created/);
});
