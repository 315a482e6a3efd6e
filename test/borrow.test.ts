// A tensor's own memory, lent to a function: what it may write, what is refused, and what memory does meanwhile.
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  borrow,
  DisposedError,
  keep,
  memory,
  nn,
  noGrad,
  OutOfMemoryError,
  ones,
  scope,
  type Tensor,
  tensor,
  zeros,
} from '../src/index.ts';
import { toOnnx } from '../src/onnx/index.ts';
import { leavesNothing } from './support/library.ts';

type View = Float32Array | Int32Array;

let before = 0;
beforeAll(() => {
  zeros([1]).dispose();
  before = memory().liveBytes;
});
afterAll(() => expect(memory().liveBytes).toBe(before));

/** Called as from JavaScript, with anything. */
const loosely = borrow as (...args: unknown[]) => unknown;

it('shows the elements and takes what is written, without a copy', () =>
  leavesNothing(() => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const live = memory();
    const sum = borrow(x, (view) => {
      expect(memory()).toEqual(live);
      expect(view).toBeInstanceOf(Float32Array);
      expect([...view]).toEqual([1, 2, 3, 4]);
      view[0] = 10;
      view.set([-1, Number.NaN], 2);
      return [...view].filter((v) => !Number.isNaN(v)).reduce((a, b) => a + b, 0);
    });
    expect(sum).toBe(11);
    expect(x.tolist()).toEqual([
      [10, 2],
      [-1, Number.NaN],
    ]);
  }));

it('shows int32, a scalar, an empty tensor and a part at an offset, which its base shares', () =>
  leavesNothing(() => {
    const x = tensor(Int32Array.of(5, 6, 7, 8, 9, 10), { shape: [3, 2] });
    borrow(x.narrow(0, 1, 1), (view) => {
      expect(view).toBeInstanceOf(Int32Array);
      expect([...view]).toEqual([7, 8]);
      view.fill(-1);
    });
    expect(x.tolist()).toEqual([
      [5, 6],
      [-1, -1],
      [9, 10],
    ]);
    const scalar = tensor(2);
    borrow(scalar, (view) => void (view[0]! *= 3));
    expect(scalar.item()).toBe(6);
    expect(borrow(zeros([0, 3]), ({ length }) => length)).toBe(0);
  }));

it('lends two tensors at once, and one twice', () =>
  leavesNothing(() => {
    const [x, y] = [tensor([1, 2]), tensor([3, 4])];
    borrow(x, (a) => borrow(y, (b) => borrow(x, (again) => again.set([a[0]! + b[0]!]))));
    expect(x.tolist()).toEqual([4, 2]);
  }));

it('refuses what it cannot lend, before the function is called', () =>
  leavesNothing(() => {
    const never = (): never => {
      throw new Error('called');
    };
    const gone = ones([2]);
    gone.dispose();
    const x = ones([2, 3]);
    expect(() => borrow(gone, never)).toThrow(DisposedError);
    expect(() => borrow(gone, never)).toThrow('borrow: expected a live tensor, got one of shape [2] that was disposed');
    expect(() => loosely([1], never)).toThrow(new TypeError('borrow: expected input to be a tensor, got [1]'));
    expect(() => borrow(x.t(), never)).toThrow(RangeError);
    expect(() => borrow(x.t(), never)).toThrow(
      'borrow: expected a contiguous tensor, got shape [3, 2] with strides [1, 3]; borrow its contiguous() copy, ' +
        'and copy_() that back if it was changed',
    );
    expect(() => borrow(ones([1, 3]).expand([2, 3]), never)).toThrow('with strides [0, 1]');
    expect(() => borrow(x.gt(0), never)).toThrow(TypeError);
    expect(() => borrow(x.gt(0), never)).toThrow(
      "borrow: expected a float32 or int32 tensor, got bool; borrow what to('int32') returns, and compare it with ne(0)",
    );
    expect(() => loosely(x)).toThrow(new TypeError('borrow: expected a function, got undefined'));
    expect(() => loosely(x, class {})).toThrow(TypeError);
    expect(() => loosely(x, async () => {})).toThrow('borrow: expected a synchronous function, got one that is async');
    expect(() => loosely(x, function* () {})).toThrow('borrow: expected a synchronous function');
    expect(() => loosely(x, () => {}, { dtype: 'float32' })).toThrow("borrow: expected known options, got 'dtype'");
  }));

it('refuses to return what ends with the call', () =>
  leavesNothing(() => {
    const x = ones([4]);
    const results: ((view: View) => unknown)[] = [
      (view) => view,
      (view) => view.subarray(1),
      (view) => new DataView(view.buffer, view.byteOffset, 4),
      (view) => view.buffer,
    ];
    for (const result of results)
      expect(() => borrow(x, result)).toThrow(
        new TypeError(
          'borrow: expected a result other than the view, which ends with the call, got a view; return nothing, or a copy: view.slice()',
        ),
      );
    expect(() => borrow(x, () => Promise.resolve(1))).toThrow(
      'borrow: expected a synchronous function, got one that returns a promise',
    );
    expect(borrow(x, (view) => view.slice())).toEqual(Float32Array.of(1, 1, 1, 1));
    // none of them has left the memory unable to grow
    grow();
  }));

/** Makes the memory grow. */
function grow(): void {
  const { reservedBytes } = memory();
  scope(() => void zeros([reservedBytes / 4 + 1]));
  expect(memory().reservedBytes).toBeGreaterThan(reservedBytes);
}

it('keeps the memory where it is while it is lent', () =>
  leavesNothing(() => {
    const x = zeros([3]);
    const { reservedBytes } = memory();
    borrow(x, (view) => {
      expect(() => zeros([reservedBytes / 4 + 1])).toThrow(OutOfMemoryError);
      expect(() => zeros([reservedBytes / 4 + 1])).toThrow(
        /^zeros: expected room for \d+\.\d MiB, got none: .+; make the tensor before borrow\(\), which lends a view that growth would detach$/,
      );
      expect(memory().reservedBytes).toBe(reservedBytes);
      // what fits is made, and the view is still the tensor's memory
      expect(ones([3]).sum().item()).toBe(3);
      view.fill(7);
    });
    expect(x.tolist()).toEqual([7, 7, 7]);
    grow();
    expect(x.tolist()).toEqual([7, 7, 7]);
  }));

it('keeps the elements of a tensor that is disposed meanwhile from those made then', () =>
  leavesNothing(() => {
    const x = zeros([1000]);
    const { liveTensors } = memory();
    borrow(x, (view) => {
      x.dispose();
      const y = ones([1000]);
      view.fill(2);
      expect(y.sum().item()).toBe(1000);
    });
    expect(() => x.tolist()).toThrow(DisposedError);
    expect(memory().liveTensors).toBeLessThanOrEqual(liveTensors + 1);
  }));

it('is a change for what was saved before, also if the function throws', () =>
  leavesNothing(() => {
    const fault = new Error('mine');
    for (const change of [
      (y: Tensor) => borrow(y, (view) => void view.fill(0)),
      (y: Tensor) =>
        expect(() =>
          borrow(y, () => {
            throw fault;
          }),
        ).toThrow(fault),
    ]) {
      const x = tensor([1, 2], { requiresGrad: true });
      const factor = tensor([3, 4]);
      const loss = x.mul(factor).sum();
      change(factor);
      expect(() => loss.backward()).toThrow(/was changed in place/);
      grow();
    }
  }));

it('is a change for what the function itself saves, and goes backward with', () =>
  leavesNothing(() => {
    const x = tensor([1, 2], { requiresGrad: true });
    const factor = tensor([3, 4]);
    const loss = borrow(factor, (view) => {
      const inside = x.mul(factor).sum();
      view.fill(5);
      return inside;
    });
    expect(() => loss.backward()).toThrow(/was changed in place/);
    const early = x.mul(factor).sum();
    borrow(factor, (view) => {
      view.fill(6);
      expect(() => early.backward()).toThrow(/was changed in place/);
    });
    // what is saved afterwards has the new values
    x.mul(factor).sum().backward();
    expect(x.grad?.tolist()).toEqual([6, 6]);
  }));

it('follows the rule of changes in place where gradients flow', () =>
  leavesNothing(() => {
    const leaf = tensor([1, 2], { requiresGrad: true });
    const result = leaf.mul(2);
    for (const t of [leaf, leaf.narrow(0, 0, 1), result, noGrad(() => leaf.narrow(0, 0, 1))])
      expect(() => borrow(t, () => {})).toThrow(
        new Error(
          'borrow: expected a tensor that no gradient flows to, got one that requires a gradient; borrow it inside noGrad()',
        ),
      );
    noGrad(() => borrow(leaf, (view) => view.set([5])));
    expect(leaf.tolist()).toEqual([5, 2]);
    borrow(leaf.detach(), (view) => view.set([6]));
    result.sum().backward();
    const grad = leaf.grad as Tensor;
    borrow(grad, (view) => view.forEach((g, i) => void (view[i] = g / 2)));
    expect(leaf.grad?.tolist()).toEqual([1, 1]);
    expect(leaf.tolist()).toEqual([6, 2]);
  }));

it('returns tensors from a scope, and keeps what is kept', () => {
  const x = zeros([2]);
  const y = borrow(x, (view) => scope(() => keep(tensor(view.slice()).add(view.length))));
  expect(y.tolist()).toEqual([2, 2]);
  x.dispose();
  y.dispose();
});

it('is refused by the export, to which its values are unknown', () => {
  class Doubled extends nn.Module {
    fc = new nn.Linear(2, 2);
    override forward(x: Tensor): Tensor {
      const y = this.fc.forward(x);
      borrow(y, (view) => view.fill(2));
      return y;
    }
  }
  const model = new Doubled();
  const x = ones([1, 2]);
  expect(() => toOnnx(model, x)).toThrow(/borrow/);
  model.dispose();
  x.dispose();
});
