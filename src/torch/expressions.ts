/** The PyTorch expression for each op that a forward records. */
import { failType } from '../errors.ts';
import type { Shape } from '../shape.ts';
import { list, number } from './python.ts';
import type { OpStep } from './visits.ts';

/** An op of two runs, on batches of two sizes. */
export interface Both {
  step: OpStep;
  other: OpStep;
}

/** Writes an op from the expressions of its operands. */
type Expression = (operands: readonly string[], both: Both) => string;

/** Refuses an op, by name. */
export function refuse(op: string, remedy: string): never {
  failType('toTorch', `expected a forward of ops that the export can write, got ${op}; ${remedy}`);
}

const call =
  (fn: string): Expression =>
  (operands) =>
    `${fn}(${operands.join(', ')})`;

/** A function whose numbers follow the operands, by name; defaults are left out. */
const withNumbers =
  (fn: string, ...named: (readonly [name: string, initial: number | undefined])[]): Expression =>
  ([x], { step }) => {
    const how = step.how as readonly (number | undefined)[];
    const given = named.flatMap(([name, initial], i) =>
      how[i] === undefined || how[i] === initial ? [] : [`${name}=${number(how[i])}`],
    );
    return `${fn}(${[x, ...given].join(', ')})`;
  };

/** A number as an operand, in parentheses where its sign would bind less tightly than the operator. */
const bracketed = (x: number): string => (x < 0 || Object.is(x, -0) ? `(${number(x)})` : number(x));

/** `a + b`; the second may be a number, and so may the first. */
const infix =
  (sign: string): Expression =>
  ([a, b], { step }) => {
    if (b !== undefined) return `${a} ${sign} ${b}`;
    return typeof step.how === 'number'
      ? `${a} ${sign} ${bracketed(step.how)}`
      : `${bracketed((step.how as [number])[0])} ${sign} ${a}`;
  };

/** `a / b`, possibly rounded. */
const quotient: Expression = (operands, both) => {
  const { how } = both.step;
  if (typeof how !== 'object' || !('roundingMode' in (how as object))) return infix('/')(operands, both);
  if (operands.length < 2) refuse('div', 'with a roundingMode, divide by a tensor that registerBuffer holds');
  return `torch.div(${operands.join(', ')}, rounding_mode='${(how as { roundingMode: string }).roundingMode}')`;
};

/** The greater or the lesser of two; a number is a bound. */
const bound =
  (fn: string, side: string): Expression =>
  ([a, b], { step }) => {
    const other = typeof step.how === 'number' ? step.how : (step.how as readonly [number] | undefined)?.[0];
    return b === undefined ? `torch.clamp(${a}, ${side}=${number(other as number)})` : `${fn}(${a}, ${b})`;
  };

const inputShape = ({ inputs }: OpStep): Shape => inputs[0]?.sizes as Shape;

const reduction =
  (fn: string): Expression =>
  ([x], { step }) => {
    const dims = step.how as readonly number[];
    const kept = step.out.ndim === inputShape(step).length;
    if (dims.length === inputShape(step).length && !kept) return `${x}.${fn}()`;
    const dim = dims.length === 1 ? String(dims[0]) : `(${list(dims)})`;
    return `${x}.${fn}(${dim}${kept && dims.length > 0 ? ', keepdim=True' : ''})`;
  };

/** Sizes that are equal for both batches, those that equal an operand's, and at most `most` that are inferred. */
function sizes(x: string, { step, other }: Both, most = 1): string {
  let inferred = 0;
  const text = step.out.sizes.map((size, i) => {
    if (size === other.out.sizes[i]) return String(size);
    const of = (s: OpStep): number => inputShape(s).indexOf(s.out.sizes[i] as number);
    if (of(step) >= 0 && of(step) === of(other)) return `${x}.shape[${of(step)}]`;
    inferred++;
    return '-1';
  });
  if (inferred > most) refuse(step.op, 'give shapes that follow from one size of the operand');
  return text.join(', ');
}

const reshaped: Expression = ([x], both) => `${x}.reshape(${sizes(x as string, both)})`;

/** A part of a dim: indices that depend on the batch size are counted from the end. */
const part: Expression = ([x], { step, other }) => {
  const [dim, from, to, by] = step.how as [number, number, number, number];
  const size = inputShape(step)[dim] as number;
  const [, , otherTo] = other.how as number[];
  const before = ':, '.repeat(dim);
  if (step.out.ndim < inputShape(step).length) {
    const fromEnd = from === size - 1 && to !== otherTo;
    return `${x}[${before}${fromEnd ? -1 : from}]`;
  }
  const end = to === size ? '' : String(to);
  return `${x}[${before}${from === 0 ? '' : from}:${end}${by === 1 ? '' : `:${by}`}]`;
};

const permuted: Expression = ([x], { step }) =>
  step.how === undefined ? (x as string) : `${x}.permute(${list(step.how as readonly number[])})`;

const along =
  (fn: string): Expression =>
  ([x], { step }) =>
    `${fn}(${x}, dim=${step.how as number})`;

const torchs = (...names: string[]): Record<string, Expression> =>
  Object.fromEntries(names.map((name) => [name, call(`torch.${name}`)]));

const methodsOf = (...names: string[]): Record<string, Expression> =>
  Object.fromEntries(names.map((name) => [name, reduction(name)]));

/** By the names that ops report. */
const EXPRESSIONS: Readonly<Record<string, Expression>> = {
  ...torchs('exp', 'log', 'sqrt', 'abs', 'neg', 'reciprocal', 'rsqrt', 'square', 'sin', 'cos', 'tanh', 'erf', 'sigmoid'),
  ...torchs('floor', 'ceil', 'log1p', 'expm1', 'sign', 'relu', 'matmul', 'mm', 'bmm', 'mv', 'dot'),
  ...methodsOf('sum', 'mean', 'amax', 'amin', 'logsumexp', 'prod'),
  add: infix('+'),
  sub: infix('-'),
  mul: infix('*'),
  div: quotient,
  round: ([x], { step }) => ((step.how as number) === 0 ? `torch.round(${x})` : `torch.round(${x}, decimals=${step.how})`),
  maximum: bound('torch.maximum', 'min'),
  minimum: bound('torch.minimum', 'max'),
  pow: infix('**'),

  relu6: call('F.relu6'),
  selu: call('F.selu'),
  silu: call('F.silu'),
  mish: call('F.mish'),
  softsign: call('F.softsign'),
  hardswish: call('F.hardswish'),
  hardsigmoid: call('F.hardsigmoid'),
  logsigmoid: call('F.logsigmoid'),
  leakyRelu: withNumbers('F.leaky_relu', ['negative_slope', 0.01]),
  elu: withNumbers('F.elu', ['alpha', 1]),
  softplus: withNumbers('F.softplus', ['beta', 1], ['threshold', 20]),
  hardtanh: withNumbers('F.hardtanh', ['min_val', -1], ['max_val', 1]),
  clamp: withNumbers('torch.clamp', ['min', -Infinity], ['max', Infinity]),
  gelu: ([x], { step }) => ((step.how as [number])[0] === 0 ? `F.gelu(${x})` : `F.gelu(${x}, approximate='tanh')`),
  softmax: along('torch.softmax'),
  logSoftmax: along('torch.log_softmax'),
  cumsum: along('torch.cumsum'),

  linear: call('F.linear'),
  addmm: (operands, { step }) => {
    const [alpha, beta] = step.how as [number, number];
    return `torch.addmm(${operands.join(', ')}, beta=${number(beta)}, alpha=${number(alpha)})`;
  },

  reshape: reshaped,
  view: reshaped,
  squeeze: reshaped,
  unsqueeze: reshaped,
  // there -1 keeps a size
  expand: ([x], both) => `${x}.expand(${sizes(x as string, both, 0)})`,
  permute: permuted,
  transpose: permuted,
  t: permuted,
  narrow: part,
  slice: part,
  select: part,
  at: part,
  split: part,
  cat: (operands, { step }) => `torch.cat([${operands.join(', ')}], dim=${step.how as number})`,
  clone: ([x]) => `${x}.clone()`,
};

const CONSTANT = 'make constants in the constructor, with registerBuffer';
const REMEDIES: Readonly<Record<string, string>> = {
  dropout: 'use nn.Dropout',
  ...Object.fromEntries(['zeros', 'ones', 'full', 'arange', 'linspace', 'eye', 'tensor', 'oneHot'].map((op) => [op, CONSTANT])),
};

/**
 * The expression of an op.
 * @throws {TypeError} if there is none.
 */
export function expressionOf(operands: readonly string[], both: Both): string {
  const { op } = both.step;
  const write = Object.hasOwn(EXPRESSIONS, op) ? EXPRESSIONS[op] : undefined;
  if (write === undefined)
    return refuse(op, REMEDIES[op] ?? 'use a module that PyTorch has, or ops such as add, matmul and reshape');
  return write(operands, both);
}
