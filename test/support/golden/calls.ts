// From PyTorch's op names and parameters to the library's: one line an op, by the contract's rule of which
// arguments are positional. The same lines drive the float64 references.
import { camelCase, number, options, type Params } from '../golden.ts';

/** The inputs of a case: tensors or arrays, or lists of them. */
export type Inputs = Record<string, unknown>;
type Line = (i: Inputs, p: Params) => [name: string, ...args: unknown[]];

/** Options out of those parameters and inputs that are given. */
function given(p: Params, ...names: string[]): Record<string, unknown> {
  return options(Object.fromEntries(names.filter((n) => p[n] !== undefined && p[n] !== null).map((n) => [n, p[n]])));
}

/** `dim: null` means that torch was called without one. */
const dimOf = (p: Params): unknown => (p['dim'] === null ? undefined : p['dim']);

const lines: Record<string, Line> = {};
const define = (ops: string, line: (op: string) => Line): void => {
  for (const op of ops.split(' ')) lines[op] = line(op);
};

define('exp log sqrt abs neg reciprocal rsqrt square sign log1p expm1 sin cos erf floor ceil round isnan', (op) => (i) => [
  op,
  i['input'],
]);
define('eq ne lt le gt ge maximum minimum', (op) => (i) => [op, i['input'], i['other']]);
define('mul div pow', (op) => (i, p) => [op, i['input'], i['other'] ?? p['other']]);
define('add sub', (op) => (i, p) => [op, i['input'], i['other'] ?? p['other'], given(p, 'alpha')]);
define('matmul mm bmm mv dot outer', (op) => (i) => [op, ...Object.values(i)]);
define('addmm baddbmm', (op) => (i, p) => [op, ...Object.values(i), given(p, 'beta', 'alpha')]);
define('sum mean prod max min amax amin argmax argmin logsumexp', (op) => (i, p) => [
  op,
  i['input'],
  dimOf(p),
  given(p, 'keepdim'),
]);
define('var std', (op) => (i, p) => [
  op,
  i['input'],
  dimOf(p),
  { correction: Number(p['unbiased'] ?? true), ...given(p, 'keepdim') },
]);
define('relu relu6 selu silu mish sigmoid logsigmoid tanh hardswish hardsigmoid softsign', (op) => (i) => [
  `F.${op}`,
  i['input'],
]);
define('leaky_relu elu gelu softplus hardtanh', (op) => (i, p) => [`F.${camelCase(op)}`, i['input'], options(p)]);
define('softmax log_softmax', (op) => (i, p) => [`F.${camelCase(op)}`, i['input'], p['dim']]);
define('mse_loss l1_loss smooth_l1_loss huber_loss kl_div', (op) => (i, p) => [
  `F.${camelCase(op)}`,
  i['input'],
  i['target'],
  options(p),
]);
define('nll_loss cross_entropy binary_cross_entropy binary_cross_entropy_with_logits', (op) => (i, p) => [
  `F.${camelCase(op)}`,
  i['input'],
  i['target'],
  { ...given(i, 'weight', 'pos_weight'), ...options(p) },
]);
define('max_pool2d avg_pool2d', (op) => (i, { kernel_size, ...rest }) => [
  `F.${camelCase(op)}`,
  i['input'],
  kernel_size,
  options(rest),
]);
define('cat stack', (op) => (i, p) => [op, i['tensors'], p['dim']]);
define('gather index_select', (op) => (i, p) => [camelCase(op), i['input'], p['dim'], i['index']]);
define('reshape view', (op) => (i, p) => [op, i['input'], p['shape']]);
define('squeeze unsqueeze cumsum', (op) => (i, p) => [op, i['input'], p['dim']]);

Object.assign(lines, {
  norm: (i, p) => ['norm', i['input'], number(p['p']), dimOf(p)],
  topk: (i, p) => ['topk', i['input'], p['k'], p['dim']],
  sort: (i, p) => ['sort', i['input'], p['dim'], given(p, 'descending')],
  clamp: (i, p) => ['clamp', i['input'], p['min'], p['max']],
  where: (i) => ['where', i['condition'], i['input'], i['other']],
  masked_fill: (i, p) => ['maskedFill', i['input'], i['mask'], number(p['value'])],
  one_hot: (i, p) => ['oneHot', i['input'], p['num_classes']],
  transpose: (i, p) => ['transpose', i['input'], p['dim0'], p['dim1']],
  permute: (i, p) => ['permute', i['input'], p['dims']],
  expand: (i, p) => ['expand', i['input'], p['size']],
  flatten: (i, p) => ['flatten', i['input'], p['start_dim']],
  narrow: (i, p) => ['narrow', i['input'], p['dim'], p['start'], p['length']],
  select: (i, p) => ['select', i['input'], p['dim'], p['index']],
  linear: (i) => ['F.linear', i['input'], i['weight'], i['bias']],
  layer_norm: (i, p) => ['F.layerNorm', i['input'], p['normalized_shape'], { ...given(i, 'weight', 'bias'), ...given(p, 'eps') }],
  batch_norm: (i, p) => [
    'F.batchNorm',
    i['input'],
    i['running_mean'] ?? null,
    i['running_var'] ?? null,
    { ...given(i, 'weight', 'bias'), ...options(p) },
  ],
  embedding: (i, p) => ['F.embedding', i['input'], i['weight'], options(p)],
  conv2d: (i, p) => ['F.conv2d', i['input'], i['weight'], i['bias'], options(p)],
} satisfies Record<string, Line>);

/** The library's function for a torch op, and its arguments; undefined for what is no function of its inputs. */
export function callFor(op: string, inputs: Inputs, params: Params): { name: string; args: unknown[] } | undefined {
  const line = lines[op];
  if (!line) return undefined;
  const [name, ...args] = line(inputs, params);
  return { name, args };
}
