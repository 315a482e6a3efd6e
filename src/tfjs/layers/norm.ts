/** Reads normalisation layers. */
import { show } from '../../errors.ts';
import { BatchNorm1d, BatchNorm2d, LayerNorm } from '../../nn/norm.ts';
import { type Builder, checkRank, type Numbers, type Value } from '../builder.ts';
import { type Config, type Dim, showDims } from '../config.ts';
import { only, type Reader } from './core.ts';

/** The axes, counted from the batch. */
function axesOf(cfg: Config, x: Value): number[] {
  const given = cfg.get('axis') ?? -1;
  const list: unknown[] = Array.isArray(given) ? given : [given];
  return list.map((axis) => {
    const rank = x.shape.length;
    if (typeof axis !== 'number' || !Number.isInteger(axis) || axis < -rank || axis >= rank)
      cfg.misfit(`an axis of ${showDims(x.shape)}, got ${show(given)}`);
    return axis < 0 ? axis + rank : axis;
  });
}

/** Scale and shift: those that a file leaves out are constant, and not trained. */
function affineOf(b: Builder, cfg: Config, shape: readonly number[]): { state: Record<string, Numbers>; frozen: string[] } {
  const size = shape.reduce((product, n) => product * n, 1);
  const state: Record<string, Numbers> = {};
  const frozen: string[] = [];
  for (const [flag, name, own, value] of [
    ['scale', 'gamma', 'weight', 1],
    ['center', 'beta', 'bias', 0],
  ] as const) {
    if (cfg.flag(flag, true)) state[own] = b.weight(cfg, name, shape).read;
    else {
      state[own] = () => new Float32Array(size).fill(value);
      frozen.push(own);
    }
  }
  return { state, frozen };
}

const batchNormalization: Reader = (b, cfg, inputs) => {
  const given = only(cfg, inputs);
  checkRank(cfg, given, 2, 3, 4);
  const rank = given.shape.length;
  const [axis, ...more] = axesOf(cfg, given);
  if (more.length > 0 || (axis !== rank - 1 && axis !== 1)) cfg.refuse(`axis -1 or 1, got ${show(cfg.get('axis'))}`);
  const x = rank > 2 && axis === rank - 1 ? b.channelsFirst(cfg, given) : b.plain(cfg, given);
  const channels = given.shape[axis as number] as Dim;
  if (channels === null) return cfg.misfit(`a known number of channels, got ${showDims(given.shape)}`);
  const { state, frozen } = affineOf(b, cfg, [channels]);
  const mean = b.weight(cfg, 'moving_mean', [channels]);
  const variance = b.weight(cfg, 'moving_variance', [channels]);
  const options = { eps: cfg.number('epsilon', 1e-3, 0), momentum: 1 - cfg.number('momentum', 0.99, 0, 1) };
  const make = (): BatchNorm1d | BatchNorm2d =>
    rank === 4 ? new BatchNorm2d(channels, options) : new BatchNorm1d(channels, options);
  const all = { ...state, running_mean: mean.read, running_var: variance.read };
  return b.add(cfg, '', { make, state: all, frozen }, [x], x.shape, { moved: x.moved });
};

const layerNormalization: Reader = (b, cfg, inputs) => {
  const x = b.plain(cfg, only(cfg, inputs));
  const axes = axesOf(cfg, x);
  const first = x.shape.length - axes.length;
  if (first < 1 || axes.some((axis, i) => axis !== first + i)) cfg.refuse(`the last axes, got ${show(cfg.get('axis'))}`);
  const shape = x.shape.slice(first).map((size) => size ?? cfg.misfit(`samples of known size, got ${showDims(x.shape)}`));
  const { state, frozen } = affineOf(b, cfg, shape);
  const eps = cfg.number('epsilon', 1e-3, 0);
  return b.add(cfg, '', { make: () => new LayerNorm(shape, { eps }), state, frozen }, [x], x.shape);
};

export const normLayers: Readonly<Record<string, Reader>> = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
};
