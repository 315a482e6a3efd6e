/** Reads pooling layers and others that change the size of images. */
import { show } from '../../errors.ts';
import { Flatten } from '../../nn/linear.ts';
import type { Module } from '../../nn/module.ts';
import {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  AvgPool1d,
  AvgPool2d,
  MaxPool1d,
  MaxPool2d,
} from '../../nn/pool.ts';
import { Upsample } from '../../nn/upsample.ts';
import { type Config, type Dim, showDims } from '../config.ts';
import { Pad } from '../modules.ts';
import { SamePool } from '../pools.ts';
import type { Reader } from './core.ts';
import { type Axes, countsOf, edgesOf, flat, imagesOf, isEven, one, place } from './images.ts';

const pooling =
  (kind: 'max' | 'average', axes: Axes): Reader =>
  (b, cfg, inputs) => {
    const x = imagesOf(b, cfg, inputs, axes);
    const kernel = cfg.integers('pool_size', axes, 2);
    const stride = cfg.integers('strides', axes, kernel);
    const padding = cfg.word('padding', 'valid', ['valid', 'same']);
    const w = { kernel, stride, dilation: kernel.map(() => 1), padding };
    const edges = edgesOf(x.sizes, w);
    const shape = x.shaped(countsOf(cfg, x.sizes, w), x.channels);
    // a last window may run past the end, which an odd width does if the stride is above 1
    const fits = edges?.every(([before, after], d) => before === after || (stride[d] as number) > 1) ?? false;
    const make = (): Module => {
      if (!fits) return new SamePool(kind, kernel, stride);
      const before = (edges ?? []).map(([n]) => n);
      const options = {
        stride: one(stride),
        ...(before.some((n) => n > 0) && { padding: one(before) }),
        ...(!isEven(edges ?? []) && { ceilMode: true }),
      } as { stride: number; padding?: number; ceilMode?: boolean };
      const size = one(kernel) as number;
      if (kind === 'max') return axes === 1 ? new MaxPool1d(size, options) : new MaxPool2d(size, options);
      const means = { ...options, ...(padding === 'same' && { countIncludePad: false }) };
      return axes === 1 ? new AvgPool1d(size, means) : new AvgPool2d(size, means);
    };
    return b.add(cfg, '', { make, variant: fits ? String(edges) : 'same' }, [x.value], shape, place(x.value));
  };

const globalPooling =
  (kind: 'max' | 'average', axes: Axes): Reader =>
  (b, cfg, inputs) => {
    const x = imagesOf(b, cfg, inputs, axes);
    const keep = cfg.flag(cfg.get('keepdims') === undefined ? 'keep_dims' : 'keepdims', false);
    const make = (): Module => {
      if (axes === 1) return kind === 'max' ? new AdaptiveMaxPool1d(1) : new AdaptiveAvgPool1d(1);
      return kind === 'max' ? new AdaptiveMaxPool2d(1) : new AdaptiveAvgPool2d(1);
    };
    const ones = x.shaped(
      x.sizes.map(() => 1),
      x.channels,
    );
    const y = b.add(cfg, '', { make }, [x.value], ones, place(x.value));
    return keep ? y : b.add(cfg, 'flatten', { make: () => new Flatten() }, [y], [x.value.shape[0] as Dim, x.channels]);
  };

/** [[top, bottom], [left, right]], given in this form, as [rows, columns] or as one number. */
function bordersOf(cfg: Config, name: string, initial: unknown): (readonly [number, number])[] {
  const value = cfg.get(name) ?? initial;
  const both = Array.isArray(value) ? (value as unknown[]) : [value, value];
  const pairs = both.map((side) => (Array.isArray(side) ? side : [side, side]) as unknown[]);
  const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 0 && (n as number) < 2 ** 31;
  if (pairs.length !== 2 || !pairs.every((pair) => pair.length === 2 && pair.every(isCount)))
    cfg.refuse(`${name} such as [[1, 1], [1, 1]], got ${show(value)}`);
  return pairs as unknown as [number, number][];
}

const border =
  (name: string, initial: number, sign: 1 | -1): Reader =>
  (b, cfg, inputs) => {
    const x = imagesOf(b, cfg, inputs, 2);
    const edges = bordersOf(cfg, name, initial);
    const sizes = x.sizes.map((size, d) => {
      const [before, after] = edges[d] as readonly [number, number];
      if (size === null) return null;
      const wide = size + sign * (before + after);
      return wide > 0 && wide < 2 ** 31 ? wide : cfg.misfit(`something to be left of ${showDims(x.sizes)}, got ${show(edges)}`);
    });
    const widths = flat(edges).map((n) => sign * n + 0);
    return b.add(cfg, '', { make: () => new Pad(widths) }, [x.value], x.shaped(sizes, x.channels), place(x.value));
  };

const upSampling: Reader = (b, cfg, inputs) => {
  const x = imagesOf(b, cfg, inputs, 2);
  cfg.word('interpolation', 'nearest', ['nearest']);
  const size = cfg.integers('size', 2, 2) as [number, number];
  const sizes = x.sizes.map((n, d) => (n === null ? null : n * (size[d] as number)));
  const make = (): Module => new Upsample({ scaleFactor: size });
  return b.add(cfg, '', { make }, [x.value], x.shaped(sizes, x.channels), place(x.value));
};

export const poolingLayers: Readonly<Record<string, Reader>> = {
  MaxPooling1D: /* @__PURE__ */ pooling('max', 1),
  MaxPooling2D: /* @__PURE__ */ pooling('max', 2),
  AveragePooling1D: /* @__PURE__ */ pooling('average', 1),
  AveragePooling2D: /* @__PURE__ */ pooling('average', 2),
  GlobalMaxPooling1D: /* @__PURE__ */ globalPooling('max', 1),
  GlobalMaxPooling2D: /* @__PURE__ */ globalPooling('max', 2),
  GlobalAveragePooling1D: /* @__PURE__ */ globalPooling('average', 1),
  GlobalAveragePooling2D: /* @__PURE__ */ globalPooling('average', 2),
  ZeroPadding2D: /* @__PURE__ */ border('padding', 1, 1),
  Cropping2D: /* @__PURE__ */ border('cropping', 0, -1),
  UpSampling2D: upSampling,
};
