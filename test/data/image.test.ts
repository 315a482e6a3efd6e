// Pixels of a canvas as tensors.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../../src/index.ts';
import { data } from '../../src/index.ts';
import { leavesNothing, start } from '../support/library.ts';

let before = 0;
beforeAll(async () => {
  await start();
  before = rl.memory().liveBytes;
});
afterAll(() => expect(rl.memory().liveBytes).toBe(before));

/** Two pixels, one above the other. */
const image = { data: Uint8ClampedArray.of(255, 51, 0, 255, 10, 20, 30, 102), width: 1, height: 2 };

describe('fromImageData', () => {
  it('gives planes of bytes over 255', () =>
    leavesNothing(() => {
      const rgb = data.fromImageData(image);
      expect([rgb.shape, rgb.dtype]).toEqual([[3, 2, 1], 'float32']);
      const bytes = [255, 10, 51, 20, 0, 30];
      expect([...rgb.toTypedArray()]).toEqual(bytes.map((byte) => Math.fround(byte / 255)));
      const rgba = data.fromImageData(image, { channels: 4 });
      expect(rgba.shape).toEqual([4, 2, 1]);
      expect([...rgba.toTypedArray()].slice(6)).toEqual([1, Math.fround(0.4)]);
      const grey = data.fromImageData({ ...image, data: new Uint8Array(image.data) }, { channels: 1 });
      expect(grey.shape).toEqual([1, 2, 1]);
      expect(grey.toTypedArray()[0]).toBeCloseTo((0.299 * 255 + 0.587 * 51) / 255, 6);
    }));

  it('makes a batch of several, and normalises by channel', () =>
    leavesNothing(() => {
      const white = { data: new Uint8ClampedArray(8).fill(255), width: 1, height: 2 };
      const batch = data.fromImageData([image, white], { normalize: { mean: [0.5, 0.2, 0], std: [0.5, 2, 1] } });
      expect(batch.shape).toEqual([2, 3, 2, 1]);
      const values = [...batch.toTypedArray()];
      expect(values.slice(6)).toEqual([1, 1, Math.fround(0.4), Math.fround(0.4), 1, 1]);
      expect(values[0]).toBe(1);
      expect(data.fromImageData([white]).shape).toEqual([1, 3, 2, 1]);
      const one = data.fromImageData(white, { channels: 1, normalize: { mean: 0.5, std: 0.25 } });
      expect([...one.toTypedArray()]).toEqual([2, 2]);
    }));

  it.each<[unknown, unknown, ErrorConstructor, RegExp]>([
    [3, {}, TypeError, /^fromImageData: expected an ImageData of bytes, or several, got 3; a canvas gives one by getContext/],
    [null, {}, TypeError, /got null/],
    [{ ...image, data: [1, 2] }, {}, TypeError, /got an object/],
    [{ ...image, data: new Float32Array(8) }, {}, TypeError, /ImageData of bytes/],
    [[], {}, RangeError, /expected at least one image, got none/],
    [{ ...image, width: 0 }, {}, RangeError, /expected width and height of at least 1, got 0 × 2/],
    [{ ...image, width: 2 }, {}, RangeError, /expected 16 bytes for 2 × 2 pixels, got 8/],
    [
      [image, { ...image, width: 2, height: 1 }],
      {},
      RangeError,
      /expected images of one size, got 1 × 2 and 2 × 1; draw them at one/,
    ],
    [image, { channels: 2 }, RangeError, /expected channels of 1, 3 or 4, got 2/],
    [image, { chanels: 1 }, TypeError, /did you mean 'channels'/],
    [image, { normalize: { mean: 0 } }, TypeError, /expected normalize.std to be a number, got undefined/],
    [image, { normalize: { mean: [0, 0], std: 1 } }, RangeError, /expected normalize.mean of 1 or 3 numbers, got \[0, 0\]/],
    [image, { normalize: { mean: 0, std: 0 } }, RangeError, /expected normalize.std to be finite and above 0, got 0/],
    [image, { normalize: { mean: Infinity, std: 1 } }, RangeError, /expected normalize.mean to be finite, got Infinity/],
    [image, { normalize: 1 }, TypeError, /expected an options object, got 1/],
  ])('refuses other images and options: %#', (images, options, kind, message) => {
    const attempt = () => data.fromImageData(images as never, options as never);
    expect(attempt).toThrow(kind);
    expect(attempt).toThrow(message);
  });
});
