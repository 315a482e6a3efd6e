/** A classifier of small images in training: two convolutions, each with ReLU and the maxima of 2 × 2, and a linear layer. */
import { F, nn, optim, randint, randn, scope, type Tensor } from 'rushlight';
import { f32, type Pair } from './harness.ts';
import { joined } from './net.ts';
import { matmul } from './reference.ts';
import { type Conv, conv } from './reference-layers.ts';

const [BATCH, SIDE, FIRST, SECOND, CLASSES] = [64, 28, 16, 32, 10];
const FEATURES = SECOND * (SIDE / 4) ** 2;

/** ReLU, then the maximum of each 2 × 2, and a function that takes its gradient back. */
function pooled(x: Float32Array, side: number): { y: Float32Array; back: (g: Float32Array) => Float32Array } {
  const half = side / 2;
  const from = new Int32Array(x.length / 4);
  const y = Float32Array.from(from, (_, i) => {
    const [plane, r, c] = [Math.floor(i / half / half), Math.floor(i / half) % half, i % half];
    const corner = plane * side * side + 2 * r * side + 2 * c;
    const at = [corner, corner + 1, corner + side, corner + side + 1].reduce((a, b) =>
      (x[b] as number) > (x[a] as number) ? b : a,
    );
    from[i] = at;
    return Math.max(0, x[at] as number);
  });
  const back = (g: Float32Array): Float32Array => {
    const d = new Float32Array(x.length);
    from.forEach((at, i) => (d[at] = (x[at] as number) > 0 ? (g[i] as number) : 0));
    return d;
  };
  return { y, back };
}

/** The gradients of the parameters, by plain loops. */
function gradients(parameters: Float32Array[], x: Float32Array, target: Int32Array): Float32Array[] {
  const [w1, b1, w2, b2, w3, b3] = parameters as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const one: Conv = { N: BATCH, C: 1, O: FIRST, H: SIDE, W: SIDE, kh: 3, kw: 3 };
  const two: Conv = { N: BATCH, C: FIRST, O: SECOND, H: SIDE / 2, W: SIDE / 2, kh: 3, kw: 3 };
  const nothing = (shape: Conv): Float32Array => new Float32Array(shape.N * shape.O * shape.H * shape.W);
  const first = pooled(conv(one, x, w1, b1, nothing(one))[0] as Float32Array, SIDE);
  const second = pooled(conv(two, first.y, w2, b2, nothing(two))[0] as Float32Array, SIDE / 2);
  const slopes = matmul('NT', second.y, w3, BATCH, FEATURES, CLASSES).map((v, i) => v + (b3[i % CLASSES] as number));
  for (let n = 0; n < BATCH; n++) {
    const row = slopes.subarray(n * CLASSES, (n + 1) * CLASSES);
    const total = row.reduce((sum, v) => sum + Math.exp(v), 0);
    row.forEach((v, j) => (row[j] = (Math.exp(v) / total - (j === target[n] ? 1 : 0)) / BATCH));
  }
  const db3 = new Float32Array(CLASSES);
  slopes.forEach((v, i) => (db3[i % CLASSES] = (db3[i % CLASSES] as number) + v));
  const dw3 = matmul('TN', slopes, second.y, CLASSES, BATCH, FEATURES);
  const d2 = conv(two, first.y, w2, b2, second.back(matmul('NN', slopes, w3, BATCH, CLASSES, FEATURES)));
  const d1 = conv(one, x, w1, b1, first.back(d2[1] as Float32Array));
  return [d1[2], d1[3], d2[2], d2[3], dw3, db3] as Float32Array[];
}

/** The model in training, and the check of its gradients. */
export function imageTrainee() {
  const model = new nn.Sequential(
    new nn.Conv2d(1, FIRST, 3, { padding: 1 }),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    new nn.Conv2d(FIRST, SECOND, 3, { padding: 1 }),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    new nn.Flatten(),
    new nn.Linear(FEATURES, CLASSES),
  );
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.01 });
  const [x, y] = [randn([BATCH, 1, SIDE, SIDE]), randint(0, CLASSES, [BATCH])];
  const backward = (): void => {
    optimizer.zeroGrad();
    F.crossEntropy(model.forward(x), y).backward();
  };
  const step = (): void =>
    scope(() => {
      backward();
      optimizer.step();
    });
  return {
    step,
    parameters: (): Float32Array => joined(model.parameters().map(f32)),
    check: (): Pair => {
      scope(backward);
      const want = gradients(model.parameters().map(f32), f32(x), y.toTypedArray() as Int32Array);
      const got = model.parameters().map((p) => f32(p.grad as Tensor));
      const scaled = (parts: Float32Array[]): Float32Array =>
        joined(parts.map((part, i) => part.map((v) => v / Math.max(...(want[i] as Float32Array).map(Math.abs)))));
      return [scaled(got), scaled(want)];
    },
    dispose: (): void => {
      for (const owner of [optimizer, model, x, y]) owner.dispose();
    },
  };
}
