// What every store does, wherever its bytes are.
import { describe, expect, it } from 'vitest';
import { type Store, StoreError } from '../../src/store/index.ts';

export const bytesOf = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** Where a store's bytes are, as what damages them sees it. */
export interface Under {
  store: Store;
  /** Another store on the same bytes. */
  again(): Store;
  /** The keys. */
  keys(): Promise<string[]>;
  read(key: string): Promise<Uint8Array>;
  write(key: string, bytes: Uint8Array): Promise<void>;
}

/** The checks of a store of its own for each. */
export function storeContract(what: string, open: () => Promise<Under>): void {
  describe(what, () => {
    it('keeps blobs under names', async () => {
      const { store, again } = await open();
      expect(await store.list()).toEqual([]);
      expect(await store.get('a')).toBe(null);
      await store.delete('a');
      const names = ['b', 'B', 'a long name, with % / \\ : * ? and more', '..', 'con', `${'x'.repeat(60)}`];
      for (const [i, name] of names.entries()) await store.put(name, bytesOf(i, 1, 2));
      await store.put('empty', bytesOf());
      for (const each of [store, again()]) {
        expect(await each.list()).toEqual([...names, 'empty'].sort());
        for (const [i, name] of names.entries()) expect(await each.get(name)).toEqual(bytesOf(i, 1, 2));
        expect(await each.get('empty')).toEqual(bytesOf());
      }
      await store.delete('b');
      expect(await store.get('b')).toBe(null);
      expect(await store.get('B')).toEqual(bytesOf(1, 1, 2));
      expect(await again().list()).toEqual([...names.slice(1), 'empty'].sort());
    });

    it('keeps what it was given, whatever becomes of the array', async () => {
      const { store } = await open();
      const given = bytesOf(1, 2, 3);
      const done = store.put('a', given.subarray(1));
      given.fill(9);
      await done;
      const got = (await store.get('a'))!;
      expect(got).toEqual(bytesOf(2, 3));
      expect(got.buffer.byteLength).toBe(2);
      got.fill(7);
      expect(await store.get('a')).toEqual(bytesOf(2, 3));
    });

    it('replaces in order, and keeps the one before', async () => {
      const { store, keys } = await open();
      await Promise.all([1, 2, 3, 4].map((value) => store.put('a', bytesOf(value))));
      expect(await store.get('a')).toEqual(bytesOf(4));
      expect((await keys()).filter((key) => key.includes('rl-'))).toHaveLength(2);
      const large = new Uint8Array(300_000).map((_, i) => i);
      await store.put('a', large);
      const got = (await store.get('a'))!;
      expect(got.length === large.length && got.every((byte, i) => byte === large[i])).toBe(true);
    });

    const newest = (keys: readonly string[]): string => [...keys].sort().at(-1)!;
    it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
      ['a bit that is wrong', (b) => b.map((x, i) => (i === b.length - 1 ? x ^ 1 : x))],
      ['a hash that is wrong', (b) => b.map((x, i) => (i === 20 ? x ^ 1 : x))],
      ['a file of another kind', (b) => b.map(() => 7)],
      ['half a file', (b) => b.slice(0, b.length - 2)],
      ['the start of a file', (b) => b.slice(0, 9)],
      ['bytes too many', (b) => Uint8Array.of(...b, 0)],
    ])('gives the one before instead of %s, and says so if there is none', async (_, spoil) => {
      const { store, again, keys, read, write } = await open();
      await store.put('a', bytesOf(1, 1, 1));
      await store.put('a', bytesOf(2, 2, 2));
      await write(newest(await keys()), spoil(await read(newest(await keys()))));
      expect(await again().get('a')).toEqual(bytesOf(1, 1, 1));
      // the good one outlives the damaged one
      expect(await store.get('a')).toEqual(bytesOf(1, 1, 1));
      await store.put('a', bytesOf(3));
      await write(newest(await keys()), spoil(await read(newest(await keys()))));
      expect(await store.get('a')).toEqual(bytesOf(1, 1, 1));
      const good = [...(await keys())].sort()[0]!;
      await write(good, spoil(await read(good)));
      const failure = await store.get('a').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StoreError);
      expect(failure).toMatchObject({
        code: 'damaged',
        message: expect.stringMatching(/^get: expected the bytes put under 'a' in .*, got/),
      });
      await store.delete('a');
      expect(await store.get('a')).toBe(null);
    });

    it('takes no notice of what was begun and not finished', async () => {
      const { store, keys, read, write } = await open();
      await store.put('a', bytesOf(1));
      await store.put('a', bytesOf(2));
      for (const unfinished of [bytesOf(), (await read(newest(await keys()))).fill(0, 0, 40)]) {
        await write(newest(await keys()), unfinished);
        expect(await store.get('a')).toEqual(bytesOf(1));
      }
      for (const key of await keys()) await write(key, bytesOf());
      expect(await store.get('a')).toBe(null);
    });

    it('can be had to oneself', async () => {
      const { store, again } = await open();
      const release = await store.lock!();
      await expect(again().lock!()).rejects.toMatchObject({
        code: 'locked',
        message: expect.stringMatching(/^lock: expected .* to be free, got one that another training uses; wait/),
      });
      await store.put('a', bytesOf(1));
      await release();
      const next = await again().lock!();
      // a lock is released once: a second time it would be another's
      await release();
      await expect(store.lock!()).rejects.toMatchObject({ code: 'locked' });
      await next();
    });

    it('refuses other names and other bytes, before it changes anything', async () => {
      const { store } = await open();
      for (const name of ['', 'ü', 'a\n', 'x'.repeat(61)]) {
        for (const attempt of [() => store.get(name), () => store.put(name, bytesOf()), () => store.delete(name)]) {
          await expect(attempt()).rejects.toThrow(RangeError);
          await expect(attempt()).rejects.toThrow(
            /^(get|put|delete): expected a name of 1 to 60 printable ASCII characters, got/,
          );
        }
      }
      await expect(store.get(3 as never)).rejects.toThrow(/^get: expected a name to be a string, got 3/);
      await expect(store.put('a', [1] as never)).rejects.toThrow(TypeError);
      await expect(store.put('a', 'text' as never)).rejects.toThrow(/^put: expected bytes to be a Uint8Array, got 'text'/);
      const gone = bytesOf(1);
      structuredClone(gone.buffer, { transfer: [gone.buffer as ArrayBuffer] });
      await expect(store.put('a', gone)).rejects.toThrow(
        /^put: expected bytes, got some whose buffer was transferred; send a copy/,
      );
      expect(await store.list()).toEqual([]);
    });
  });
}
