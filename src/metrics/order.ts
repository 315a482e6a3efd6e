const BITS = 11;
const BUCKETS = 1 << BITS;

/** Unsigned integers in the order of the floats that they stand for; both zeros are one. */
function keysOf(values: Float32Array): Uint32Array {
  const plain = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) plain[i] = (values[i] as number) + 0;
  const keys = new Uint32Array(plain.buffer);
  for (let i = 0; i < keys.length; i++) {
    const bits = keys[i] as number;
    keys[i] = bits >>> 31 ? ~bits : bits | 0x80000000;
  }
  return keys;
}

/** The places of values in ascending order, those of equal ones as they stand: a radix sort of linear time. No NaN. */
export function ascendingOrder(values: Float32Array): Uint32Array {
  const keys = keysOf(values);
  let order = Uint32Array.from(values.keys());
  let next = new Uint32Array(values.length);
  for (let shift = 0; shift < 32; shift += BITS) {
    const starts = new Uint32Array(BUCKETS + 1);
    for (const key of keys) starts[((key >>> shift) & (BUCKETS - 1)) + 1]!++;
    for (let b = 0; b < BUCKETS; b++) starts[b + 1]! += starts[b] as number;
    for (const i of order) next[starts[((keys[i] as number) >>> shift) & (BUCKETS - 1)]!++] = i;
    [order, next] = [next, order];
  }
  return order;
}
