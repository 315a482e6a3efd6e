import { tensor } from '../create/values.ts';
import { checkNumber, checkOptions, failRange, failType, isBytes, show } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';

/** Pixels as in a canvas: rows of red, green, blue and alpha, one byte each. */
export interface ImagePixels {
  /** 4 · width · height bytes. */
  readonly data: Uint8ClampedArray | Uint8Array;
  /** Pixels in a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
}

/** Options of `fromImageData`. */
export interface ImageOptions {
  /** 3 for red, green and blue, if absent; 1 for grey; 4 with alpha. */
  channels?: 1 | 3 | 4;
  /** Means and standard deviations, for all channels or for each: (x − mean) / std, as `transforms.Normalize`. */
  normalize?: { mean: number | readonly number[]; std: number | readonly number[] };
}

/** A number for each channel. */
function perChannel(fn: string, what: string, given: unknown, channels: number, least?: number): number[] {
  const values: unknown[] = Array.isArray(given) ? given : Array(channels).fill(given);
  if (values.length !== channels) failRange(fn, `expected ${what} of 1 or ${channels} numbers, got ${show(given)}`);
  return values.map((value) => {
    const number = checkNumber(fn, what, value);
    if (!Number.isFinite(number) || (least !== undefined && number <= least))
      failRange(fn, `expected ${what} to be finite${least === undefined ? '' : ` and above ${least}`}, got ${show(given)}`);
    return number;
  });
}

/** Refuses a value without pixels. */
function checkPixels(fn: string, image: unknown): ImagePixels {
  const { data, width, height } = (image ?? {}) as ImagePixels;
  if (!isBytes(data) && !isBytes(data, 'Uint8ClampedArray')) {
    const remedy = "a canvas gives one by getContext('2d').getImageData(0, 0, width, height)";
    failType(fn, `expected an ImageData of bytes, or several, got ${show(image)}; ${remedy}`);
  }
  for (const size of [width, height])
    if (!Number.isSafeInteger(size) || size < 1)
      failRange(fn, `expected width and height of at least 1, got ${show(width)} × ${show(height)}`);
  if (data.length !== 4 * width * height)
    failRange(fn, `expected ${4 * width * height} bytes for ${width} × ${height} pixels, got ${data.length}`);
  return { data, width, height };
}

/**
 * Pixels of a canvas as a float32 tensor in [0, 1], as `transforms.ToTensor` gives them: (C, H, W), or (N, C, H, W) of several
 * images of one size. Grey is 0.299 R + 0.587 G + 0.114 B. Alpha is left out unless `channels` is 4, so a canvas that shows
 * what is behind it is filled first.
 *
 * @throws {TypeError} for what has no pixels. @throws {RangeError} for images of several sizes, or no image.
 */
export function fromImageData(images: ImagePixels | readonly ImagePixels[], options: ImageOptions = {}): Tensor {
  const fn = 'fromImageData';
  takes(fn, 2, arguments);
  checkOptions(fn, options, ['channels', 'normalize']);
  const { channels = 3, normalize } = options;
  if (channels !== 1 && channels !== 3 && channels !== 4) failRange(fn, `expected channels of 1, 3 or 4, got ${show(channels)}`);
  if (normalize !== undefined) checkOptions(fn, normalize, ['mean', 'std']);
  const mean = perChannel(fn, 'normalize.mean', normalize === undefined ? 0 : normalize.mean, channels);
  const std = perChannel(fn, 'normalize.std', normalize === undefined ? 1 : normalize.std, channels, 0);
  const given: unknown[] = Array.isArray(images) ? [...images] : [images];
  if (given.length === 0) failRange(fn, 'expected at least one image, got none');
  const all = given.map((image) => checkPixels(fn, image));
  const { width, height } = all[0] as ImagePixels;
  const other = all.find((image) => image.width !== width || image.height !== height);
  if (other !== undefined)
    failRange(fn, `expected images of one size, got ${width} × ${height} and ${other.width} × ${other.height}; draw them at one`);
  const plane = width * height;
  const values = new Float32Array(all.length * channels * plane);
  for (const [n, { data }] of all.entries()) {
    for (let c = 0; c < channels; c++) {
      const [to, m, s] = [(n * channels + c) * plane, mean[c] as number, std[c] as number];
      for (let i = 0; i < plane; i++) {
        const at = 4 * i;
        const byte =
          channels === 1
            ? 0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number)
            : (data[at + c] as number);
        values[to + i] = (byte / 255 - m) / s;
      }
    }
  }
  const shape = [channels, height, width];
  return tensor(values, { shape: Array.isArray(images) ? [all.length, ...shape] : shape });
}
