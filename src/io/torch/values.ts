/** What a pickle of PyTorch is made of, before any of it is a value of ours. */
import type { Shape } from '../../shape.ts';
import type { FileType } from '../filetype.ts';

/** A tuple or a `torch.Size`, which nothing is appended to; lists are arrays. */
export class Tuple {
  readonly items: readonly unknown[];
  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

type Key = string | number | bigint;
const NO_ENTRIES: ReadonlyMap<Key, unknown> = /* @__PURE__ */ new Map();

/** A dict or an OrderedDict; 1 and '1' are two keys. An empty one is small: a byte of a file makes it. */
export class Dict {
  entries: ReadonlyMap<Key, unknown> = NO_ENTRIES;
  set(key: Key, value: unknown): void {
    if (this.entries === NO_ENTRIES) this.entries = new Map();
    (this.entries as Map<Key, unknown>).set(key, value);
  }
}

/** Something that a pickle names, and calls if it is one that may be called. */
export class Global {
  readonly name: string;
  readonly call: ((args: readonly unknown[]) => unknown) | undefined;
  /** What the elements of a storage of this class are. */
  readonly elements: FileType | undefined;
  constructor(name: string, call?: (args: readonly unknown[]) => unknown, elements?: FileType) {
    this.name = name;
    this.call = call;
    this.elements = elements;
  }
}

/** The elements that tensors look at: those of an entry of the file. */
export class TorchStorage {
  readonly key: string;
  readonly type: FileType;
  readonly numel: number;
  constructor(key: string, type: FileType, numel: number) {
    this.key = key;
    this.type = type;
    this.numel = numel;
  }
}

/** A window on a storage, known to lie within it. */
export class TorchTensor {
  readonly storage: TorchStorage;
  readonly offset: number;
  readonly sizes: Shape;
  readonly strides: readonly number[];
  constructor(storage: TorchStorage, offset: number, sizes: Shape, strides: readonly number[]) {
    this.storage = storage;
    this.offset = offset;
    this.sizes = sizes;
    this.strides = strides;
  }
}

/** One past the last element that a window with elements looks at. */
export const endOf = ({ offset, sizes, strides }: TorchTensor): number =>
  sizes.reduce((end, size, d) => end + (size - 1) * (strides[d] as number), offset + 1);
