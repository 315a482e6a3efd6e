/** Writes pickles of protocol 2 with the instructions that PyTorch's loader of weights knows. */

export class PickleWriter {
  private bytes = new Uint8Array(1024);
  private length = 0;
  private readonly encoder = new TextEncoder();

  constructor() {
    this.op(0x80, 2);
  }

  private room(n: number): DataView {
    if (this.length + n > this.bytes.length) {
      const grown = new Uint8Array(2 * (this.length + n));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    return new DataView(this.bytes.buffer, this.length);
  }

  /** An instruction, and bytes that belong to it. */
  op(...bytes: number[]): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  none(): void {
    this.op(0x4e);
  }

  boolean(value: boolean): void {
    this.op(value ? 0x88 : 0x89);
  }

  /** An integer of at most 255 bytes. */
  integer(value: number | bigint): void {
    if (value >= 0 && value < 256) return this.op(0x4b, Number(value));
    if (value >= -(2 ** 31) && value < 2 ** 31) {
      this.op(0x4a);
      this.room(4).setInt32(0, Number(value), true);
      this.length += 4;
      return;
    }
    const digits: number[] = [];
    let rest = BigInt(value);
    const sign = rest < 0n ? -1n : 0n;
    for (; rest !== sign; rest >>= 8n) digits.push(Number(rest & 255n));
    // the highest bit is the sign
    if ((digits[digits.length - 1] as number) >> 7 !== (sign === 0n ? 0 : 1)) digits.push(sign === 0n ? 0 : 255);
    this.op(0x8a, digits.length, ...digits);
  }

  float(value: number): void {
    this.op(0x47);
    this.room(8).setFloat64(0, value, false);
    this.length += 8;
  }

  text(value: string): void {
    const bytes = this.encoder.encode(value);
    this.op(0x58);
    this.room(4 + bytes.length).setUint32(0, bytes.length, true);
    this.bytes.set(bytes, this.length + 4);
    this.length += 4 + bytes.length;
  }

  /** A name that the reader looks up. */
  global(module: string, name: string): void {
    this.op(0x63, ...this.encoder.encode(`${module}\n${name}\n`));
  }

  /** A tuple of what `items` writes. */
  tuple(items: () => void): void {
    this.op(0x28);
    items();
    this.op(0x74);
  }

  list(items: () => void): void {
    this.op(0x5d, 0x28);
    items();
    this.op(0x65);
  }

  /** A dict of the keys and values that `items` writes in turn. */
  dict(items: () => void): void {
    this.op(0x7d, 0x28);
    items();
    this.op(0x75);
  }

  /** Calls the global before the tuple that was written last. */
  reduce(): void {
    this.op(0x52);
  }

  /** What the reader finds outside the pickle by the tuple that was written last. */
  persistent(): void {
    this.op(0x51);
  }

  end(): Uint8Array {
    this.op(0x2e);
    return this.bytes.subarray(0, this.length);
  }
}
