// A valid call of every public function of the subpaths besides the main entry, as calls.ts has them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from '../../src/io/torch/crc32.ts';
import { type Call, own, paramsOf } from './calls.ts';
import type { Library } from './run.ts';

export interface Subpaths {
  onnx: typeof import('../../src/onnx/index.ts');
  store: typeof import('../../src/store/index.ts');
  tfjs: typeof import('../../src/tfjs/index.ts');
  torch: typeof import('../../src/torch/index.ts');
}

type Function = (...args: unknown[]) => unknown;

/** A zip of one stored file. */
function zipOf(name: string, text: string): Uint8Array<ArrayBuffer> {
  const [title, data] = [name, text].map((word) => new TextEncoder().encode(word)) as [Uint8Array, Uint8Array];
  const out = new Uint8Array(30 + 46 + 22 + 2 * title.length + data.length);
  const view = new DataView(out.buffer);
  const directory = 30 + title.length + data.length;
  const end = directory + 46 + title.length;
  for (const [at, head] of [
    [0, 0x04034b50],
    [directory, 0x02014b50],
    [end, 0x06054b50],
  ] as const)
    view.setUint32(at, head, true);
  for (const at of [14, directory + 16]) view.setUint32(at, crc32(data), true);
  for (const at of [18, 22, directory + 20, directory + 24]) view.setUint32(at, data.length, true);
  for (const at of [26, directory + 28]) view.setUint16(at, title.length, true);
  out.set(title, 30);
  out.set(data, 30 + title.length);
  out.set(title, directory + 46);
  view.setUint16(end + 8, 1, true);
  view.setUint16(end + 10, 1, true);
  view.setUint32(end + 12, 46 + title.length, true);
  view.setUint32(end + 16, directory, true);
  return out;
}

const MODEL = {
  modelTopology: {
    class_name: 'Sequential',
    config: {
      layers: [{ class_name: 'Dense', config: { name: 'd', units: 2, batch_input_shape: [null, 3], use_bias: false } }],
    },
  },
  weightsManifest: [{ paths: ['a.bin'], weights: [{ name: 'd/kernel', shape: [3, 2], dtype: 'float32' }] }],
};

/** Every call, the names that have none, and what removes the folder that stores are in. */
export function subpathCalls(rl: Library, subpaths: Subpaths): { calls: Call[]; missing: string[]; end: () => void } {
  const { nn, optim } = rl;
  const folder = mkdtempSync(join(tmpdir(), 'rushlight-inputs-'));
  const model = () => own(new nn.Sequential(new nn.Linear(3, 2), new nn.ReLU()));
  const x = () => rl.tensor([1, 2, 3, 4, 5, 6], { shape: [2, 3] });
  const names = (text: string): string[] => text.split(' ');
  const training = (): unknown[] => {
    const m = model();
    const optimizer = own(new optim.SGD(m.parameters(), { lr: 0.1 }));
    return [m, { example: x(), criterion: new nn.CrossEntropyLoss(), optimizer, epochs: 1 }];
  };
  const ofTorch =
    'example criterion optimizer scheduler schedulerStep clipGradNorm train validation epochs batchSize seed history generator';
  const known: Record<string, { args: () => unknown[]; options?: string; later?: true }> = {
    'onnx.toOnnx': { args: () => [model(), x(), {}], options: 'inputNames outputNames batchDims' },
    'tfjs.toTfjs': { args: () => [model(), { example: x() }], options: 'example' },
    'tfjs.fromTfjs': { args: () => [structuredClone(MODEL), new Uint8Array(24), {}], options: 'inputLayout output' },
    'tfjs.unzipTfjs': { args: () => [zipOf('model.json', '{}')] },
    'torch.toTorch': { args: training, options: ofTorch },
    'store.fileStore': { args: () => [folder] },
    'store.memoryStore': { args: () => [] },
    // for browsers: everything is refused here, by name
    'store.indexedDbStore': { args: () => ['x'], later: true },
    'store.opfsStore': { args: () => ['x'], later: true },
  };
  const calls: Call[] = [];
  const missing: string[] = [];
  for (const [space, members] of Object.entries(subpaths))
    for (const [key, f] of Object.entries(members as Record<string, unknown>)) {
      const name = `${space}.${key}`;
      if (typeof f !== 'function' || key.endsWith('Error')) continue;
      const found = known[name];
      if (found === undefined) {
        missing.push(name);
        continue;
      }
      const { args, options, later } = found;
      calls.push({
        name,
        // what they run is the model's forward, which speaks of itself
        title: /^to/.test(key) ? undefined : key,
        ...(later && { later }),
        ...(options !== undefined && { options: { at: args().length - 1, names: names(options) } }),
        make: () => ({
          call: later ? async (...given) => (f as Function)(...given) : (f as Function),
          args: args(),
          params: paramsOf(f),
        }),
      });
    }
  const methods: Record<string, [params: string, args: () => unknown[]]> = {
    get: ['name', () => ['a']],
    put: ['name bytes', () => ['a', Uint8Array.of(1, 2, 3)]],
    list: ['', () => []],
    delete: ['name', () => ['a']],
    lock: ['', () => []],
  };
  const stores: Record<string, () => object> = {
    fileStore: () => subpaths.store.fileStore(join(folder, 'store')),
    memoryStore: () => subpaths.store.memoryStore(),
  };
  for (const [kind, make] of Object.entries(stores))
    for (const [method, [params, args]] of Object.entries(methods))
      calls.push({
        name: `${kind}.${method}`,
        title: method,
        later: true,
        make: () => {
          const store = make() as Record<string, Function>;
          const call = async (...given: unknown[]): Promise<unknown> => {
            const result = await store[method]!(...given);
            if (method === 'lock') await (result as Function)();
            return result;
          };
          return { call, args: args(), params: params === '' ? [] : names(params) };
        },
      });
  return { calls, missing, end: () => rmSync(folder, { recursive: true, force: true }) };
}
