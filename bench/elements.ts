/** Activations, forward and back from a sum, normalisation of rows, and normal numbers. */
import { F, Generator, randn, scope, type Tensor } from 'rushlight';
import { type Family, f32, PLAIN, type Row, type Work } from './harness.ts';
import { pass, scaled } from './layers.ts';
import { joined } from './net.ts';
import { layerNorm, normals, slope } from './reference-elements.ts';
import { torch } from './torch.ts';

const ELEMENTS = 2 ** 21;
const ROWS = { N: 8192, D: 256 };
const NORMALS = 1_000_000;

type Activation = 'relu' | 'gelu' | 'silu';

async function activationRow(name: Activation): Promise<Work> {
  const x = randn([ELEMENTS], { requiresGrad: true });
  const ours = (): void => {
    x.grad = null;
    scope(() => F[name](x).sum().backward());
  };
  const values = f32(x);
  const [y, dx] = [new Float32Array(ELEMENTS), new Float32Array(ELEMENTS)];
  const plain = (): void => slope(name, values, y, dx);
  return {
    // ms for all of it
    work: 1,
    unit: 'ms',
    tolerance: 2e-7,
    check: () => {
      ours();
      plain();
      return [joined([scope(() => f32(F[name](x))), f32(x.grad as Tensor)]), joined([y, dx])];
    },
    ours,
    versus: { torch: await torch({ op: 'activation', name, n: ELEMENTS }), [PLAIN]: { run: plain } },
    goals: [{ versus: 'torch', as: 'cost', target: 1.2 }],
    dispose: () => x.dispose(),
  };
}

async function layerNormRow(): Promise<Work> {
  const { N, D } = ROWS;
  const leaves = [[N, D], [D], [D]].map((shape) => randn(shape, { requiresGrad: true })) as [Tensor, Tensor, Tensor];
  const dy = randn([N, D]);
  const [x, weight, bias] = leaves;
  const forward = (): Tensor => F.layerNorm(x, [D], { weight, bias });
  const ours = pass(leaves, dy, forward);
  const arrays = [...leaves, dy].map(f32) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const plain = (): Float32Array[] => layerNorm(ROWS, ...arrays);
  return {
    work: 1,
    unit: 'ms',
    tolerance: 1e-5,
    check: () => {
      ours();
      const want = plain();
      return [scaled([scope(() => f32(forward())), ...leaves.map((t) => f32(t.grad as Tensor))], want), scaled(want, want)];
    },
    ours,
    versus: { torch: await torch({ op: 'layerNorm', ...ROWS }), [PLAIN]: { run: () => void plain() } },
    goals: [{ versus: 'torch', as: 'cost', target: 1 }],
    dispose: () => {
      for (const owner of [...leaves, dy]) owner.dispose();
    },
  };
}

async function normalRow(): Promise<Work> {
  const generator = new Generator(1);
  return {
    work: NORMALS / 1e9,
    unit: 'ns/element',
    tolerance: 2e-6,
    check: () => [scope(() => f32(randn([NORMALS], { generator: new Generator(5) }))), normals(5, NORMALS)],
    ours: () => scope(() => void randn([NORMALS], { generator })),
    versus: { torch: await torch({ op: 'randn', n: NORMALS }), [PLAIN]: { run: () => void normals(5, NORMALS) } },
    goals: [{ versus: 'torch', as: 'cost', target: 1.3 }],
  };
}

export const elements: Family = {
  name: 'elements',
  title: 'Activations, rows, random numbers',
  rows: (): Row[] => [
    ...(['relu', 'gelu', 'silu'] as const).map((name) => ({
      name: `${name}, 2 M elements, with the gradient of its sum`,
      setup: () => activationRow(name),
    })),
    { name: 'LayerNorm, [8192, 256], with gradients', setup: layerNormRow },
    { name: 'randn, 10⁶', setup: normalRow },
  ],
};
