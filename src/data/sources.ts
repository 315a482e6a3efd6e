/** What the order of a loader's batches depends on, so that it can be saved. */
import type { Generator } from '../random.ts';

/** A sampler whose order depends on `setEpoch`, such as `DistributedSampler`. */
export interface Epochal {
  readonly epoch: number;
  setEpoch(epoch: number): void;
}

/** The generators that draw an order, and the samplers with an epoch. */
export interface Sources {
  generators: readonly Generator[];
  samplers: readonly Epochal[];
}

/** The method by which a loader or sampler lists them. */
export const SOURCES: unique symbol = /* @__PURE__ */ Symbol('sources') as never;

const isEpochal = (x: object): x is Epochal =>
  'setEpoch' in x && typeof x.setEpoch === 'function' && 'epoch' in x && Number.isSafeInteger(x.epoch);

/** The sources of a loader or sampler; empty if it does not list any. */
export function sourcesOf(from: object): Sources {
  const told = SOURCES in from ? (from as { [SOURCES](): Sources })[SOURCES]() : { generators: [], samplers: [] };
  return isEpochal(from) ? { ...told, samplers: [...told.samplers, from] } : told;
}
