// Checkpoints made by hand, to have in them what PyTorch would not write.

const encoder = new TextEncoder();

/** Instructions: texts are their characters' codes, numbers bytes. */
export function pickle(...parts: (string | number | Uint8Array)[]): Uint8Array {
  const bytes = [0x80, 2];
  for (const part of parts) {
    if (typeof part === 'number') bytes.push(part);
    else for (const byte of typeof part === 'string' ? encoder.encode(part) : part) bytes.push(byte);
  }
  return Uint8Array.from([...bytes, 0x2e]);
}

export function text(value: string): Uint8Array {
  const bytes = encoder.encode(value);
  return Uint8Array.from([0x58, bytes.length & 255, bytes.length >> 8, 0, 0, ...bytes]);
}

export function int(value: number): Uint8Array {
  return Uint8Array.from([0x4a, ...new Uint8Array(Int32Array.of(value).buffer)]);
}

export const tuple = (...items: Uint8Array[]): Uint8Array => join([0x28], ...items, [0x74]);
export const global = (module: string, name: string): Uint8Array => encoder.encode(`c${module}\n${name}\n`);
const HOOKS = [...global('collections', 'OrderedDict'), 0x29, 0x52];

export function join(...parts: ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

export interface TensorParts {
  type?: string;
  key?: string;
  numel?: number;
  offset?: number;
  size?: number[];
  stride?: number[];
}

/** The instructions for a tensor, by default of 4 floats. */
export function tensor({
  type = 'FloatStorage',
  key = '0',
  numel = 4,
  offset = 0,
  size = [4],
  stride = [1],
}: TensorParts = {}): Uint8Array {
  const storage = join(tuple(text('storage'), global('torch', type), text(key), text('cpu'), int(numel)), [0x51]);
  return join(
    global('torch._utils', '_rebuild_tensor_v2'),
    tuple(storage, int(offset), tuple(...size.map(int)), tuple(...stride.map(int)), Uint8Array.of(0x89), Uint8Array.from(HOOKS)),
    [0x52],
  );
}

/** A list of what the instructions make. */
export const list = (...items: Uint8Array[]): Uint8Array => join([0x5d, 0x28], ...items, [0x65]);
