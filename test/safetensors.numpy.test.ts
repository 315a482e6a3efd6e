// Files in another language: numpy reads what is saved here and writes what is loaded here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { start } from './support/library.ts';

beforeAll(start);

const { loadSafetensors, saveSafetensors } = rl;

const PYTHON = `
import json, struct, sys
import numpy as np
TYPES = {'F32': '<f4', 'I32': '<i4', 'BOOL': '?'}
source, target = sys.argv[1:]
raw = open(source, 'rb').read()
length, = struct.unpack('<Q', raw[:8])
header = json.loads(raw[8:8 + length])
seen = {'metadata': header.pop('__metadata__')}
arrays = {}
for name, entry in header.items():
    begin, end = entry['data_offsets']
    arrays[name] = np.frombuffer(raw[8 + length + begin:8 + length + end], TYPES[entry['dtype']]).reshape(entry['shape'])
    seen[name] = arrays[name].tolist()
out, data = {'__metadata__': {'by': 'numpy'}}, b''
for name, array in [(n, a.astype('<f8')[..., ::-1]) for n, a in arrays.items()]:
    out[name] = {'dtype': 'F64', 'shape': array.shape, 'data_offsets': [len(data), len(data) + array.nbytes]}
    data += np.ascontiguousarray(array).tobytes()
text = json.dumps(out).encode()
open(target, 'wb').write(struct.pack('<Q', len(text)) + text + data)
print(json.dumps(seen))
`;

describe('another language', () => {
  const numpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
  if (!numpy) console.warn('python3 with numpy is absent: files are not checked against another reader');

  it.runIf(numpy)('reads what we write, and writes what we read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'safetensors-'));
    try {
      rl.scope(() => {
        const weight = rl.randn([3, 2]);
        const state = { weight, classes: rl.tensor([[3, -4]], { dtype: 'int32' }), mask: rl.tensor([true, false]) };
        const [ours, theirs] = [join(folder, 'ours'), join(folder, 'theirs')];
        writeFileSync(ours, saveSafetensors(state, { by: 'us' }));
        const { stdout, stderr, status } = spawnSync('python3', ['-c', PYTHON, ours, theirs], { encoding: 'utf8' });
        expect(stderr).toBe('');
        expect(status).toBe(0);
        const tolist = Object.fromEntries(Object.entries(state).map(([name, t]) => [name, t.tolist()]));
        expect(JSON.parse(stdout)).toEqual({ metadata: { by: 'us' }, ...tolist });
        const { tensors, metadata } = loadSafetensors(readFileSync(theirs));
        expect(metadata).toEqual({ by: 'numpy' });
        expect(tensors['weight']!.tolist()).toEqual((weight.tolist() as number[][]).map((row) => row.toReversed()));
        expect(tensors['classes']!.tolist()).toEqual([[-4, 3]]);
        expect(tensors['mask']!.tolist()).toEqual([0, 1]);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
