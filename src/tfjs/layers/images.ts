/** Images and sequences, and windows that move over them. */
import { type Builder, checkRank, type Value } from '../builder.ts';
import { type Config, type Dim, type Dims, showDims } from '../config.ts';
import { sameEdges } from '../modules.ts';
import { only } from './core.ts';

export type Axes = 1 | 2;

/** An input with its channels in dim 1. */
export interface Images {
  value: Value;
  sizes: Dims;
  channels: Dim;
  /** The shape in the file of images with other sizes or channels. */
  shaped(sizes: Dims, channels: Dim): Dims;
}

export function imagesOf(b: Builder, cfg: Config, inputs: readonly Value[], axes: Axes): Images {
  const x = only(cfg, inputs);
  checkRank(cfg, x, axes + 2);
  const [batch] = x.shape as [Dim];
  if (cfg.word('data_format', 'channels_last', ['channels_last', 'channels_first']) === 'channels_first')
    return {
      value: b.plain(cfg, x),
      sizes: x.shape.slice(2),
      channels: x.shape[1] as Dim,
      shaped: (sizes, channels) => [batch, channels, ...sizes],
    };
  return {
    value: b.channelsFirst(cfg, x),
    sizes: x.shape.slice(1, -1),
    channels: x.shape[axes + 1] as Dim,
    shaped: (sizes, channels) => [batch, ...sizes, channels],
  };
}

export function knownChannels(cfg: Config, { channels, value }: Images): number {
  return channels ?? cfg.misfit(`a known number of channels, got ${showDims(value.shape)}`);
}

export interface Windows {
  kernel: number[];
  stride: number[];
  dilation: number[];
  padding: string;
}

export const windowsOf = (cfg: Config, axes: Axes, padding: string): Windows => ({
  kernel: cfg.integers('kernel_size', axes, undefined),
  stride: cfg.integers('strides', axes, 1),
  dilation: cfg.integers('dilation_rate', axes, 1),
  padding,
});

/** The number of windows along each axis. */
export const countsOf = (cfg: Config, sizes: Dims, { kernel, stride, dilation, padding }: Windows): Dim[] =>
  sizes.map((size, d) => {
    if (size === null) return null;
    const [k, s] = [kernel[d] as number, stride[d] as number];
    if (padding !== 'valid') return Math.ceil(size / s);
    const count = Math.floor((size - (dilation[d] as number) * (k - 1) - 1) / s) + 1;
    return count >= 1 ? count : cfg.misfit(`images at least as large as the windows, got ${showDims(sizes)}`);
  });

/** The widths of padding 'same' or 'causal' for each axis; null if they depend on an open size. */
export const edgesOf = (sizes: Dims, { kernel, stride, dilation, padding }: Windows): (readonly [number, number])[] | null => {
  const edges = sizes.map((size, d): readonly [number, number] | null => {
    const [k, s, r] = [kernel[d] as number, stride[d] as number, dilation[d] as number];
    if (padding === 'valid') return [0, 0];
    if (padding === 'causal') return [(k - 1) * r, 0];
    return size === null ? (s === 1 ? sameEdges(2 ** 31, k, 1, r) : null) : sameEdges(size, k, s, r);
  });
  return edges.every((edge) => edge !== null) ? edges : null;
};

export const place = (value: Value) => ({ moved: value.moved });
export const isEven = (edges: readonly (readonly [number, number])[]): boolean => edges.every(([a, z]) => a === z);
export const flat = (edges: readonly (readonly [number, number])[]): number[] => [...edges].reverse().flat();

/** One number for a sequence, a pair for images. */
export const one = (list: readonly number[]): number | [number, number] =>
  list.length === 1 ? (list[0] as number) : ([...list] as [number, number]);
