// Weights that are read in parts: from blobs, servers and open files; several files as one state.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { start } from './support/library.ts';

const { loadSharded, openSafetensors, saveSafetensors } = rl;

let file: Uint8Array<ArrayBuffer>;
let folder: string;
let server: Server;
let address: string;
/** The ranges that the server was asked for. */
let asked: string[] = [];
let before: ReturnType<typeof rl.memory>;

beforeAll(async () => {
  await start();
  file = rl.scope(() =>
    saveSafetensors(
      {
        'a.weight': rl.tensor([[1, 2, 3]]),
        'a.bias': rl.tensor([0.5]),
        'b.count': rl.tensor([7], { dtype: 'int32' }),
        none: rl.zeros([0]),
      },
      { format: 'pt' },
    ),
  );
  folder = mkdtempSync(join(tmpdir(), 'weights-'));
  writeFileSync(join(folder, 'file'), file);
  server = createServer((request, response) => {
    const range = request.headers.range ?? '';
    asked.push(range);
    const [, first = 0, last = 0] = /bytes=(\d+)-(\d+)/.exec(range)?.map(Number) ?? [];
    if (request.url === '/whole') return response.writeHead(200).end(file);
    if (request.url === '/missing') return response.writeHead(404).end();
    if (request.url === '/broken') return response.destroy();
    const size = request.url === '/growing' ? file.length + asked.length : file.length;
    const end = request.url === '/short' && first > 0 ? last - 1 : last;
    response.writeHead(206, { 'content-range': `bytes ${first}-${end}/${size}` }).end(file.subarray(first, end + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  asked = [];
  before = rl.memory();
});

afterEach(() => {
  const { liveBytes, liveTensors } = rl.memory();
  expect({ liveBytes, liveTensors }).toEqual({ liveBytes: before.liveBytes, liveTensors: before.liveTensors });
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function disposeAll(state: rl.nn.StateDict): void {
  for (const t of Object.values(state)) t.dispose();
}

/** What an open file looks like, giving no more than `most` bytes at a time. */
const fileLike = (bytes: Uint8Array, most = 3): rl.FileLike => ({
  size: bytes.length,
  read: async (buffer, offset, length, position) => {
    const part = bytes.subarray(position, position + Math.min(length, most));
    buffer.set(part, offset);
    return { bytesRead: part.length };
  },
});

describe('openSafetensors', () => {
  const sources: [string, () => Promise<{ source: rl.Source; close?: () => Promise<void> }>][] = [
    ['bytes', async () => ({ source: file })],
    ['an ArrayBuffer', async () => ({ source: file.buffer })],
    ['a Blob', async () => ({ source: new Blob([file]) })],
    ['a URL', async () => ({ source: new URL(`${address}/file`) })],
    ['an address', async () => ({ source: `${address}/file` })],
    ['what reads a little at a time', async () => ({ source: fileLike(file) })],
    [
      'an open file of Node',
      async () => {
        const source = await open(join(folder, 'file'));
        return { source, close: () => source.close() };
      },
    ],
  ];
  it.each(sources)('reads %s', async (_, get) => {
    const { source, close } = await get();
    const opened = await openSafetensors(source);
    expect([...opened.names].sort()).toEqual(['a.bias', 'a.weight', 'b.count', 'none']);
    expect(opened.metadata).toEqual({ format: 'pt' });
    expect(opened.info['a.weight']).toEqual({ dtype: 'F32', shape: [1, 3], bytes: 12 });
    const [weight, count, none] = [
      await opened.load('a.weight'),
      await opened.load('b.count', { cast: 'float32' }),
      await opened.load('none'),
    ];
    expect(weight.tolist()).toEqual([[1, 2, 3]]);
    expect([count.dtype, count.item()]).toEqual(['float32', 7]);
    expect(none.shape).toEqual([0]);
    for (const t of [weight, count, none]) t.dispose();
    await close?.();
  });

  it('asks a server for the header, and for what is loaded, no more', async () => {
    const opened = await openSafetensors(`${address}/file`);
    const length = Number(new DataView(file.buffer).getBigUint64(0, true));
    expect(asked).toEqual(['bytes=0-0', 'bytes=0-7', `bytes=8-${7 + length}`]);
    asked = [];
    (await opened.load('a.bias')).dispose();
    expect(asked).toHaveLength(1);
    const [from, to] = asked[0]!.slice(6).split('-').map(Number);
    expect(to! - from! + 1).toBe(4);
  });

  it('hands out what nobody can change', async () => {
    const opened = await openSafetensors(file);
    for (const part of [opened.names, opened.metadata, opened.info, opened.info['a.bias'], opened.info['a.bias']!.shape])
      expect(Object.isFrozen(part)).toBe(true);
  });

  it.each<[string, () => rl.Source, RegExp]>([
    ['a server without ranges', () => `${address}/whole`, /to answer range requests, got status 200; fetch the whole file/],
    ['a server without the file', () => `${address}/missing`, /got status 404/],
    ['a server that breaks off', () => `${address}/broken`, /^openSafetensors: fetching .* failed/],
    ['an address that is none', () => 'weights', /^openSafetensors: fetching weights failed/],
    ['a file that grows', () => `${address}/growing`, /it changed meanwhile/],
    ['a part too short', () => `${address}/short`, /did the file change\?/],
    ['a file cut off', () => file.subarray(0, -1), /it is truncated/],
    ['a file of no bytes', () => new Blob([]), /8 bytes of the header's length, got 0/],
    ['a file that ends early', () => ({ ...fileLike(file.subarray(0, 9)), size: file.length }), /got 1; did the file change\?/],
    [
      'a file without a size',
      () => ({ read: fileLike(file).read }),
      /a file with stat\(\) or a size in bytes, got a size of undefined/,
    ],
    ['a number', () => 3 as never, /a Blob, an address, an open file or bytes, got 3/],
  ])('refuses %s', async (_, source, message) => {
    await expect(openSafetensors(source())).rejects.toThrow(message);
    await expect(openSafetensors(source())).rejects.toThrow(/^openSafetensors: /);
  });

  it('refuses names that the file has not, and options that it does not know', async () => {
    const opened = await openSafetensors(file);
    await expect(opened.load('c')).rejects.toThrow(/^load: expected a name of the file, got 'c'; see names/);
    await expect(opened.load(1 as never)).rejects.toThrow(/^load: expected the name of a tensor, got 1/);
    await expect(opened.load('none', { dtype: 'float32' } as never)).rejects.toThrow(
      /^load: expected known options, got 'dtype'/,
    );
    await expect(opened.loadAll({ renamed: {} } as never)).rejects.toThrow(/did you mean 'rename'/);
  });
});

describe('sources that change or lie', () => {
  /** A copy of the file in a buffer of its own, which can be transferred. */
  const copy = (): Uint8Array<ArrayBuffer> => new Uint8Array(file);
  const lose = (bytes: Uint8Array<ArrayBuffer>): void => void structuredClone(bytes.buffer, { transfer: [bytes.buffer] });

  it('refuses bytes that were transferred, before it is opened and after', async () => {
    const bytes = copy();
    const opened = await openSafetensors(bytes);
    lose(bytes);
    await expect(opened.load('a.weight')).rejects.toThrow(/^load: expected a file of at least \d+ bytes, got 0; was its buffer/);
    const gone = /: expected bytes, got an? (Uint8Array|ArrayBuffer) whose buffer was transferred; send a copy: slice\(\)$/;
    for (const given of [bytes, bytes.buffer]) {
      await expect(openSafetensors(given)).rejects.toThrow(gone);
      expect(() => rl.loadSafetensors(given)).toThrow(gone);
      expect(() => rl.loadTorch(given)).toThrow(gone);
    }
    const last = copy();
    const cast = (): 'float32' => {
      if (last.length > 0) lose(last);
      return 'float32';
    };
    expect(() => rl.loadSafetensors(last, { cast })).toThrow(/^loadSafetensors: expected a file of at least/);
  });

  it('refuses files whose methods return what they should not, and tensors that no array could hold', async () => {
    const files: [unknown, RegExp][] = [
      [{ size: 100, read: async () => undefined }, /expected 8 bytes from 0 on, got 0/],
      [{ size: 100, read: async () => ({ bytesRead: 0.5 }) }, /expected 8 bytes from 0 on, got 0/],
      [{ stat: 5, read: async () => undefined }, /expected a file with stat\(\) or a size in bytes, got a size of undefined/],
    ];
    for (const [given, message] of files) await expect(openSafetensors(given as rl.Source)).rejects.toThrow(message);
    const bytes = 2 ** 40;
    const header = new TextEncoder().encode(`{"a":{"dtype":"F32","shape":[${bytes / 4}],"data_offsets":[0,${bytes}]}}`);
    const head = new Uint8Array(8 + header.length);
    head[0] = header.length;
    head.set(header, 8);
    const huge: rl.FileLike = {
      size: head.length + bytes,
      read: async (buffer, offset, length, position) => {
        buffer.set(head.subarray(position, position + length), offset);
        return { bytesRead: length };
      },
    };
    const opened = await openSafetensors(huge);
    expect(opened.info['a']!.bytes).toBe(bytes);
    await expect(opened.load('a')).rejects.toThrow(/^load: expected room for 1099511627776 bytes, got none/);
  });
});

describe('loadAll', () => {
  it('is a state by the new names', async () => {
    const opened = await openSafetensors(file);
    const state = await opened.loadAll({
      prefix: { 'a.': 'fc.', '': 'rest.' },
      rename: { 'b.count': 'steps', none: null },
      tied: { 'head.bias': 'fc.bias' },
      cast: { 'b.count': 'float32' },
    });
    expect(Object.keys(state).sort()).toEqual(['fc.bias', 'fc.weight', 'head.bias', 'steps']);
    expect(state['head.bias']).toBe(state['fc.bias']);
    expect(state['steps']!.dtype).toBe('float32');
    disposeAll(state);
    const some = await opened.loadAll({
      rename: (name) => (name.startsWith('b') ? 'n' : name === 'none' ? undefined : null),
      prefix: { no: 'o' },
    });
    expect(Object.keys(some).sort()).toEqual(['n', 'one'].sort());
    disposeAll(some);
  });

  it.each<[string, rl.LoadAllOptions, RegExp]>([
    [
      'names that become one',
      { rename: { 'a.bias': 'x', 'a.weight': 'x' } },
      /names that differ, got 'x' of 'a\.(bias|weight)' and of/,
    ],
    ['a name tied to nothing', { tied: { x: 'y' } }, /tied to a name that is read, got 'y'/],
    ['a tied name that is there', { tied: { 'a.bias': 'none' } }, /tied names that the file has not, got 'a\.bias'/],
    ['prefixes of numbers', { prefix: { a: 1 as never } }, /prefix of 'a' to be a name, got 1/],
    ['no record of prefixes', { prefix: 'a' as never }, /prefix to be an object of names, got 'a'/],
    ['a function of numbers', { rename: (() => 1) as never }, /rename to return a name, null or undefined for '.*', got 1/],
    ['no tied names', { tied: { x: null as never } }, /tied of 'x' to be a name, got null/],
  ])('refuses %s before it reads', async (_, options, message) => {
    const opened = await openSafetensors(`${address}/file`);
    asked = [];
    await expect(opened.loadAll(options)).rejects.toThrow(message);
    await expect(opened.loadAll(options)).rejects.toThrow(/^loadAll: /);
    expect(asked).toEqual([]);
  });

  it('disposes what it has if one cannot be read', async () => {
    let reads = 0;
    const whole = fileLike(file, 1e9);
    const read: rl.FileLike['read'] = (...args) => (++reads > 4 ? Promise.reject(new Error('gone')) : whole.read(...args));
    const opened = await openSafetensors({ size: file.length, read });
    await expect(opened.loadAll()).rejects.toThrow('gone');
  });
});

describe('loadSharded', () => {
  const shard = (state: () => rl.nn.StateDict): Uint8Array => rl.scope(() => saveSafetensors(state()));
  const shards = (): Record<string, Uint8Array> => ({
    'model-1.safetensors': shard(() => ({ 'model.embed.weight': rl.tensor([[1, 2]]), 'model.fc.weight': rl.tensor([[3, 4]]) })),
    'model-2.safetensors': shard(() => ({ 'model.fc.bias': rl.tensor([5]) })),
  });
  const index = {
    metadata: { total_size: 20 },
    weight_map: {
      'model.embed.weight': 'model-1.safetensors',
      'model.fc.bias': 'model-2.safetensors',
      'model.fc.weight': 'model-1.safetensors',
    },
  };

  it('reads shard by shard into a model, with tied weights', async () => {
    const files = shards();
    const text = JSON.stringify(index);
    for (const given of [index, text, new TextEncoder().encode(text)]) {
      const opened: string[] = [];
      const state = await loadSharded(
        given,
        async (name) => {
          opened.push(name);
          return new Blob([files[name] as Uint8Array<ArrayBuffer>]);
        },
        { prefix: { 'model.': '' }, tied: { 'head.weight': 'embed.weight' } },
      );
      expect(opened).toEqual(['model-1.safetensors', 'model-2.safetensors']);
      expect(Object.keys(state).sort()).toEqual(['embed.weight', 'fc.bias', 'fc.weight', 'head.weight']);
      expect(state['head.weight']).toBe(state['embed.weight']);
      const fc = new rl.nn.Linear(2, 1);
      fc.loadStateDict({ weight: state['fc.weight']!, bias: state['fc.bias']! });
      expect([fc.weight.tolist(), fc.bias!.tolist()]).toEqual([[[3, 4]], [5]]);
      fc.dispose();
      disposeAll(state);
    }
  });

  it('closes what it opened, also where reading fails, and opens no shard that is not wanted', async () => {
    const files = shards();
    let isOpen = 0;
    const opener = (name: string): rl.Source => {
      isOpen++;
      return { ...fileLike(files[name]!), close: async () => void isOpen-- } as rl.FileLike;
    };
    const state = await loadSharded(index, opener, { rename: (name) => (name.endsWith('bias') ? name : null) });
    expect(Object.keys(state)).toEqual(['model.fc.bias']);
    disposeAll(state);
    files['model-2.safetensors'] = files['model-1.safetensors']!;
    await expect(loadSharded(index, opener)).rejects.toThrow(
      /expected 'model\.fc\.bias' in 'model-2\.safetensors', as the index says/,
    );
    expect(isOpen).toBe(0);
  });

  it.each<[string, unknown, unknown, RegExp]>([
    ['an index of other text', '{', () => file, /an index in JSON/],
    ['an index without a map', {}, () => file, /an index with a weight_map, got an object/],
    ['a file upwards', { weight_map: { x: '../secret' } }, () => file, /a plain file name for 'x', got '\.\.\/secret'/],
    ['the folder above', { weight_map: { x: '..' } }, () => file, /a plain file name/],
    ['an address', { weight_map: { x: 'http:evil' } }, () => file, /a plain file name/],
    ['a file of no text', { weight_map: { x: 1 } }, () => file, /a plain file name for 'x', got 1/],
    ['no function', { weight_map: {} }, 'folder', /a function that opens a shard by its name, got 'folder'/],
    ['a source that is none', { weight_map: { x: 'f' } }, () => 3, /a Blob, an address, an open file or bytes, got 3/],
  ])('refuses %s', async (_, given, opener, message) => {
    await expect(loadSharded(given as rl.ShardIndex, opener as rl.OpenShard)).rejects.toThrow(message);
    await expect(loadSharded(given as rl.ShardIndex, opener as rl.OpenShard)).rejects.toThrow(/^loadSharded: /);
  });
});
