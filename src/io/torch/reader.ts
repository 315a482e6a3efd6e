/** A cursor over the bytes of a checkpoint that never leaves them. */
import { failRange } from '../../errors.ts';

/** Refuses a checkpoint. */
export const refuse = (message: string): never => failRange('loadTorch', message);

/** The bytes as text, which must be UTF-8. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('expected text in UTF-8, got other bytes');
  }
}

export class Reader {
  readonly bytes: Uint8Array;
  at: number;
  private readonly view: DataView;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Skips `n` bytes and returns where they began. */
  skip(n: number): number {
    const { at } = this;
    if (n > this.bytes.length - at)
      refuse(`expected ${n} bytes at ${at}, got a file that ends after ${this.bytes.length - at}; it is truncated or damaged`);
    this.at += n;
    return at;
  }

  take(n: number): Uint8Array {
    const at = this.skip(n);
    return this.bytes.subarray(at, at + n);
  }

  text(n: number): string {
    return textOf(this.take(n));
  }

  /** The text up to the end of the line. */
  line(): string {
    const end = this.bytes.indexOf(10, this.at);
    if (end < 0) refuse(`expected a line of text at ${this.at}, got none that ends`);
    const text = this.text(end - this.at);
    this.at++;
    return text;
  }

  u8(): number {
    return this.view.getUint8(this.skip(1));
  }

  u16(): number {
    return this.view.getUint16(this.skip(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.skip(4), true);
  }

  i32(): number {
    return this.view.getInt32(this.skip(4), true);
  }

  /** Whatever is too large for a number is too large for the file. */
  u64(): number {
    return Number(this.view.getBigUint64(this.skip(8), true));
  }

  /** A float of 64 bits, the high byte first, as pickles have them. */
  f64(): number {
    return this.view.getFloat64(this.skip(8), false);
  }
}
