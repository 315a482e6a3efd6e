/** Reading checkpoints of PyTorch. */
import { heap } from '../../../bindings/memory.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { bytesOf, type FileBytes } from '../bytes.ts';
import { readArchive } from './archive.ts';
import { toPlain } from './object.ts';
import { makeTensors } from './tensors.ts';
import type { TorchTensor } from './values.ts';

/**
 * Reads what `torch.save` wrote, in its zip format or that of before PyTorch 1.6: `value` is the object, whose type `T` can
 * name. Tensors and parameters become tensors: float16, bfloat16 and float64 as float32, the latter rounded; integers as
 * int32; bool as bool. Dicts become objects without a prototype, integer keys as strings; lists and tuples arrays; None null;
 * integers beyond 2^53 bigints; a dtype its name. `requires_grad` is left out. Views share their memory, as in PyTorch. The
 * tensors are the caller's to dispose, or the scope's. `torch.load` in PyTorch.
 *
 * ```ts
 * const { value } = loadTorch<{ model: StateDict }>(bytes);
 * model.loadStateDict(value.model);
 * ```
 *
 * Nothing in the file runs: a pickle may name tensors, storages, dtypes and OrderedDict, and all else is refused by name.
 *
 * @throws {TypeError} for anything but bytes. @throws {RangeError} for a malformed or damaged file, names that are not on the
 * list, kinds of tensors that the library has not, values nested more than 256 deep, more than 65,536 containers with less
 * than three bytes for each, and int64 beyond int32; nothing is allocated then.
 */
export function loadTorch<T = unknown>(bytes: FileBytes): { value: T } {
  takes('loadTorch', 1, arguments);
  const { root, storages } = readArchive(bytesOf('loadTorch', bytes));
  const paths = new Map<TorchTensor, string>();
  toPlain(root, (t, path) => {
    if (!paths.has(t)) paths.set(t, path);
  });
  heap.caller = 'loadTorch';
  const tensors = makeTensors(paths, storages);
  return { value: toPlain(root, (t) => tensors.get(t) as Tensor) as T };
}
