// Products and distances: memory that they take on the way, what they refuse, and sizes of 0 and 1.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { expectNamed, failingAt, live } from './support/failing.ts';
import { leavesNothing, peakOf, start } from './support/library.ts';

const { cdist, einsum, F, matmul, ones, tensor, zeros } = rl;

beforeAll(start);

/** The same elements, each with another after it: neither rows nor columns are contiguous. */
const apart = (t: rl.Tensor): rl.Tensor => rl.scope(() => rl.keep(rl.stack([t, t], -1).select(-1, 0)));

describe('in between, memory holds little', () => {
  it('einsum sums products as it makes them', () => {
    leavesNothing(() => {
      const x = ones([2, 128, 128]);
      for (const [equation, most] of [
        ['ij,jk->ik', 300_000],
        ['bij,bjk->bik', 300_000],
        ['bij,bij->b', 300_000],
        ['ij,ij->', 10_000],
      ] as const) {
        const operand = equation.startsWith('b') ? x : x.select(0, 0);
        expect(
          peakOf(() => einsum(equation, operand, operand)),
          equation,
        ).toBeLessThan(most);
      }
    });
  });

  it('matmul makes the gradient of a matrix for a whole batch at once', () => {
    leavesNothing(() => {
      const [x, w] = [ones([200, 1, 100]), ones([100, 100], { requiresGrad: true })];
      const y = matmul(x, w).sum();
      expect(peakOf(() => y.backward())).toBeLessThan(1_000_000);
      expect(w.grad!.sum().item()).toBe(200 * 100 * 100);
    });
  });

  it('the gradient of cdist by one operand is made without what served the other', () => {
    leavesNothing(() => {
      const small = tensor([[1], [2]], { requiresGrad: true });
      const many = ones([5000, 1], { requiresGrad: true });
      // 2 × 5000 distances take 40,000 bytes, and so does their gradient
      const sum = cdist(small, many).sum();
      expect(peakOf(() => sum.backward())).toBeLessThan(75_000);
      // batches of 20,000 bytes, once broadcast
      const [one, batch] = [ones([1, 1, 500], { requiresGrad: true }), zeros([10, 1, 500], { requiresGrad: true })];
      const far = cdist(batch, one).sum();
      expect(peakOf(() => far.backward())).toBeLessThan(75_000);
      const back = cdist(one, batch).sum();
      expect(peakOf(() => back.backward())).toBeLessThan(70_000);
    });
  });

  it('a frozen bias gets no gradient', () => {
    leavesNothing(() => {
      const [x, bias, gradient] = [ones([1, 1], { requiresGrad: true }), ones([10_000]), ones([1, 10_000])];
      const y = F.linear(x, ones([10_000, 1]), bias);
      expect(peakOf(() => y.backward({ gradient }))).toBeLessThan(20_000);
      expect([x.grad!.item(), bias.grad]).toEqual([10_000, null]);
    });
  });
});

describe('where memory runs out nothing is left', () => {
  const [x, w, b] = [() => ones([3, 2]), () => ones([2, 2]), () => ones([2])];
  it.each<[what: string, name: string, make: () => rl.Tensor[], call: (...t: rl.Tensor[]) => rl.Tensor]>([
    ['of linear, whose input is copied', 'linear', () => [apart(x()), w(), b()], F.linear],
    ['of linear, whose weight is copied', 'linear', () => [x(), apart(w()), b()], F.linear],
    ['of linear, whose bias is copied', 'linear', () => [x(), w(), apart(b())], F.linear],
    ['of linear without a bias', 'linear', () => [apart(x()), w()], F.linear],
    ['of matmul, whose first operand is copied', 'matmul', () => [apart(x()), w()], matmul],
    ['of matmul, whose second operand is copied', 'matmul', () => [x(), apart(w())], matmul],
  ])('%s', (_, name, make, call) => {
    const given = rl.scope(() => make().map((t) => rl.keep(t)));
    const before = live();
    let [failures, done] = [0, false];
    for (let n = 1; !done; n++) {
      const outcome = failingAt(n, () => call(...given));
      if ('value' in outcome) {
        outcome.value.dispose();
        done = true;
      } else {
        expectNamed(outcome.error, name, `allocation ${n}`);
        failures++;
      }
      expect(live(), `allocation ${n}`).toBe(before);
    }
    expect(failures).toBe(2);
    for (const t of given) t.dispose();
  });
});

it('linear keeps its input only where the weight learns', () => {
  leavesNothing(() => {
    const x = tensor([[1, 2]], { requiresGrad: true });
    const h = x.mul(1);
    const y = F.linear(h, tensor([[3, 4]]));
    h.add_(1);
    y.backward();
    expect(x.grad!.tolist()).toEqual([[3, 4]]);
    const learns = F.linear(h, tensor([[3, 4]], { requiresGrad: true }));
    h.add_(1);
    expect(() => learns.backward()).toThrow(/^backward: a value that linear saved was changed in place since/);
  });
});

it('factors of 0 leave out what they multiply, NaN too where it is added to', () => {
  leavesNothing(() => {
    const [nan, two, a, b] = [rl.full([2, 2], NaN), rl.full([2, 2], 2), ones([2, 3]), ones([3, 2])];
    expect(rl.addmm(nan, a, b, { beta: 0 }).tolist()).toEqual(rl.full([2, 2], 3).tolist());
    expect(rl.addmm(two, a, b, { alpha: 0 }).tolist()).toEqual(two.tolist());
    const [A, B] = [a.unsqueeze(0), b.unsqueeze(0)];
    expect(rl.baddbmm(nan, A, B, { beta: 0, alpha: 2 }).tolist()).toEqual(rl.full([1, 2, 2], 6).tolist());
    expect(rl.baddbmm(two, A, B, { alpha: 0 }).tolist()).toEqual(rl.full([1, 2, 2], 2).tolist());
    expect(rl.baddbmm(two, A, B, { beta: 3 }).tolist()).toEqual(rl.full([1, 2, 2], 9).tolist());
  });
});

it('a vector takes its own dim away, and no other one of size 1', () => {
  leavesNothing(() => {
    const vector = tensor([1, 2]);
    expect(matmul(vector, ones([2, 1])).tolist()).toEqual([3]);
    expect(matmul(ones([1, 2]), vector).tolist()).toEqual([3]);
    expect(matmul(vector, ones([1, 2, 3])).tolist()).toEqual([[3, 3, 3]]);
    expect(matmul(ones([1, 1, 2]), vector).tolist()).toEqual([[3]]);
    expect(matmul(vector, vector).tolist()).toBe(5);
  });
});

it('a product with a vector goes by its own name', () => {
  leavesNothing(() => {
    for (const [name, product, other] of [
      ['mv', rl.mv, ones([3, 2])],
      ['dot', rl.dot, ones([2])],
    ] as const) {
      const x = tensor([1, 2]);
      const y = product(other.requiresGrad_(), x);
      x.add_(1);
      expect(() => y.sum().backward()).toThrow(`backward: a value that ${name} saved was changed in place since`);
    }
  });
});

describe('sizes of 0', () => {
  it('cdist has no distances of no rows, and distances of 0 of rows without elements', () => {
    leavesNothing(() => {
      for (const [p, r, m] of [
        [0, 0, 3],
        [0, 2, 3],
        [2, 0, 3],
        [2, 2, 0],
        [0, 0, 0],
        [0, 2, 0],
        [2, 0, 0],
      ] as const) {
        const [a, b] = [ones([p, m], { requiresGrad: true }), ones([r, m], { requiresGrad: true })];
        const y = cdist(a, b);
        expect([y.shape, y.sum().item()]).toEqual([[p, r], 0]);
        y.sum().backward();
        expect([a.grad!.shape, a.grad!.sum().item(), b.grad!.shape, b.grad!.sum().item()]).toEqual([[p, m], 0, [r, m], 0]);
      }
    });
  });

  it('einsum broadcasts a size of 1 to 0', () => {
    leavesNothing(() => {
      const [one, none] = [ones([2, 1]), ones([0, 3])];
      expect(einsum('ij,jk->ik', one, none).tolist()).toEqual([
        [0, 0, 0],
        [0, 0, 0],
      ]);
      expect(einsum('ij,jk->ijk', one, none).shape).toEqual([2, 0, 3]);
    });
  });
});

describe('refusals', () => {
  const [scalar, vector] = [(): rl.Tensor => tensor(2), (): rl.Tensor => tensor([1, 2])];
  it.each<[what: string, attempt: () => unknown, message: string]>([
    ['no operands', () => einsum(''), 'einsum: expected at least one operand, got none'],
    ['no operands of an equation', () => einsum('i'), 'einsum: expected at least one operand, got none'],
    [
      'sizes of an ellipsis',
      () => einsum('...i,...i->...i', ones([2, 3]), ones([4, 3])),
      'einsum: expected sizes of dim -1 of the ellipsis that agree, got 2 and 4 in operand 1',
    ],
    [
      'sizes between which a size of 1 stands',
      () => einsum('i,i,i->i', ones([3]), ones([1]), ones([4])),
      "einsum: expected sizes of 'i' that agree, got 3 and 4 in operand 2",
    ],
    [
      'a subscript that is a digit',
      () => einsum('i1', ones([2, 2])),
      "einsum: expected letters a-z and A-Z as subscripts, got '1' in operand 0",
    ],
    [
      'a letter twice in the output',
      () => einsum('ij->ii', ones([2, 2])),
      "einsum: expected each letter once in the output, got 'i' twice",
    ],
    ['a letter of no operand', () => einsum('->i', scalar()), "einsum: expected output letters that an operand has, got 'i'"],
    ['an input without dims', () => F.linear(scalar(), ones([1, 2])), 'linear: expected input of at least 1 dim, got a scalar'],
    [
      'an input without dims for a weight of one',
      () => F.linear(scalar(), ones([2])),
      'linear: expected input of at least 1 dim, got a scalar',
    ],
    ['two ellipses', () => einsum('......', ones([2])), 'einsum: expected at most one ellipsis, got two in operand 0'],
    [
      'an ellipsis on either side',
      () => einsum('...i...->i', ones([2])),
      'einsum: expected at most one ellipsis, got two in operand 0',
    ],
    [
      'two ellipses of a result',
      () => einsum('...i->i......', ones([2])),
      'einsum: expected at most one ellipsis, got two in the output',
    ],
    ['a product of scalars', () => matmul(scalar(), scalar()), 'matmul: expected at least 1 dim each, got shapes [] and []'],
    ['a scalar times a vector', () => matmul(scalar(), vector()), 'matmul: expected at least 1 dim each, got shapes [] and [2]'],
    ['a vector times a scalar', () => matmul(vector(), scalar()), 'matmul: expected at least 1 dim each, got shapes [2] and []'],
    ['two sizes of a diagonal', () => einsum('ii', ones([2, 3])), "einsum: expected one size for 'i' in operand 0, got 2 and 3"],
    [
      'a dim without a letter',
      () => einsum('i', ones([2, 3])),
      "einsum: expected 'i' to name the dims of operand 0, got shape [2, 3]",
    ],
    ['a vector for rows', () => cdist(vector(), ones([2, 2])), 'cdist: expected at least 2 dims each, got shapes [2] and [2, 2]'],
    [
      'a vector for other rows',
      () => cdist(ones([2, 2]), vector()),
      'cdist: expected at least 2 dims each, got shapes [2, 2] and [2]',
    ],
    ['a matrix for a vector', () => rl.outer(vector(), ones([2, 2])), 'outer: expected vec2 of 1 dims, got shape [2, 2]'],
    ['another matrix for a vector', () => rl.outer(ones([2, 2]), vector()), 'outer: expected input of 1 dims, got shape [2, 2]'],
    [
      'a first input of bilinear that does not fit',
      () => F.bilinear(ones([2, 5]), ones([2, 4]), ones([1, 3, 4])),
      'bilinear: expected inputs [..., 3] and [..., 4] of one batch for weight [1, 3, 4], got [2, 5] and [2, 4]',
    ],
    [
      'a second input of bilinear that does not fit',
      () => F.bilinear(ones([2, 3]), ones([1, 4]), ones([1, 3, 4])),
      'bilinear: expected inputs [..., 3] and [..., 4] of one batch for weight [1, 3, 4], got [2, 3] and [1, 4]',
    ],
    [
      'inputs of bilinear without dims',
      () => F.bilinear(scalar(), scalar(), ones([1, 3, 4])),
      'bilinear: expected inputs [..., 3] and [..., 4] of one batch for weight [1, 3, 4], got [] and []',
    ],
    [
      'an input with more batches than the product',
      () => rl.baddbmm(ones([2, 2, 2]), ones([1, 2, 3]), ones([1, 3, 2])),
      'baddbmm: expected an input that broadcasts to [1, 2, 2], got [2, 2, 2]',
    ],
  ])('%s', (_, attempt, message) => {
    leavesNothing(() => expect(attempt).toThrow(new RangeError(message)));
  });
});

it('an ellipsis may stand for no dims', () => {
  leavesNothing(() => {
    expect(einsum('...i->...i', tensor([1, 2])).tolist()).toEqual([1, 2]);
    expect(einsum('...,i->i', tensor(3), tensor([1, 2])).tolist()).toEqual([3, 6]);
  });
});

it('an equation may begin with its arrow: that of a scalar', () => {
  leavesNothing(() => expect(einsum('->', tensor(3)).item()).toBe(3));
});

describe('outside scopes no copy and no view is left', () => {
  const [x, w, b] = [() => ones([3, 2]), () => ones([2, 2]), () => ones([2])];
  it.each<[string, () => rl.Tensor[], (x: rl.Tensor, y: rl.Tensor, z: rl.Tensor) => rl.Tensor]>([
    ['of the bias of linear', () => [x(), w(), apart(b())], F.linear],
    ['of what addmm adds to', () => [b(), x(), w()], rl.addmm],
    ['of what addmm adds to, whose size it has', () => [ones([3, 2]), x(), w()], rl.addmm],
  ])('%s', (_, make, call) => {
    const before = live();
    const given = rl.scope(() => make().map((t) => rl.keep(t)));
    const [held, y] = [live(), call(...(given as [rl.Tensor, rl.Tensor, rl.Tensor]))];
    y.dispose();
    expect(live()).toBe(held);
    for (const t of given) t.dispose();
    expect(live()).toBe(before);
  });
});
