/** Writes ops between modules. */
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import type { MergeKind } from '../graph.ts';
import { type Out, refuse, type Site, type Writer } from '../writer.ts';
import { activation, concatenate, dense, elementwise, elu, gelu, merge, permute, rescale, reshape, softmax } from './simple.ts';
import { globally } from './windows.ts';

/** Operands: values of the file, and tensors that are not, such as parameters. */
type Operands = readonly (Out | Tensor)[];

type WriteOp = (w: Writer, site: Site, inputs: Operands, sizes: Shape, how: unknown) => Out;

const isOut = (x: Out | Tensor): x is Out => 'ref' in x;

/** The operands, all of which must be values. */
function valuesOf(site: Site, inputs: Operands): Out[] {
  return inputs.map((x) => (isOut(x) ? x : refuse(site, "operands that come from the model's inputs")));
}

const one = (site: Site, inputs: Operands): Out => valuesOf(site, inputs)[0] as Out;

const named =
  (name: string): WriteOp =>
  (w, site, inputs) =>
    activation(w, site, one(site, inputs), name);

/** An op on two values, or on a value and a number. */
const pair =
  (kind: MergeKind | null, number: (n: number, isFirst: boolean) => [scale: number, offset: number] | null): WriteOp =>
  (w, site, inputs, sizes, how) => {
    const values = valuesOf(site, inputs);
    if (values.length === 2)
      return kind === null ? refuse(site, 'a sum, product or extremum') : merge(w, site, values, sizes, kind);
    const isFirst = Array.isArray(how);
    const n: unknown = isFirst ? how[0] : how;
    const change = typeof n === 'number' ? number(n, isFirst) : null;
    if (change === null) return refuse(site, 'a sum or product with a number');
    return rescale(w, site, values[0] as Out, ...change);
  };

const shaped: WriteOp = (w, site, inputs, sizes) => {
  const x = one(site, inputs);
  return sizes.join() === x.sizes.join() ? x : reshape(w, site, x, sizes);
};

const turned: WriteOp = (w, site, inputs, sizes, how) =>
  permute(w, site, one(site, inputs), Array.isArray(how) ? (how as number[]) : [], sizes);

const reduced =
  (kind: 'Average' | 'Max'): WriteOp =>
  (w, site, inputs, sizes, how) => {
    const x = one(site, inputs);
    const rank = x.sizes.length;
    const dims = (Array.isArray(how) ? (how as number[]) : []).map((d) => (d < 0 ? d + rank : d)).sort((a, b) => a - b);
    if (rank === 3 && dims.join() === '1' && sizes.length === 2) {
      const y = w.plain(site, x);
      return w.emit(site, '', `Global${kind}Pooling1D`, {}, [y], { sizes, positive: y.positive });
    }
    if ((rank !== 3 && rank !== 4) || dims.join() !== (rank === 3 ? '2' : '2,3')) refuse(site, 'dims that are those of an image');
    return globally(w, site, x, kind, sizes);
  };

/** One step of a sequence, or a part of one: what remains of an image whose borders are cut off. */
const part: WriteOp = (w, site, inputs, sizes, how) => {
  const x = w.plain(site, one(site, inputs));
  const [dim, from, to, by] = how as [number, number, number, number];
  if (x.sizes.length !== 3 || dim !== 1 || by !== 1) return refuse(site, 'steps of a sequence (N, T, C)');
  const [n, steps, channels] = x.sizes as [number, number, number];
  const { positive } = x;
  const image = { target_shape: [steps, 1, channels] };
  const folded = w.emit(site, 'as_image', 'Reshape', image, [x], { sizes: [n, steps, 1, channels], positive });
  const cropping = [
    [from, steps - to],
    [0, 0],
  ];
  const shape = [n, to - from, 1, channels];
  const cut = w.emit(site, 'part', 'Cropping2D', { cropping, data_format: 'channels_last' }, [folded], {
    sizes: shape,
    positive,
  });
  return w.emit(site, 'as_sequence', 'Reshape', { target_shape: sizes.slice(1) }, [cut], { sizes, positive });
};

const OPS: Readonly<Record<string, WriteOp>> = {
  add: /* @__PURE__ */ pair('add', (n) => [1, n]),
  sub: /* @__PURE__ */ pair(null, (n, isFirst) => (isFirst ? [-1, n] : [1, -n])),
  mul: /* @__PURE__ */ pair('multiply', (n) => [n, 0]),
  div: /* @__PURE__ */ pair(null, (n, isFirst) => (isFirst ? null : [1 / n, 0])),
  neg: (w, site, inputs) => rescale(w, site, one(site, inputs), -1, 0),
  maximum: /* @__PURE__ */ pair('maximum', () => null),
  minimum: /* @__PURE__ */ pair('minimum', () => null),
  cat: (w, site, inputs, sizes, how) => concatenate(w, site, valuesOf(site, inputs), sizes, how as number),
  relu: /* @__PURE__ */ named('relu'),
  relu6: /* @__PURE__ */ named('relu6'),
  selu: /* @__PURE__ */ named('selu'),
  silu: /* @__PURE__ */ named('swish'),
  mish: /* @__PURE__ */ named('mish'),
  sigmoid: /* @__PURE__ */ named('sigmoid'),
  tanh: /* @__PURE__ */ named('tanh'),
  softsign: /* @__PURE__ */ named('softsign'),
  leakyRelu: (w, site, inputs, _, how) => elementwise(w, site, one(site, inputs), 'LeakyReLU', { alpha: (how as [number])[0] }),
  elu: (w, site, inputs, _, how) => elu(w, site, one(site, inputs), (how as [number])[0]),
  gelu: (w, site, inputs, _, how) => gelu(w, site, one(site, inputs), (how as [number])[0] === 0),
  softmax: (w, site, inputs, _, how) => softmax(w, site, one(site, inputs), how as number, false),
  logSoftmax: (w, site, inputs, _, how) => softmax(w, site, one(site, inputs), how as number, true),
  linear: (w, site, inputs, sizes) => {
    const [x, matrix, bias] = inputs as [Out | Tensor, Out | Tensor, Out | Tensor | undefined];
    if (!isOut(x) || isOut(matrix) || (bias !== undefined && isOut(bias))) return refuse(site, 'weights that are parameters');
    return dense(w, site, x, sizes, matrix, bias ?? null);
  },
  view: shaped,
  reshape: shaped,
  squeeze: shaped,
  unsqueeze: shaped,
  clone: (_, site, inputs) => one(site, inputs),
  permute: turned,
  transpose: turned,
  t: turned,
  mean: /* @__PURE__ */ reduced('Average'),
  amax: /* @__PURE__ */ reduced('Max'),
  select: part,
  at: part,
  narrow: part,
  slice: part,
};

/**
 * Writes an op by the name that it reports.
 * @throws {TypeError} for one that has no layer.
 */
export const opWriter = (): WriteOp => (w, site, inputs, sizes, how) => {
  const op = site.label.replace(/^the op /, '');
  const write = Object.hasOwn(OPS, op) ? (OPS[op] as WriteOp) : undefined;
  if (write === undefined) return refuse(site, `ops among ${Object.keys(OPS).join(', ')}`);
  return write(w, site, inputs, sizes, how);
};
