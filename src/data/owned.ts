/** Ownership of a loader's batches: they are made in a scope of their own, held until the next batch is drawn, then freed. */
import { failType, show } from '../errors.ts';
import { enter, type Frame, isWithin, leave } from '../frame.ts';
import { ignore, isThenable, tensorsIn } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';

/** A batch, and the tensors that the loader frees with it. */
export interface Owned<B> {
  batch: B;
  tensors: readonly Tensor[];
}

/** Frees the tensors that the loader still owns: `keep` may have taken some out. */
export function release(tensors: Iterable<Tensor>): void {
  for (const t of tensors) if (t.owner === 'batch') t.dispose();
}

function claim(t: Tensor): Tensor {
  t.finalize();
  t.owner = 'batch';
  return t;
}

/**
 * Makes the tensors of samples that no scope has seen made, since they came through a promise, the loader's: but for those
 * that are kept or have an owner.
 */
export const claimSamples = (samples: unknown): Tensor[] =>
  [...tensorsIn(samples)].filter((t) => t.owner === 'free' && !t.disposed && !t.leafRequiresGrad).map(claim);

/** The batch, with those of its tensors that were made since `frame` was opened; tensors of the dataset stay its own. */
function owned<B>(batch: B, frame: Frame): Owned<B> {
  const later: unknown[] = [];
  const tensors = tensorsIn(batch, later);
  if (batch === undefined || batch === null || later.length > 0) {
    ignore(later);
    const remedy = later.length > 0 ? '; wait in an asynchronous get instead' : '';
    failType('DataLoader', `expected collate to return a batch, got ${show(later[0] ?? batch)}${remedy}`);
  }
  const made = [...tensors].filter((t) => t.owner === 'scope' && isWithin(t.frame, frame));
  return { batch, tensors: made.map(claim) };
}

/** Makes a batch of samples that came through promises, and frees those that are not in it. */
export function collated<S, B>(samples: S[], collate: (samples: S[]) => B): Owned<B> {
  const claimed = claimSamples(samples);
  const inside = new Set<Tensor>();
  const frame = enter();
  try {
    const { batch, tensors } = owned(collate(samples), frame);
    for (const t of tensorsIn(batch)) inside.add(t);
    return { batch, tensors: [...tensors, ...claimed.filter((t) => inside.has(t))] };
  } finally {
    leave(frame);
    release(claimed.filter((t) => !inside.has(t)));
  }
}

/** Makes a batch of new tensors. */
export function own(make: () => Tensor[]): Owned<Tensor[]> {
  const frame = enter();
  try {
    const batch = make();
    return { batch, tensors: batch.map(claim) };
  } finally {
    leave(frame);
  }
}

/** Frees the samples of promises that nobody awaits any longer, once they arrive. */
function abandon(samples: readonly unknown[]): void {
  for (const sample of samples)
    if (isThenable(sample))
      sample.then(
        (value) => release(claimSamples(value)),
        () => {},
      );
}

/** A batch of the samples at `indices`: a promise of it if `get` returns one. */
export function drawn<S, B>(
  indices: readonly number[],
  get: (index: number) => S | PromiseLike<S>,
  collate: (samples: S[]) => B,
): Owned<B> | Promise<Owned<B>> {
  const samples: (S | PromiseLike<S>)[] = [];
  const frame = enter();
  let begun: Set<Tensor> | undefined;
  try {
    for (const index of indices) samples.push(get(index));
    if (!samples.some(isThenable)) return owned(collate(samples as S[]), frame);
    // an asynchronous get may still need what it has made so far
    begun = new Set();
    for (let t = frame.newest; t !== null; t = t.older) begun.add(t);
    return arrived(samples).then((all) => collated(all, collate));
  } catch (error) {
    abandon(samples);
    throw error;
  } finally {
    leave(frame, begun);
  }
}

/** All samples; if one fails, the others are freed once they have arrived. */
async function arrived<S>(samples: readonly (S | PromiseLike<S>)[]): Promise<S[]> {
  const results = await Promise.allSettled(samples);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return results.map((result) => (result as PromiseFulfilledResult<Awaited<S>>).value as S);
  abandon(samples);
  throw failed.reason;
}
