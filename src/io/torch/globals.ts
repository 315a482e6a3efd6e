/**
 * The names that a checkpoint may use: a list, and nothing is looked up anywhere else. Each stands for a function of ours
 * that checks what it is given; none runs anything.
 */
import { show } from '../../errors.ts';
import { checkShape, numelOf } from '../../shape.ts';
import type { FileType } from '../filetype.ts';
import { refuse } from './reader.ts';
import { Dict, endOf, Global, TorchStorage, TorchTensor, Tuple } from './values.ts';

const STORAGES: Record<string, FileType> = {
  FloatStorage: 'F32',
  DoubleStorage: 'F64',
  HalfStorage: 'F16',
  BFloat16Storage: 'BF16',
  ByteStorage: 'U8',
  CharStorage: 'I8',
  ShortStorage: 'I16',
  IntStorage: 'I32',
  LongStorage: 'I64',
  BoolStorage: 'BOOL',
};

/** Where PyTorch has two names, the one that it prints. */
const ALIASES: Record<string, string> = {
  half: 'float16',
  float: 'float32',
  double: 'float64',
  short: 'int16',
  int: 'int32',
  long: 'int64',
  cfloat: 'complex64',
  cdouble: 'complex128',
};
const DTYPE =
  /^(float(16|32|64)|bfloat16|float8_(e4m3fn|e5m2)(uz|fnuz)?|u?int(8|16|32|64)|bool|complex(32|64|128)|quint8|qint(8|32))$/;

const MAX_DIMS = 64;
/** More elements fit in no memory of ours, even where a window repeats those of its storage. */
const MAX_NUMEL = 2 ** 30;

const isCount = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;
const isCounts = (list: unknown): list is Tuple => list instanceof Tuple && list.items.every(isCount);
const isEmpty = (dict: unknown): boolean => dict instanceof Dict && dict.entries.size === 0;

function checkArgs(fn: string, args: readonly unknown[], ...counts: number[]): void {
  if (!counts.includes(args.length)) refuse(`expected ${counts.join(' or ')} arguments of ${fn}, got ${args.length}`);
}

/** `_rebuild_tensor(storage, offset, size, stride)`. */
function rebuildTensor(args: readonly unknown[]): TorchTensor {
  const [storage, offset, size, stride] = args;
  if (!(storage instanceof TorchStorage) || !isCount(offset) || !isCounts(size) || !isCounts(stride))
    return refuse('expected a tensor of a storage, an offset, sizes and strides, got other values');
  const sizes = size.items as number[];
  const strides = stride.items as number[];
  if (sizes.length !== strides.length || sizes.length > MAX_DIMS)
    refuse(`expected at most ${MAX_DIMS} sizes and as many strides, got ${sizes.length} and ${strides.length}`);
  const t = new TorchTensor(storage, offset, Object.freeze([...sizes]), strides);
  const numel = numelOf(checkShape('loadTorch', sizes));
  if (numel > MAX_NUMEL) refuse(`expected a tensor of at most ${MAX_NUMEL} elements, got one of shape ${show(sizes)}`);
  const end = numel === 0 ? offset : endOf(t);
  if (end > storage.numel)
    refuse(`expected a tensor within the ${storage.numel} elements of storage ${show(storage.key)}, got one up to ${end}`);
  return t;
}

/** `_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks, metadata=None)`. */
function rebuildTensor2(args: readonly unknown[]): TorchTensor {
  checkArgs('_rebuild_tensor_v2', args, 6, 7);
  const [, , , , requiresGrad, hooks, metadata = null] = args;
  if (typeof requiresGrad !== 'boolean' || !isEmpty(hooks)) refuse('expected a tensor without hooks, got one with');
  if (metadata !== null && !isEmpty(metadata))
    refuse('expected a tensor as it lies in memory, got one that is conjugate or negated');
  return rebuildTensor(args);
}

/** `_rebuild_parameter(data, requires_grad, backward_hooks)`. */
function rebuildParameter(args: readonly unknown[]): TorchTensor {
  checkArgs('_rebuild_parameter', args, 3);
  const [data, requiresGrad, hooks] = args;
  if (!(data instanceof TorchTensor) || typeof requiresGrad !== 'boolean' || !isEmpty(hooks))
    return refuse('expected a parameter of a tensor without hooks, got other values');
  return data;
}

/** An OrderedDict is made empty, or by Python 2 of a list of pairs. */
function orderedDict(args: readonly unknown[]): Dict {
  checkArgs('OrderedDict', args, 0, 1);
  const made = new Dict();
  const [pairs = []] = args;
  if (!Array.isArray(pairs)) return refuse('expected an OrderedDict of pairs, got other values');
  for (const pair of pairs) {
    const items: unknown = pair instanceof Tuple ? pair.items : pair;
    if (!Array.isArray(items) || items.length !== 2) return refuse('expected an OrderedDict of pairs, got other values');
    made.set(keyOf(items[0]), items[1]);
  }
  return made;
}

/** A Counter of a dict: a MultiStepLR counts its milestones. */
function counter(args: readonly unknown[]): Dict {
  checkArgs('Counter', args, 1);
  const [counts] = args;
  return counts instanceof Dict ? counts : refuse('expected a Counter of a dict, got other values');
}

function size(args: readonly unknown[]): Tuple {
  checkArgs('torch.Size', args, 1);
  const [sizes] = args;
  return isCounts(sizes) ? sizes : refuse('expected a torch.Size of sizes, got other values');
}

/** A key of a dict. */
export function keyOf(key: unknown): string | number | bigint {
  if (typeof key === 'string' || typeof key === 'bigint' || Number.isSafeInteger(key)) return key as string | number | bigint;
  return refuse('expected dict keys that are strings or integers, got another value');
}

/** What a pickle means by a name: a dtype is its own name. @throws {RangeError} for a name that is not on the list. */
export function findGlobal(module: string, name: string): Global | string {
  const full = `${module}.${name}`;
  switch (full) {
    case 'collections.OrderedDict':
      return new Global(full, orderedDict);
    case 'collections.Counter':
      return new Global(full, counter);
    case 'torch.Size':
      return new Global(full, size);
    case 'torch._utils._rebuild_tensor':
      return new Global(full, (args) => {
        checkArgs('_rebuild_tensor', args, 4);
        return rebuildTensor(args);
      });
    case 'torch._utils._rebuild_tensor_v2':
      return new Global(full, rebuildTensor2);
    case 'torch._utils._rebuild_parameter':
      return new Global(full, rebuildParameter);
  }
  if (module === 'torch' || module === 'torch.storage') {
    if (Object.hasOwn(STORAGES, name)) return new Global(full, undefined, STORAGES[name]);
    // bytes without a type are uint8 to PyTorch; a typed storage is of one of the classes above
    if (name === 'UntypedStorage') return new Global(full, undefined, 'U8');
    if (name === 'TypedStorage') return new Global(full);
  }
  if (module === 'torch') {
    if (Object.hasOwn(ALIASES, name)) return ALIASES[name] as string;
    if (DTYPE.test(name)) return name;
  }
  const remedy =
    name === 'getattr' ? "delete the 'anneal_func' of a OneCycleLR's state" : 'save a state_dict rather than a module';
  return refuse(`expected tensors, numbers, strings and containers, got ${show(full)}, which is not on the list; ${remedy}`);
}
