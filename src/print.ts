/**
 * Tensors as text, in PyTorch's layout: four digits, aligned, in scientific notation if the numbers need it, lines broken at
 * about 80 characters, and the middle of large tensors omitted.
 */
import { heap } from '../bindings/memory.ts';
import type { TensorCore } from './core.ts';
import { showShape } from './shape.ts';

const PRECISION = 4;
const WIDTH = 80;
/** Above this number of elements, each dim shows only its first and last EDGE. */
const THRESHOLD = 1000;
const EDGE = 3;

/** The elements to show, nested like the tensor; null where some are omitted. */
type Tree = number | null | Tree[];

function visible(x: TensorCore): Tree {
  const words = x.dtype === 'float32' ? heap.f32 : heap.i32;
  const { shape, strides } = x;
  const elided = x.numel > THRESHOLD;
  const from = (dim: number, at: number): Tree => {
    if (dim === shape.length) return words[at] as number;
    const size = shape[dim] as number;
    const step = strides[dim] as number;
    const part = (start: number, end: number): Tree[] =>
      Array.from({ length: end - start }, (_, i) => from(dim + 1, at + (start + i) * step));
    return elided && size > 2 * EDGE ? [...part(0, EDGE), null, ...part(size - EDGE, size)] : part(0, size);
  };
  return from(0, x.ptr >>> 2);
}

function leaves(tree: Tree, out: number[] = []): number[] {
  if (typeof tree === 'number') out.push(tree);
  else if (tree !== null) for (const branch of tree) leaves(branch, out);
  return out;
}

/** |value| with four decimals. JavaScript rounds halves up, Python to even: 100 digits tell whether it is a half. */
function digits(value: number, how: 'toFixed' | 'toExponential'): string {
  const tie = /^(\d+\.\d{3}[02468])50*(e.*)?$/.exec(value[how](100));
  return tie === null ? value[how](PRECISION) : `${tie[1]}${tie[2] ?? ''}`;
}

const signed = (value: number, text: string): string => (value < 0 || Object.is(value, -0) ? `-${text}` : text);

const special = (value: number): string => (Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf');
const fixed = (value: number): string => signed(value, digits(Math.abs(value), 'toFixed'));
const whole = (value: number): string => `${signed(value, Math.abs(value).toFixed(0))}.`;
const scientific = (value: number): string =>
  signed(value, digits(Math.abs(value), 'toExponential').replace(/e([+-])(\d)$/, 'e$10$2'));

interface Format {
  width: number;
  write: (value: number) => string;
}

/** How the elements are written, padded to one width. As in PyTorch, zeros, infinities and NaN do not affect the width. */
function formatOf(values: readonly number[], dtype: TensorCore['dtype']): Format {
  let write = (value: number): string => (dtype === 'bool' ? String(value !== 0) : String(value));
  let widening = values;
  if (dtype === 'float32') {
    widening = values.filter((v) => Number.isFinite(v) && v !== 0);
    const sizes = widening.map(Math.abs);
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    const integers = widening.every(Number.isInteger);
    const spread = widening.length > 0 && (most / least > 1000 || most > 1e8 || (!integers && least < 1e-4));
    const finite = spread ? scientific : integers ? whole : fixed;
    write = (value) => (Number.isFinite(value) ? finite(value) : special(value));
  }
  const width = Math.max(1, ...widening.map((v) => write(v).length));
  return { width, write: (value) => write(value).padStart(width) };
}

/** The nested brackets; `indent` is the column of the first one. */
function layOut(tree: Tree, format: Format, indent: number): string {
  const { width, write } = format;
  if (typeof tree === 'number') return write(tree);
  if (tree === null) return '...';
  const margin = ' '.repeat(indent + 1);
  const depth = depthOf(tree);
  if (depth > 1) {
    const parts = tree.map((branch) => layOut(branch, format, indent + 1));
    return `[${parts.join(`,${'\n'.repeat(depth - 1)}${margin}`)}]`;
  }
  const texts = tree.map((leaf) => (leaf === null ? ' ...' : write(leaf as number)));
  const perLine = Math.max(1, Math.floor((WIDTH - indent) / (width + 2)));
  const lines = texts.flatMap((_, i) => (i % perLine === 0 ? [texts.slice(i, i + perLine).join(', ')] : []));
  return `[${lines.join(`,\n${margin}`)}]`;
}

const depthOf = (tree: Tree): number => (Array.isArray(tree) ? 1 + depthOf(tree[0] as Tree) : 0);

/**
 * A tensor as PyTorch prints it, except for `true` and `false`, `dtype=int32`, `shape=[0, 3]` for an empty tensor, and
 * `requiresGrad=true` both for leaves and for results of ops.
 */
export function showTensor(x: TensorCore): string {
  const prefix = 'tensor(';
  const suffixes: string[] = [];
  let text = '[]';
  if (x.numel > 0) {
    const tree = visible(x);
    text = layOut(tree, formatOf(leaves(tree), x.dtype), prefix.length);
  } else if (x.ndim !== 1) {
    suffixes.push(`shape=${showShape(x.shape)}`);
  }
  if (x.dtype === 'int32' || (x.dtype === 'bool' && x.numel === 0)) suffixes.push(`dtype=${x.dtype}`);
  if (x.requiresGrad) suffixes.push('requiresGrad=true');
  let out = prefix + text;
  let column = out.length - out.lastIndexOf('\n') + 1;
  for (const suffix of suffixes) {
    const breaks = column + suffix.length + 2 > WIDTH;
    out += breaks ? `,\n${' '.repeat(prefix.length)}${suffix}` : `, ${suffix}`;
    column = breaks ? prefix.length + suffix.length : column + suffix.length + 2;
  }
  return `${out})`;
}
