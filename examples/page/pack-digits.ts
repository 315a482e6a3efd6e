/**
 * Packs the digits for the page into one gzipped file: all labels, then all pixels, one byte each, training digits first.
 * `node examples/run.mjs page/pack-digits`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { loadDigits } from '../digits/data.ts';

const FILE = 'build/page/digits.bin';

const { train, test } = loadDigits();
const labels = [train, test].map(({ tensors }) => Uint8Array.from(tensors[1].toTypedArray()));
const pixels = [train, test].map(({ tensors }) => Uint8Array.from(tensors[0].toTypedArray(), (value) => Math.round(value * 255)));
const packed = gzipSync(Buffer.concat([...labels, ...pixels]), { level: 9 });
mkdirSync('build/page', { recursive: true });
writeFileSync(FILE, packed);
console.log(`${FILE}: ${train.length} digits to train on, ${test.length} held out, ${packed.length} bytes`);
