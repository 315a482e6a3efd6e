/** Storages of a checkpoint as memory of ours, and its tensors as windows on them: no file takes more than its storages. */

import { empty } from '../../create/values.ts';
import { show } from '../../errors.ts';
import { isRowMajor, numelOf } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { decode, findMisfits, showElement } from '../decode.ts';
import { BYTES, dtypeOf } from '../filetype.ts';
import { refuse } from './reader.ts';
import { endOf, type TorchStorage, type TorchTensor } from './values.ts';

/** How often a large integer is looked for in the tensors on its storage before those about it are refused unread. */
const MAX_SEARCHES = 1_000_000;

const isPacked = ({ sizes, strides }: TorchTensor): boolean => numelOf(sizes) === 0 || isRowMajor(sizes, strides);

/** Whether a tensor has the storage's element `at`; where its windows overlap, whether it might. */
function mayHave({ offset, sizes, strides }: TorchTensor, at: number): boolean {
  const dims = sizes
    .map((size, d) => ({ last: size - 1, step: strides[d] as number }))
    .filter(({ last, step }) => last > 0 && step > 0)
    .sort((a, b) => b.step - a.step);
  let reach = dims.reduce((sum, { last, step }) => sum + last * step, 0);
  let rest = at - offset;
  if (rest < 0 || rest > reach) return false;
  for (const { last, step } of dims) {
    reach -= last * step;
    if (reach >= step) return true;
    rest -= Math.min(last, Math.floor(rest / step)) * step;
    if (rest > reach) return false;
  }
  return rest === 0;
}

/** Refuses integers that int32 cannot hold in the tensors, which go by their paths in the object. */
function checkIntegers(storage: TorchStorage, bytes: Uint8Array, tensors: readonly (readonly [TorchTensor, string])[]): void {
  const looking = tensors.filter(([t]) => numelOf(t.sizes) > 0).sort(([a], [b]) => a.offset - b.offset);
  let left = MAX_SEARCHES;
  let first = 0;
  findMisfits(storage.type, bytes, (i) => {
    // the integers come in order: no tensor is looked at again that ends before one of them
    while (first < looking.length && endOf(looking[first]![0]) <= i) first++;
    for (let k = first; k < looking.length; k++) {
      const [t, path] = looking[k]!;
      if (t.offset > i) break;
      if (left-- > 0 ? mayHave(t, i) : i < endOf(t))
        refuse(
          `expected int64 values that int32 holds in ${path === '' ? 'the tensor' : show(path)}, got ${showElement(storage.type, bytes, i)}`,
        );
    }
    return false;
  });
}

/** Makes the tensors of a checkpoint, which go by their paths in the object. Nothing is allocated before all is checked. */
export function makeTensors(
  paths: ReadonlyMap<TorchTensor, string>,
  storages: ReadonlyMap<string, Uint8Array>,
): Map<TorchTensor, Tensor> {
  const byStorage = new Map<TorchStorage, [TorchTensor, string][]>();
  for (const [t, path] of paths) {
    const list = byStorage.get(t.storage) ?? [];
    list.push([t, path]);
    byStorage.set(t.storage, list);
  }
  const dataOf = ({ key, type, numel }: TorchStorage): Uint8Array => {
    const data = storages.get(key) ?? refuse(`expected storage ${show(key)} in the file, got none`);
    if (data.length !== numel * BYTES[type])
      refuse(`expected ${numel * BYTES[type]} bytes of storage ${show(key)}, got ${data.length}`);
    return data;
  };
  for (const [storage, tensors] of byStorage) {
    const data = dataOf(storage);
    if (storage.type === 'I64') checkIntegers(storage, data, tensors);
  }
  const made = new Map<TorchTensor, Tensor>();
  try {
    for (const [storage, tensors] of byStorage) {
      const whole = empty([storage.numel], dtypeOf(storage.type));
      try {
        decode(storage.type, dataOf(storage), whole);
        for (const [t] of tensors) made.set(t, whole.window(t.sizes, isPacked(t) ? null : t.strides, t.offset));
      } finally {
        whole.dispose();
      }
    }
  } catch (error) {
    for (const t of made.values()) t.dispose();
    throw error;
  }
  return made;
}
