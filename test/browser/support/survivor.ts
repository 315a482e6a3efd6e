// A training in a page whose tab is killed: `train(kind, name)` gives what it came to.
import * as rl from '../../../src/index.ts';
import { indexedDbStore, opfsStore } from '../../../src/store/index.ts';

const { data, nn, optim } = rl;
const STORES = { opfs: opfsStore, indexedDb: indexedDbStore };

export interface Survivor {
  train(kind: keyof typeof STORES, name: string): Promise<string>;
  /** What a put of so many bytes is refused with. */
  fill(kind: keyof typeof STORES, size: number): Promise<{ code: string; message: string; list: string[] }>;
}

async function train(kind: keyof typeof STORES, name: string): Promise<string> {
  rl.manualSeed(1);
  const [x, y] = [rl.randn([128, 16]), rl.randint(0, 5, [128])];
  const model = new nn.Sequential(new nn.Linear(16, 48), new nn.ReLU(), new nn.Dropout(0.2), new nn.Linear(48, 5));
  const optimizer = new optim.Adam(model.parameters(), { lr: 0.01 });
  const loader = new data.DataLoader(new data.TensorDataset(x, y), {
    batchSize: 16,
    shuffle: true,
    generator: new rl.Generator(3),
  });
  const { epochs } = await rl.fit(model, loader, {
    epochs: 40,
    optimizer,
    criterion: new nn.CrossEntropyLoss(),
    checkpoint: { store: STORES[kind](name) },
  });
  const bytes = rl.saveSafetensors({ model: model.stateDict(), optimizer: optimizer.stateDict() });
  const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].join(' ');
  return `${hash}; ${epochs.map(({ loss }) => loss).join(' ')}`;
}

async function fill(kind: keyof typeof STORES, size: number): Promise<{ code: string; message: string; list: string[] }> {
  const store = STORES[kind]('full');
  await store.put('small', Uint8Array.of(1));
  const error = await store.put('large', new Uint8Array(size)).then(
    () => new Error('there was room'),
    (reason: Error) => reason,
  );
  return { code: String((error as { code?: unknown }).code), message: error.message, list: await store.list() };
}

Object.assign(globalThis, { survivor: { train, fill } satisfies Survivor });
