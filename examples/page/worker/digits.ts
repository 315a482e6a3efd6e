/** Unpacks the digits: tensors for training and testing, and bytes to display. */
import { data, type Tensor, tensor } from 'rushlight';
import { HELD_OUT, PIXELS, TRAINED_ON } from '../protocol.ts';

type Labelled = data.TensorDataset<[Tensor, Tensor]>;

export interface Digits {
  train: Labelled;
  test: Labelled;
  /** The held-out digits as bytes. */
  images: Uint8Array<ArrayBuffer>;
  labels: Uint8Array<ArrayBuffer>;
}

const TOTAL = TRAINED_ON + HELD_OUT;

function labelled(labels: Uint8Array, images: Uint8Array): Labelled {
  const pixels = Float32Array.from(images, (byte) => byte / 255);
  return new data.TensorDataset(tensor(pixels, { shape: [-1, PIXELS] }), tensor(Int32Array.from(labels)));
}

/** @param packed the file that pack-digits.ts writes @throws {Error} for another file. */
export async function unpackDigits(packed: Uint8Array<ArrayBuffer>): Promise<Digits> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  if (bytes.length !== TOTAL * (1 + PIXELS)) throw new Error(`the file holds ${bytes.length} bytes, which are not the digits`);
  const labels = bytes.subarray(0, TOTAL);
  const images = bytes.subarray(TOTAL);
  const cut = TRAINED_ON * PIXELS;
  const heldOut = { labels: labels.slice(TRAINED_ON), images: images.slice(cut) };
  return {
    train: labelled(labels.subarray(0, TRAINED_ON), images.subarray(0, cut)),
    test: labelled(heldOut.labels, heldOut.images),
    ...heldOut,
  };
}
