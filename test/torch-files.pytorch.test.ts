// Checkpoints in the hands of the real PyTorch: it reads what is written here, and what it writes is read here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leftOut } from './package/absent.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

/** Reads `ours`, says what is in it, and writes the same and more to files of its own, in both formats and every protocol. */
const PYTHON = `
import collections, json, sys
import torch
folder = sys.argv[1]

def plain(v):
    if torch.is_tensor(v):
        return {'dtype': str(v.dtype), 'shape': list(v.shape), 'values': v.tolist()}
    if isinstance(v, dict):
        return {'dict': [[type(k).__name__, str(k), plain(x)] for k, x in v.items()]}
    if isinstance(v, (list, tuple)):
        return [plain(x) for x in v]
    return [type(v).__name__, str(v)]

ours = torch.load(folder + '/ours')
safe = torch.load(folder + '/weights', weights_only=True)
assert all(torch.equal(safe[k], ours['model'][k]) for k in safe) and len(safe) == len(ours['model'])
assert ours['again'].data_ptr() == ours['model']['0.weight'].data_ptr()
model = torch.nn.Sequential(torch.nn.BatchNorm1d(3), torch.nn.Linear(3, 4))
model.load_state_dict(ours['model'])
optimizer = torch.optim.Adam(model.parameters())
optimizer.load_state_dict(ours['optimizer'])
model(torch.arange(6.).view(2, 3)).square().sum().backward()
optimizer.step()
print(json.dumps(plain({k: ours[k] for k in ours if k not in ('model', 'optimizer')})))
print(json.dumps({k: v.tolist() for k, v in model.state_dict().items()}))

sgd = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1)
milestones = torch.optim.lr_scheduler.MultiStepLR(sgd, [2, 2, 3], gamma=0.5)
sgd.step()
milestones.step()
cycle = torch.optim.lr_scheduler.OneCycleLR(torch.optim.SGD(model.parameters(), lr=1, momentum=0.9), 1, total_steps=5)
base = torch.arange(24.).view(2, 3, 4)
theirs = {
    'model': model.state_dict(), 'optimizer': optimizer.state_dict(), 'milestones': milestones.state_dict(), 'parameter': torch.nn.Parameter(torch.ones(2)),
    'view': base[:, 1:, ::2].transpose(0, 2), 'base': base, 'wide': torch.ones(1).expand(5), 'none': torch.empty(0, 3),
    'half': torch.tensor([1.5, -65504.]).half(), 'brain': torch.tensor([1.5, -3.14]).bfloat16(), 'double': torch.tensor(0.1).double(),
    'ints': [torch.tensor([1, -1]).to(t) for t in (torch.int8, torch.int16, torch.int32, torch.int64)] + [torch.tensor([255]).byte()],
    'bool': torch.tensor([[True, False]]), 'size': base.size(), 'dtype': torch.float64, 'tuple': (1, (2.5, None)), 'big': -2**70,
    'text': '\\u00e9\\U0001f600', 'ordered': collections.OrderedDict(b=1, a=2), 'numbers': {1: 'one', 0: 'zero'},
}
for protocol in (2, 3, 4, 5):
    for legacy in (False, True):
        torch.save(theirs, f'{folder}/theirs-{protocol}-{legacy}', pickle_protocol=protocol, _use_new_zipfile_serialization=not legacy)
scripted = torch.jit.script(torch.nn.Linear(1, 1))
torch.jit.save(scripted, folder + '/script')
for name, value in dict(module=model, complex=torch.zeros(1, dtype=torch.complex64), sparse=torch.eye(2).to_sparse(),
                        quantised=torch.quantize_per_tensor(torch.ones(1), 1, 0, torch.qint8), large=torch.tensor([0, 2**31]), cycle=cycle.state_dict(),
                        hidden=torch.tensor([[0, 2**40], [1, 2**41]])[:, 0]).items():
    torch.save(value, folder + '/' + name)
`;

interface Theirs {
  model: rl.nn.StateDict;
  optimizer: rl.optim.TorchOptimizerState;
  milestones: Record<string, unknown>;
  [name: string]: unknown;
}

/** Tensors as their values. */
function values(value: unknown): unknown {
  if (value instanceof rl.Tensor) return value.tolist();
  if (Array.isArray(value)) return value.map(values);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, values(v)]));
}

const tensor = (dtype: string, shape: number[], of: unknown) => ({ dtype: `torch.${dtype}`, shape, values: of });

describe('PyTorch', () => {
  const found = spawnSync('/usr/bin/python3', ['-c', 'import torch']).status === 0;
  if (!found) leftOut('/usr/bin/python3 with torch is absent: checkpoints are not checked against PyTorch');

  it.runIf(found)('reads what we write, goes on from it, and writes what we read and go on from', () => {
    const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
    const load = (name: string) => rl.loadTorch<Theirs>(readFileSync(join(folder, name))).value;
    try {
      leavesNothing(() => {
        const make = () => new rl.nn.Sequential(new rl.nn.BatchNorm1d(3), new rl.nn.Linear(3, 4));
        const model = make();
        const optimizer = new rl.optim.Adam(model.parameters());
        const step = () => {
          optimizer.zeroGrad();
          model
            .forward(rl.arange(6).view([2, 3]))
            .square()
            .sum()
            .backward();
          optimizer.step();
        };
        step();
        const state = model.stateDict();
        const saved = {
          model: state,
          optimizer: rl.optim.toTorchState(optimizer),
          again: state['0.weight'],
          strided: rl.arange(6).view([2, 3]).t(),
          scalar: rl.tensor(2.5),
          none: rl.zeros([0, 3]),
          longs: rl.tensor([-(2 ** 31), -1, 2 ** 31 - 1], { dtype: 'int32' }),
          mask: rl.tensor([[true, false]]),
          numbers: [
            0,
            255,
            256,
            -1,
            2 ** 31,
            -(2 ** 31) - 1,
            2 ** 40,
            -128,
            2 ** 53 - 1,
            2n ** 63n,
            -(2n ** 64n),
            0.1,
            -0,
            1e300,
          ],
          words: ['', 'é😀', null, true, false],
          map: new Map<unknown, unknown>([
            [3, 'three'],
            ['3', 'text'],
            [-1, []],
          ]),
          nested: { 1: { deep: [[]] }, left: undefined },
        };
        writeFileSync(join(folder, 'ours'), rl.saveTorch(saved));
        writeFileSync(join(folder, 'weights'), rl.saveTorch(state));
        const { stdout, stderr, status } = spawnSync('/usr/bin/python3', ['-c', PYTHON, folder], { encoding: 'utf8' });
        expect(status, stderr).toBe(0);
        const [read, after] = stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown);
        const { dict } = read as { dict: [string, string, unknown][] };
        const seen = Object.fromEntries(dict.map(([, name, value]) => [name, value]));
        expect(seen['strided']).toEqual(
          tensor(
            'float32',
            [3, 2],
            [
              [0, 3],
              [1, 4],
              [2, 5],
            ],
          ),
        );
        expect(seen['scalar']).toEqual(tensor('float32', [], 2.5));
        expect(seen['none']).toEqual(tensor('float32', [0, 3], []));
        expect(seen['longs']).toEqual(tensor('int64', [3], [-(2 ** 31), -1, 2 ** 31 - 1]));
        expect(seen['mask']).toEqual(tensor('bool', [1, 2], [[true, false]]));
        const ints = ['0', '255', '256', '-1', '2147483648', '-2147483649', '1099511627776', '-128', '9007199254740991'];
        expect(seen['numbers']).toEqual([
          ...[...ints, '9223372036854775808', '-18446744073709551616'].map((n) => ['int', n]),
          ...['0.1', '-0.0', '1e+300'].map((n) => ['float', n]),
        ]);
        expect(seen['words']).toEqual([
          ['str', ''],
          ['str', 'é😀'],
          ['NoneType', 'None'],
          ['bool', 'True'],
          ['bool', 'False'],
        ]);
        expect(seen['map']).toEqual({
          dict: [
            ['int', '3', ['str', 'three']],
            ['str', '3', ['str', 'text']],
            ['int', '-1', []],
          ],
        });
        expect(seen['nested']).toEqual({ dict: [['str', '1', { dict: [['str', 'deep', [[]]]] }]] });

        step();
        for (const [name, want] of Object.entries(after as Record<string, unknown>)) {
          const got = (model.stateDict()[name] as rl.Tensor).toTypedArray();
          [want].flat(2).forEach((v, i) => expect(got[i], name).toBeCloseTo(v as number, 5));
        }

        for (const protocol of [2, 3, 4, 5])
          for (const legacy of ['False', 'True']) {
            const { model: weights, optimizer: torchState, milestones, ...rest } = load(`theirs-${protocol}-${legacy}`);
            expect(values(weights)).toEqual(after);
            expect(values(rest)).toEqual({
              parameter: [1, 1],
              view: [
                [
                  [4, 16],
                  [8, 20],
                ],
                [
                  [6, 18],
                  [10, 22],
                ],
              ],
              base: values(rl.arange(24).view([2, 3, 4])),
              wide: [1, 1, 1, 1, 1],
              none: [],
              half: [1.5, -65504],
              brain: [1.5, -3.140625],
              double: Math.fround(0.1),
              ints: [[1, -1], [1, -1], [1, -1], [1, -1], [255]],
              bool: [[true, false]],
              size: [2, 3, 4],
              dtype: 'float64',
              tuple: [1, [2.5, null]],
              big: -(2n ** 70n),
              text: 'é😀',
              ordered: { b: 1, a: 2 },
              numbers: { 0: 'zero', 1: 'one' },
            });
            const resumed = make();
            const other = new rl.optim.Adam(resumed.parameters());
            resumed.loadStateDict(weights);
            other.loadStateDict(torchState);
            for (const group of other.paramGroups) group.lr = 1;
            const steps = new rl.optim.lrScheduler.MultiStepLR(other, { milestones: [9] });
            steps.loadStateDict(milestones);
            const rates = [1, 2, 3].map(() => {
              steps.step();
              return other.paramGroups[0]!.lr;
            });
            expect(rates).toEqual([0.25, 0.125, 0.125]);
            resumed.dispose();
            other.dispose();
          }

        expect(load('hidden').tolist).toBeTypeOf('function');
        const refused: [string, RegExp][] = [
          ['script', /TorchScript archive/],
          ['module', /'torch\.nn\.modules\.container\.Sequential', which is not on the list/],
          ['complex', /'torch\.ComplexFloatStorage'/],
          ['sparse', /'torch\._utils\._rebuild_sparse_tensor'/],
          ['quantised', /'torch\._utils\._rebuild_qtensor'/],
          ['cycle', /getattr', which is not on the list; delete the 'anneal_func' of a OneCycleLR's state$/],
          ['large', /int64 values that int32 holds in the tensor, got 2147483648/],
        ];
        for (const [name, message] of refused) expect(() => load(name), name).toThrow(message);
        model.dispose();
        optimizer.dispose();
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
