// Typed arrays of another realm, such as another window's: no `instanceof` knows them.
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing } from './support/library.ts';

it('are read by their kind', () =>
  leavesNothing(() => {
    const t = rl.tensor(runInNewContext('new Float32Array([0.5, 1.5])') as Float32Array);
    expect([t.dtype, t.tolist()]).toEqual(['float32', [0.5, 1.5]]);
    const both = rl.data.defaultCollate([1, 2].map((n) => runInNewContext(`new Float64Array([${n}.5])`) as Float64Array));
    expect((both as rl.Tensor).tolist()).toEqual([[1.5], [2.5]]);
  }));
