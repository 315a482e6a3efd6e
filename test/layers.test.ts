// Layers beyond their functions: what they print, how they begin, what they hold. Numbers and texts are PyTorch's own.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { nn, F } = rl;

beforeAll(start);

const close = (got: Tensor | null, want: readonly number[]): void => {
  const values = Array.from(got!.toTypedArray());
  expect(values).toHaveLength(want.length);
  values.forEach((v, i) => expect(Math.abs(v - want[i]!), `${v} at ${i}, not ${want[i]}`).toBeLessThan(2e-6));
};

/** Runs `fn` on a module, frees it, and expects nothing left. */
const using = <M extends rl.nn.Module>(make: () => M, fn: (m: M) => void): void =>
  leavesNothing(() => {
    const m = make();
    fn(m);
    m.dispose();
  });

/** (i·a + b) mod 17 in eighths, less 1. */
const made = (shape: number[], a: number, b: number): Tensor =>
  rl.tensor(Float32Array.from({ length: shape.reduce((m, n) => m * n, 1) }, (_, i) => ((i * a + b) % 17) / 8 - 1)).view(shape);

describe('toString', () => {
  const printed: [() => rl.nn.Module, string][] = [
    [() => new nn.ELU({ alpha: 0.5 }), 'ELU(alpha=0.5)'],
    [() => new nn.SELU(), 'SELU()'],
    [() => new nn.Softplus(), 'Softplus(beta=1.0, threshold=20.0)'],
    [() => new nn.Hardtanh(), 'Hardtanh(min_val=-1.0, max_val=1.0)'],
    [() => new nn.Softmax(1), 'Softmax(dim=1)'],
    [() => new nn.LogSoftmax(-1), 'LogSoftmax(dim=-1)'],
    [() => new nn.LeakyReLU(), 'LeakyReLU(negative_slope=0.01)'],
    [() => new nn.Embedding(6, 5), 'Embedding(6, 5)'],
    [
      () => new nn.Embedding(6, 5, { paddingIdx: -1, scaleGradByFreq: true }),
      'Embedding(6, 5, padding_idx=5, scale_grad_by_freq=True)',
    ],
    [() => new nn.EmbeddingBag(6, 5, { mode: 'sum', paddingIdx: 1 }), 'EmbeddingBag(6, 5, mode=sum, padding_idx=1)'],
    [() => new nn.LayerNorm(6), 'LayerNorm((6,), eps=1e-05, elementwise_affine=True)'],
    [
      () => new nn.LayerNorm([3, 4], { eps: 0.1, elementwiseAffine: false }),
      'LayerNorm((3, 4), eps=0.1, elementwise_affine=False)',
    ],
    [() => new nn.BatchNorm1d(6), 'BatchNorm1d(6, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)'],
    [
      () => new nn.BatchNorm2d(3, { momentum: null, affine: false, trackRunningStats: false }),
      'BatchNorm2d(3, eps=1e-05, momentum=None, affine=False, track_running_stats=False)',
    ],
    [() => new nn.Conv2d(3, 4, 3), 'Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1))'],
    [
      () => new nn.Conv2d(4, 4, [3, 5], { stride: 2, padding: [1, 2], dilation: 2, groups: 2, bias: false }),
      'Conv2d(4, 4, kernel_size=(3, 5), stride=(2, 2), padding=(1, 2), dilation=(2, 2), groups=2, bias=False)',
    ],
    [() => new nn.Conv2d(3, 4, 3, { padding: 'same' }), 'Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1), padding=same)'],
    [() => new nn.Conv1d(3, 4, 3), 'Conv1d(3, 4, kernel_size=(3,), stride=(1,))'],
    [
      () => new nn.Conv1d(4, 4, [3], { stride: 2, padding: 1, dilation: [2], groups: 2, bias: false }),
      'Conv1d(4, 4, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,), groups=2, bias=False)',
    ],
    [() => new nn.Conv1d(3, 4, 3, { padding: 'same' }), 'Conv1d(3, 4, kernel_size=(3,), stride=(1,), padding=same)'],
    [
      () => new nn.ConvTranspose1d(4, 3, 3, { stride: 2, outputPadding: 1 }),
      'ConvTranspose1d(4, 3, kernel_size=(3,), stride=(2,), output_padding=(1,))',
    ],
    [
      () => new nn.ConvTranspose2d(4, 2, 2, { padding: 1, groups: 2, dilation: 2, bias: false, outputPadding: [0, 1] }),
      'ConvTranspose2d(4, 2, kernel_size=(2, 2), stride=(1, 1), padding=(1, 1), dilation=(2, 2), output_padding=(0, 1), ' +
        'groups=2, bias=False)',
    ],
    [() => new nn.MaxPool1d(3), 'MaxPool1d(kernel_size=3, stride=3, padding=0, dilation=1, ceil_mode=False)'],
    [() => new nn.AvgPool1d(3), 'AvgPool1d(kernel_size=(3,), stride=(3,), padding=(0,))'],
    [() => new nn.AvgPool1d([3], { stride: 1, padding: [1] }), 'AvgPool1d(kernel_size=(3,), stride=(1,), padding=(1,))'],
    [() => new nn.AdaptiveAvgPool1d(4), 'AdaptiveAvgPool1d(output_size=4)'],
    [() => new nn.AdaptiveMaxPool1d(3), 'AdaptiveMaxPool1d(output_size=3)'],
    [() => new nn.AdaptiveMaxPool2d([1, null]), 'AdaptiveMaxPool2d(output_size=(1, None))'],
    [() => new nn.GroupNorm(2, 4), 'GroupNorm(2, 4, eps=1e-05, affine=True)'],
    [() => new nn.GroupNorm(2, 4, { eps: 0.1, affine: false }), 'GroupNorm(2, 4, eps=0.1, affine=False)'],
    [() => new nn.InstanceNorm1d(4), 'InstanceNorm1d(4, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False)'],
    [
      () => new nn.InstanceNorm2d(4, { affine: true, trackRunningStats: true, momentum: null }),
      'InstanceNorm2d(4, eps=1e-05, momentum=None, affine=True, track_running_stats=True)',
    ],
    [() => new nn.Upsample({ size: [6, 5] }), 'Upsample(size=(6, 5), mode=nearest)'],
    [() => new nn.Upsample({ scaleFactor: 2 }), 'Upsample(scale_factor=2.0, mode=nearest)'],
    [() => new nn.Upsample({ scaleFactor: [2, 1.5] }), 'Upsample(scale_factor=(2.0, 1.5), mode=nearest)'],
    [() => new nn.MaxPool2d(2), 'MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)'],
    [
      () => new nn.MaxPool2d([2, 3], { stride: 1, padding: 1, dilation: 2, ceilMode: true }),
      'MaxPool2d(kernel_size=(2, 3), stride=1, padding=1, dilation=2, ceil_mode=True)',
    ],
    [() => new nn.AvgPool2d(2, { stride: [1, 2] }), 'AvgPool2d(kernel_size=2, stride=(1, 2), padding=0)'],
    [() => new nn.AdaptiveAvgPool2d([2, null]), 'AdaptiveAvgPool2d(output_size=(2, None))'],
    [
      () => new nn.ModuleList([new nn.Linear(2, 3), new nn.ReLU()]),
      'ModuleList(\n  (0): Linear(in_features=2, out_features=3, bias=True)\n  (1): ReLU()\n)',
    ],
    [
      () => new nn.MultiheadAttention(4, 2),
      'MultiheadAttention(\n  (out_proj): NonDynamicallyQuantizableLinear(in_features=4, out_features=4, bias=True)\n)',
    ],
  ];
  it.each(printed)('%#', (make, text) => using(make, (m) => expect(m.toString()).toBe(text)));
});

it('begins with the numbers that PyTorch draws for the same seed', () => {
  leavesNothing(() => {
    rl.manualSeed(0);
    const attention = new nn.MultiheadAttention(4, 2);
    close(attention.in_proj_weight!.view([48]).narrow(0, 0, 4), [0.222424, 0.508507, -0.126026, 0.458246]);
    close(attention.out_proj.weight.view([16]).narrow(0, 0, 4), [-0.003743, 0.268222, -0.411523, -0.36797]);
    const conv = new nn.Conv2d(2, 3, 2);
    close(conv.weight.view([24]).narrow(0, 0, 4), [0.219336, 0.33948, -0.272457, -0.129567]);
    close(conv.bias, [0.253099, 0.132198, -0.349924]);
    const embedding = new nn.Embedding(5, 4, { paddingIdx: 1 });
    close(
      embedding.weight,
      [
        -0.43717, 1.645867, -1.360169, 0.344565, 0.0, 0.0, 0.0, 0.0, -0.056195, -0.701524, 1.036687, -0.60367, -0.402546,
        0.123902, 1.164783, 0.923374, 1.387295, 1.375038, 0.659631, 0.476557,
      ],
    );
    for (const m of [attention, conv, embedding]) m.dispose();
  });
});

describe('MultiheadAttention', () => {
  const filled = (batchFirst: boolean): rl.nn.MultiheadAttention => {
    const m = new nn.MultiheadAttention(4, 2, { batchFirst });
    const state = m.stateDict();
    expect(Object.keys(state)).toEqual(['in_proj_weight', 'in_proj_bias', 'out_proj.weight', 'out_proj.bias']);
    rl.noGrad(() => Object.values(state).forEach((t, j) => t.copy_(made([...t.shape], 5 + 2 * j, j))));
    return m;
  };

  it('attends to itself, but not to padding', () =>
    using(
      () => filled(false),
      (m) => {
        const x = made([3, 2, 4], 7, 3).detach().requiresGrad_();
        const keyPaddingMask = rl.tensor(
          [
            [0, 0, 1],
            [0, 0, 0],
          ],
          { dtype: 'bool' },
        );
        const [y, weights] = m.forward(x, x, x, { keyPaddingMask });
        close(
          y,
          [
            -0.051531, 1.51681, 0.960151, -2.099155, 0.533373, 1.599402, 0.540432, -1.274243, -0.070989, 1.502741, 0.951471,
            -2.09424, 0.503766, 1.542135, 0.455503, -1.205644, 0.081127, 1.65342, 1.100713, -2.212207, 0.506278, 1.550303,
            0.469328, -1.198479,
          ],
        );
        close(
          weights,
          [
            0.489564, 0.510436, 0.0, 0.505179, 0.494821, 0.0, 0.368707, 0.631294, 0.0, 0.09419, 0.444037, 0.461773, 0.280227,
            0.284888, 0.434885, 0.169681, 0.545217, 0.285102,
          ],
        );
        expect([y.shape, weights!.shape]).toEqual([
          [3, 2, 4],
          [2, 3, 3],
        ]);
        y.mul(made([3, 2, 4], 3, 1))
          .sum()
          .backward();
        close(
          x.grad,
          [
            0.409691, 0.17001, -0.645182, 0.309907, 0.373233, -0.218585, 0.134175, 0.323749, -0.089559, 0.075292, -0.060112,
            -0.28181, 1.663193, 0.254857, -0.04641, 1.251224, 0.005265, 0.008015, -0.03333, 0.017541, 0.035222, 0.453733,
            0.038856, 0.236528,
          ],
        );
        close(
          m.in_proj_weight!.grad!.sum(1),
          [
            -0.112307, 0.286417, -0.116609, -0.277449, -0.053996, -0.374923, 0.026486, 0.300097, -0.376997, 0.058966, -0.242537,
            0.114389,
          ],
        );
        close(m.out_proj.bias!.grad, [0.25, 0.375, 0.5, -1.5]);
      },
    ));

  it('attends to others, batch first or without a batch', () =>
    using(
      () => filled(true),
      (m) => {
        const q = made([2, 3, 4], 3, 2);
        const kv = made([2, 5, 4], 11, 1);
        const attnMask = rl.tensor(
          [
            [0, 0, 1, 1, 1],
            [0, 0, 0, 1, 1],
            [0, 0, 0, 0, 0],
          ],
          { dtype: 'bool' },
        );
        const [y, weights] = m.forward(q, kv, kv, { attnMask, averageAttnWeights: false });
        close(
          y,
          [
            0.612332, 1.746373, 0.755414, -1.309928, 0.006031, 1.315499, 0.499967, -1.557712, 0.346794, 1.866163, 1.260532,
            -1.938178, 0.615698, 1.656523, 0.572349, -1.172371, 0.089129, 1.517777, 0.821426, -1.805436, 0.00166, 1.478078,
            0.829495, -1.791422,
          ],
        );
        close(
          weights,
          [
            0.361826, 0.638174, 0.0, 0.0, 0.0, 0.454642, 0.032407, 0.512951, 0.0, 0.0, 0.161957, 0.25808, 0.287483, 0.172401,
            0.12008, 0.299025, 0.700975, 0.0, 0.0, 0.0, 0.310613, 0.365969, 0.323418, 0.0, 0.0, 0.067573, 0.360471, 0.083213,
            0.215649, 0.273094, 0.474731, 0.525269, 0.0, 0.0, 0.0, 0.173219, 0.033798, 0.792983, 0.0, 0.0, 0.171917, 0.035437,
            0.756254, 0.013056, 0.023336, 0.784338, 0.215662, 0.0, 0.0, 0.0, 0.425382, 0.316864, 0.257754, 0.0, 0.0, 0.169062,
            0.229561, 0.293942, 0.051764, 0.255672,
          ],
        );
        const [alone, none] = m.forward(q.select(0, 0), kv.select(0, 0), kv.select(0, 0), {
          attnMask: attnMask.to('float32'),
          needWeights: false,
        });
        close(
          alone,
          [
            0.335695, 1.863144, 1.265592, -1.912926, -0.039823, 1.782147, 1.479116, -2.349987, 0.346794, 1.866163, 1.260532,
            -1.938178,
          ],
        );
        expect(none).toBeNull();
      },
    ));

  it('refuses what does not fit', () =>
    using(
      () => filled(true),
      (m) => {
        expect(() => new nn.MultiheadAttention(4, 3)).toThrow(/^MultiheadAttention: .*3.*4/);
        const x = rl.ones([2, 3, 4]);
        expect(() => m.forward(x, x, rl.ones([2, 2, 4]))).toThrow(/^MultiheadAttention: .*\[2, 2, 4\]/);
        expect(() => m.forward(x, x, x, { attnMask: rl.ones([2, 3]) })).toThrow(/^MultiheadAttention: .*attnMask.*\[2, 3\]/);
      },
    ));
});

describe('ModuleList', () => {
  it('holds modules by number', () =>
    using(
      () => new nn.ModuleList([new nn.Linear(2, 3)]).append(new nn.Linear(3, 1, { bias: false })),
      (m) => {
        expect(Object.keys(m.stateDict())).toEqual(['0.weight', '0.bias', '1.weight']);
        expect([m.length, m.at(-1), [...m].length]).toEqual([2, m.at(1), 2]);
        expect(() => m.append(3 as never)).toThrow(/^ModuleList: /);
        expect(() => m.forward()).toThrow(/^ModuleList: /);
      },
    ));
});

describe('batch normalisation', () => {
  it('averages all batches where momentum is null', () =>
    using(
      () => new nn.BatchNorm1d(1, { momentum: null }),
      (m) => {
        for (const values of [
          [1, 3],
          [4, 8],
          [0, 20],
        ])
          m.forward(rl.tensor(values.map((v) => [v])));
        expect(m.running_mean!.item()).toBe(6);
        expect(m.running_var!.item()).toBeCloseTo((2 + 8 + 200) / 3, 4);
        expect(m.num_batches_tracked!.item()).toBe(3);
      },
    ));

  it('takes the batch in evaluation too where no moments are kept', () =>
    using(
      () => new nn.BatchNorm2d(2, { trackRunningStats: false }),
      (m) => {
        const x = rl.randn([3, 2, 2, 2]);
        const training = m.forward(x).tolist();
        m.eval();
        expect(m.forward(x).tolist()).toEqual(training);
        expect(Object.keys(m.stateDict())).toEqual(['weight', 'bias']);
      },
    ));

  it('refuses other dims and channels', () =>
    using(
      () => new nn.BatchNorm2d(2),
      (m) => {
        expect(() => m.forward(rl.ones([3, 2]))).toThrow(/^BatchNorm2d: .*4 dims.*\[3, 2\]/);
        expect(() => m.forward(rl.ones([3, 3, 2, 2]))).toThrow(/^BatchNorm2d: .*2 channels/);
      },
    ));
});

describe('instance normalisation', () => {
  it('keeps moments where it is told to, of all samples alike, and counts no batches', () =>
    using(
      () => new nn.InstanceNorm1d(2, { trackRunningStats: true, momentum: 0.5 }),
      (m) => {
        expect(Object.keys(m.stateDict())).toEqual(['running_mean', 'running_var', 'num_batches_tracked']);
        m.forward(
          rl.tensor([
            [
              [0, 2],
              [1, 5],
            ],
            [
              [4, 8],
              [3, 3],
            ],
          ]),
        );
        close(m.running_mean, [1.75, 1.5]);
        close(m.running_var, [3, 2.5]);
        expect(m.num_batches_tracked!.item()).toBe(0);
        m.eval();
        close(
          m.forward(
            rl.tensor([
              [1.75, 1.75 + Math.sqrt(3)],
              [1.5, 1.5],
            ]),
          ),
          [0, 0.999998, 0, 0],
        );
      },
    ));
  it('takes any channels where it has no numbers of its own, as PyTorch does', () =>
    using(
      () => new nn.InstanceNorm1d(3),
      (m) => close(m.forward(rl.tensor([[1, 3]])), [-0.999995, 0.999995]),
    ));
  it('refuses other dims and channels', () => {
    const refused = (make: () => rl.nn.InstanceNorm1d | rl.nn.InstanceNorm2d, shape: number[], message: RegExp): void =>
      using(make, (m) => expect(() => m.forward(rl.zeros(shape))).toThrow(message));
    refused(() => new nn.InstanceNorm1d(3), [3], /^InstanceNorm1d: expected input of 2 or 3 dims, got shape \[3\]/);
    refused(() => new nn.InstanceNorm2d(3), [3, 2], /^InstanceNorm2d: expected input of 3 or 4 dims/);
    refused(() => new nn.InstanceNorm1d(3, { affine: true }), [1, 2, 4], /^InstanceNorm1d: .*3 channels, got shape \[1, 2, 4\]/);
    refused(() => new nn.InstanceNorm2d(3, { trackRunningStats: true }), [2, 4, 4], /^InstanceNorm2d: .*3 channels/);
  });
});

it.each<[() => rl.nn.Module, typeof RangeError | typeof TypeError, RegExp]>([
  [() => new nn.Conv1d(3, 4, 2, { groups: 2 }), RangeError, /^Conv1d: .*groups/],
  [() => new nn.Conv1d(3, 4, [2, 2] as never), RangeError, /^Conv1d: .*kernelSize/],
  [() => new nn.Conv1d(3, 4, 2, { outputPadding: 1 } as object), TypeError, /^Conv1d: .*outputPadding/],
  [() => new nn.Conv1d(3, 4, 2, null as never), TypeError, /^Conv1d: expected an options object, got null/],
  [() => new nn.Conv2d(3, 4, 2, { bias: 0 as never }), TypeError, /^Conv2d: .*bias/],
  [() => new nn.ConvTranspose2d(3, 4, 2, { outputPadding: 1 }), RangeError, /^ConvTranspose2d: .*outputPadding/],
  [() => new nn.ConvTranspose1d(3, 4, 2, { padding: 'same' as never }), TypeError, /^ConvTranspose1d: .*padding/],
  [() => new nn.MaxPool1d(2, { padding: 2 }), RangeError, /^MaxPool1d: .*padding/],
  [() => new nn.MaxPool2d(2, { ceilMode: 1 as never }), TypeError, /^MaxPool2d: .*ceilMode/],
  [() => new nn.AvgPool1d(2, { dilation: 2 } as object), TypeError, /^AvgPool1d: .*dilation/],
  [() => new nn.AvgPool2d(2, { divisorOverride: 0 }), RangeError, /^AvgPool2d: .*divisorOverride/],
  [() => new nn.AdaptiveMaxPool1d(-1), RangeError, /^AdaptiveMaxPool1d: .*outputSize/],
  [() => new nn.AdaptiveMaxPool2d([1, 2, 3] as never), RangeError, /^AdaptiveMaxPool2d: .*outputSize/],
  [() => new nn.GroupNorm(3, 4), RangeError, /^GroupNorm: .*3 divides, got 4/],
  [() => new nn.GroupNorm(2, 4, { eps: '1' as never }), TypeError, /^GroupNorm: .*eps/],
  [() => new nn.InstanceNorm1d(1.5), RangeError, /^InstanceNorm1d: .*numFeatures/],
  [() => new nn.Upsample(), RangeError, /^Upsample: .*neither/],
  [() => new nn.Upsample({ size: 0 }), RangeError, /^Upsample: .*size/],
  [() => new nn.Upsample({ scaleFactor: -2 }), RangeError, /^Upsample: .*scaleFactor/],
  [() => new nn.Upsample({ size: 2, mode: 'cubic' as never }), RangeError, /^Upsample: .*mode/],
])('refuses at construction %#', (make, type, message) =>
  leavesNothing(() => {
    expect(make).toThrow(message);
    expect(make).toThrow(type);
  }),
);

it('keeps its own copy of what it was built with', () =>
  leavesNothing(() => {
    const size: [number, number] = [2, 2];
    const pool = new nn.MaxPool2d(size, { padding: [1, 1] });
    const up = new nn.Upsample({ size });
    size[0] = 0;
    expect(pool.forward(rl.zeros([1, 2, 2])).shape).toEqual([1, 2, 2]);
    expect(up.forward(rl.zeros([1, 1, 1, 1])).shape).toEqual([1, 1, 2, 2]);
    expect(Object.isFrozen(pool.kernelSize) && Object.isFrozen(pool.options) && Object.isFrozen(up.size)).toBe(true);
  }));

it("keeps the size of images where padding is 'same', with the odd zeros behind", () => {
  leavesNothing(() => {
    const x = rl.randn([2, 3, 5, 6]);
    const w = rl.randn([4, 3, 2, 3]);
    const whole = F.conv2d(x, w, null, { padding: [1, 2], dilation: [1, 2] });
    const same = F.conv2d(x, w, null, { padding: 'same', dilation: [1, 2] });
    expect(same.shape).toEqual([2, 4, 5, 6]);
    close(same, Array.from(whole.narrow(2, 1, 5).toTypedArray()));
    expect(() => F.conv2d(x, w, null, { padding: 'same', stride: 2 })).toThrow(/^conv2d: .*stride 1/);
  });
});

it('convolves in chunks as in one piece', () => {
  leavesNothing(() => {
    const x = rl.randn([1, 64, 20, 23], { requiresGrad: true });
    const w = rl.randn([5, 64, 3, 3], { requiresGrad: true });
    const g = rl.randn([1, 5, 20, 23]);
    const grads = (y: Tensor): (readonly number[])[] => {
      y.backward({ gradient: g });
      const found = [y, x.grad!, w.grad!].map((t) => Array.from(t.toTypedArray()));
      x.grad = w.grad = null;
      return found;
    };
    const chunks = grads(F.conv2d(x, w, null, { padding: 1 }));
    // sixteen channels at a time fit in one
    const parts = x.split(16, 1).map((part, i) => F.conv2d(part, w.narrow(1, i * 16, 16), null, { padding: 1 }));
    const pieces = grads(parts.slice(1).reduce((sum, part) => sum.add(part), parts[0]!));
    chunks.forEach((values, i) => {
      const most = Math.max(...values.map(Math.abs));
      values.forEach((v, j) => expect(Math.abs(v - pieces[i]![j]!)).toBeLessThan(1e-5 * most));
    });
  });
});

it('divides by what it is told to', () => {
  leavesNothing(() => {
    const x = rl.arange(16).view([1, 4, 4]);
    expect(F.avgPool2d(x, 2, { divisorOverride: 2 }).tolist()).toEqual([
      [
        [5, 9],
        [21, 25],
      ],
    ]);
  });
});

it('gives the weights of a bag their gradient', () => {
  leavesNothing(() => {
    const index = rl.tensor(Int32Array.of(1, 0, 3, 1));
    const table = rl.randn([4, 3], { requiresGrad: true });
    const perSampleWeights = rl.randn([4], { requiresGrad: true });
    const g = rl.randn([2, 3]);
    const offsets = rl.tensor(Int32Array.of(0, 3));
    const grads = (y: Tensor): number[][] => {
      y.backward({ gradient: g });
      const found = [table.grad!, perSampleWeights.grad!].map((t) => Array.from(t.toTypedArray()));
      table.grad = perSampleWeights.grad = null;
      return found;
    };
    const rows = F.embedding(index, table).mul(perSampleWeights.unsqueeze(1));
    const want = grads(rl.stack([rows.narrow(0, 0, 3).sum(0), rows.narrow(0, 3, 1).sum(0)]));
    const got = grads(F.embeddingBag(index, table, { offsets, mode: 'sum', perSampleWeights }));
    got.forEach((values, i) => values.forEach((v, j) => expect(v).toBeCloseTo(want[i]![j]!, 5)));
    for (const wrong of [
      [1, 3],
      [0, 5],
      [0, 3, 2],
    ]) {
      expect(() => F.embeddingBag(index, table, { offsets: rl.tensor(Int32Array.from(wrong)) })).toThrow(
        /^embeddingBag: .*offsets/,
      );
    }
  });
});

it("convolves without padding where it is 'valid'", () =>
  leavesNothing(() => {
    const [x, w] = [made([2, 3, 5, 6], 5, 1), made([4, 3, 2, 3], 7, 2)];
    expect(F.conv2d(x, w, null, { padding: 'valid' }).tolist()).toEqual(F.conv2d(x, w).tolist());
    expect(F.conv1d(x.select(2, 0), w.select(2, 0), null, { padding: 'valid' }).tolist()).toEqual(
      F.conv1d(x.select(2, 0), w.select(2, 0), null, { padding: 0 }).tolist(),
    );
  }));

it.each([
  [1, 1],
  [2, 2],
  [3, 3],
  [2, 4],
  [8, 9],
])('takes the means of %i × %i adaptive windows', (OH, OW) =>
  leavesNothing(() => {
    const [H, W] = [6, 7];
    const x = made([2, H, W], 5, 3).requiresGrad_();
    const bounds = (i: number, out: number, size: number) =>
      [Math.floor((i * size) / out), Math.ceil(((i + 1) * size) / out)] as const;
    const y = F.adaptiveAvgPool2d(x, [OH, OW]);
    const want: number[] = [];
    const slope = new Float64Array(2 * H * W);
    for (let c = 0; c < 2; c++)
      for (let i = 0; i < OH * OW; i++) {
        const [top, bottom] = bounds(Math.floor(i / OW), OH, H);
        const [left, right] = bounds(i % OW, OW, W);
        want.push(
          x
            .detach()
            .select(0, c)
            .narrow(0, top, bottom - top)
            .narrow(1, left, right - left)
            .mean()
            .item(),
        );
        for (let h = top; h < bottom; h++)
          for (let w = left; w < right; w++) slope[(c * H + h) * W + w]! += 1 / ((bottom - top) * (right - left));
      }
    close(y, want);
    y.sum().backward();
    close(x.grad, [...slope]);
  }),
);

it('reads the images of a pointwise convolution in groups in place', () =>
  leavesNothing(() => {
    const [x, w] = [made([3, 4, 5, 6], 5, 1).requiresGrad_(), made([6, 2, 1, 1], 7, 2).requiresGrad_()];
    const before = x.detach().tolist();
    const y = F.conv2d(x, w, null, { groups: 2 });
    const halves = [0, 1].map((g) => F.conv2d(x.narrow(1, 2 * g, 2), w.narrow(0, 3 * g, 3)));
    close(y, [...rl.cat(halves, 1).toTypedArray()]);
    y.square().sum().backward();
    expect(x.detach().tolist()).toEqual(before);
  }));

it('refuses to divide a mean by 0', () =>
  leavesNothing(() => {
    expect(() => F.avgPool2d(rl.ones([1, 1, 4, 4]), 2, { divisorOverride: 0 })).toThrow(/^avgPool2d: expected divisorOverride/);
  }));
