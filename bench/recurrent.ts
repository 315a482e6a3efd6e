/** Recurrent layers, forward and backward: against the same of other ops step by step, their products alone, and PyTorch. */
import { F, manualSeed, matmul, nn, noGrad, randn, scope, stack, type Tensor, zeros } from 'rushlight';
import { type Family, f32, type Row, type Work } from './harness.ts';
import { joined } from './net.ts';
import { torch } from './torch.ts';

type Kind = 'GRU' | 'LSTM';

const [I, H, L, N] = [64, 128, 128, 64];
const OF_TORCH = 2;

/** The states at each step, of ordinary ops. */
function stepByStep(kind: Kind, net: nn.GRU | nn.LSTM, x: Tensor): Tensor {
  const [ih, hh, bi, bh] = net.parameters() as [Tensor, Tensor, Tensor, Tensor];
  let h: Tensor = zeros([N, H]);
  let c: Tensor = zeros([N, H]);
  const states: Tensor[] = [];
  for (let t = 0; t < L; t++) {
    const a = F.linear(x.select(0, t), ih, bi);
    const b = F.linear(h, hh, bh);
    if (kind === 'GRU') {
      const [xr, xz, xn] = a.chunk(3, 1) as [Tensor, Tensor, Tensor];
      const [hr, hz, hn] = b.chunk(3, 1) as [Tensor, Tensor, Tensor];
      const n = xn.add(xr.add(hr).sigmoid().mul(hn)).tanh();
      h = n.add(xz.add(hz).sigmoid().mul(h.sub(n)));
    } else {
      const [i, f, g, o] = a.add(b).chunk(4, 1) as [Tensor, Tensor, Tensor, Tensor];
      c = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()));
      h = o.sigmoid().mul(c.tanh());
    }
    states.push(h);
  }
  return stack(states);
}

async function layer(kind: Kind): Promise<Work> {
  manualSeed(1);
  const net = kind === 'GRU' ? new nn.GRU(I, H) : new nn.LSTM(I, H);
  const G = (kind === 'GRU' ? 3 : 4) * H;
  const x = randn([L, N, I], { requiresGrad: true });
  const dy = randn([L, N, H]);
  const pass = (y: () => Tensor) => (): void => {
    x.grad = null;
    net.zeroGrad();
    scope(() => y().backward({ gradient: dy }));
  };
  const ours = pass(() => net.forward(x)[0]);
  const composed = pass(() => stepByStep(kind, net, x));
  const gradients = (): Float32Array => joined([x, ...net.parameters()].map((t) => f32(t.grad as Tensor)));
  const [ih, hh] = net.parameters() as [Tensor, Tensor];
  const [rows, gates, h] = [randn([L * N, I]), randn([L * N, G]), randn([L * N, H])];
  const products = (): void =>
    scope(() =>
      noGrad(() => {
        matmul(rows, ih.t());
        for (let t = 0; t < L; t++) scope(() => matmul(h.narrow(0, t * N, N), hh.t()));
        for (let t = 0; t < L; t++) scope(() => matmul(gates.narrow(0, t * N, N), hh));
        matmul(gates, ih);
        matmul(gates.t(), rows);
        matmul(gates.t(), h);
      }),
    );
  return {
    work: 1,
    unit: 'ms',
    tolerance: 1e-4,
    check: () => {
      ours();
      const got = gradients();
      composed();
      return [got, gradients()];
    },
    ours,
    versus: {
      'its products': { run: products },
      'step by step': { run: composed },
      torch: await torch({ op: 'recurrent', kind, I, H, L, N }),
    },
    goals: [
      { versus: 'its products', as: 'share' },
      { versus: 'step by step', as: 'faster' },
      { versus: 'torch', as: 'cost', target: OF_TORCH },
    ],
    dispose: () => {
      for (const owner of [net, x, dy, rows, gates, h]) owner.dispose();
    },
  };
}

export const recurrent: Family = {
  name: 'recurrent',
  title: 'Recurrent layers, forward and backward',
  rows: (): Row[] =>
    (['GRU', 'LSTM'] as const).map((kind) => ({
      name: `${kind} ${I} → ${H}, ${L} steps, batch ${N}`,
      setup: () => layer(kind),
    })),
};
