/** The state of a generator in the form of `torch.get_rng_state()`, and back. */
import { isTensor } from './core.ts';
import { failRange, failType, isBytes, show } from './errors.ts';
import { takes } from './options.ts';
import {
  FLAGS,
  HAS_NORMAL,
  INDEX,
  N,
  NORMAL,
  SEED_HIGH,
  SEED_IS_BIGINT,
  SEED_IS_NEGATIVE,
  SEED_LOW,
  STATE_BYTES,
  wordsOf,
} from './random.ts';
import type { Tensor } from './tensor.ts';

// PyTorch's bytes, little-endian: the seed (64 bits), how many words are left, whether it was seeded, the position of the next
// word (64), the words (64 each), three doubles of which the second is the kept normal, whether there is one; then a kept
// float normal and whether there is one.
/** The number of bytes in the state of PyTorch's CPU generator. */
export const TORCH_RNG_BYTES = 5056;
const [LEFT, SEEDED, NEXT, WORDS] = [8, 12, 16, 24] as const;
const KEPT = WORDS + N * 8 + 8;
const HAS_KEPT = KEPT + 16;
const HAS_FLOAT = HAS_KEPT + 12;

/** The number that is drawn for a word of the state. */
function temper(word: number): number {
  let y = word ^ (word >>> 11);
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}

/**
 * The 5056 bytes that `torch.set_rng_state` takes, from a state that `Generator.getState()` returned: the stream continues there.
 *
 * @throws {TypeError} unless given a Uint8Array. @throws {RangeError} for other bytes.
 */
export function toTorchRngState(state: Uint8Array): Uint8Array<ArrayBuffer> {
  takes('toTorchRngState', 1, arguments);
  const words = wordsOf('toTorchRngState', state);
  const flags = words[FLAGS] as number;
  const out = new Uint8Array(TORCH_RNG_BYTES);
  const view = new DataView(out.buffer);
  const magnitude = (BigInt((words[SEED_HIGH] as number) >>> 0) << 32n) | BigInt((words[SEED_LOW] as number) >>> 0);
  view.setBigUint64(0, BigInt.asUintN(64, flags & SEED_IS_NEGATIVE ? -magnitude : magnitude), true);
  const index = words[INDEX] as number;
  // fully drawn, or not drawn from yet: then nothing is tempered
  const isFresh = index === N && words.subarray(N, 2 * N).every((w) => w === 0);
  view.setInt32(LEFT, index === N ? 1 : N - index + 1, true);
  view.setInt32(SEEDED, 1, true);
  view.setBigUint64(NEXT, isFresh ? 0n : BigInt(index), true);
  for (let i = 0; i < N; i++) view.setBigUint64(WORDS + i * 8, BigInt((words[i] as number) >>> 0), true);
  if (flags & HAS_NORMAL) {
    view.setFloat64(KEPT, new Float64Array(words.buffer, NORMAL * 4, 1)[0] as number, true);
    view.setInt32(HAS_KEPT, 1, true);
  }
  return out;
}

/** The bytes of a state; `loadTorch` returns them as an int32 tensor. */
function bytesOf(fn: string, state: unknown): Uint8Array {
  if (isTensor(state)) {
    state.check(fn);
    const values = state.toTypedArray();
    if (state.dtype !== 'int32' || values.some((v) => v < 0 || v > 255))
      failRange(fn, `expected bytes as an int32 tensor, got ${state.dtype}`);
    return Uint8Array.from(values);
  }
  if (!isBytes(state)) failType(fn, `expected the bytes of torch.get_rng_state(), got ${show(state)}`);
  return state;
}

/**
 * A state for `Generator.setState()`, from the bytes of `torch.get_rng_state()` in a Uint8Array or an int32 tensor.
 *
 * @throws {TypeError} for anything else. @throws {RangeError} for other bytes, such as those of another device's generator.
 */
export function fromTorchRngState(state: Uint8Array | Tensor): Uint8Array<ArrayBuffer> {
  takes('fromTorchRngState', 1, arguments);
  const fn = 'fromTorchRngState';
  const bytes = Uint8Array.from(bytesOf(fn, state));
  if (bytes.length !== TORCH_RNG_BYTES)
    failRange(fn, `expected the ${TORCH_RNG_BYTES} bytes of a CPU generator, got ${bytes.length}`);
  const view = new DataView(bytes.buffer);
  const [left, next] = [view.getInt32(LEFT, true), view.getBigUint64(NEXT, true)];
  const isSpent = left === 1;
  if (
    view.getInt32(SEEDED, true) !== 1 ||
    left < 1 ||
    left > N ||
    next > BigInt(N) ||
    (!isSpent && left + Number(next) !== N + 1)
  )
    failRange(fn, 'expected the state of a CPU generator, got other bytes');
  if (bytes[HAS_FLOAT] !== 0) failRange(fn, 'expected no kept float normal, got one; this generator keeps doubles');
  const words = new Int32Array(STATE_BYTES / 4);
  for (let i = 0; i < N; i++) {
    const word = view.getBigUint64(WORDS + i * 8, true);
    if (word >> 32n !== 0n) failRange(fn, 'expected words of 32 bits, got more');
    words[i] = Number(BigInt.asIntN(32, word));
  }
  const isFresh = isSpent && next === 0n;
  if (!isFresh) for (let i = 0; i < N; i++) words[N + i] = temper(words[i] as number);
  words[INDEX] = isSpent ? N : Number(next);
  const seed = view.getBigUint64(0, true);
  words[FLAGS] = seed > BigInt(Number.MAX_SAFE_INTEGER) ? SEED_IS_BIGINT : 0;
  words[SEED_HIGH] = Number(BigInt.asIntN(32, seed >> 32n));
  words[SEED_LOW] = Number(BigInt.asIntN(32, seed));
  if (view.getInt32(HAS_KEPT, true) !== 0) {
    words[FLAGS] = (words[FLAGS] as number) | HAS_NORMAL;
    new Float64Array(words.buffer, NORMAL * 4, 1)[0] = view.getFloat64(KEPT, true);
  }
  return new Uint8Array(words.buffer);
}
