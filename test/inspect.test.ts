// What Node says of a tensor.
import { inspect } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { tensor } from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

it('is its text, after dispose too', () => {
  leavesNothing(() => {
    const t = tensor([[1, 2]]);
    expect(inspect({ t })).toBe('{ t: tensor([[1., 2.]]) }');
    t.dispose();
    expect(inspect(t)).toBe('tensor(disposed, shape=[1, 2])');
  });
});

it('leads to what can be sent, where it cannot be cloned', () => {
  leavesNothing(() => {
    const leaf = tensor([1, 2, 3], { requiresGrad: true });
    const results = [tensor([1]), leaf, leaf.narrow(0, 1, 2), leaf.exp()];
    for (const t of results) expect(() => structuredClone({ t })).toThrow(/toTypedArray/);
  });
});
