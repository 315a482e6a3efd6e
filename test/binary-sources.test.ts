// Where `init` takes a binary of the kernels from.
import { expect, it } from 'vitest';
import { binaryOf, resolveModule } from '../bindings/kernels.ts';

const bytes = binaryOf('simd');
const response = (status: number): Response =>
  new Response(status === 200 ? bytes : 'none', { status, headers: { 'content-type': 'application/wasm' } });
const same = (got: unknown): void =>
  expect(Buffer.from(got as ArrayBuffer).equals(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))).toBe(true);

it('takes bytes and compiled modules as they are', async () => {
  const module = new WebAssembly.Module(bytes);
  expect(await resolveModule(module)).toBe(module);
  expect(await resolveModule(bytes)).toBe(bytes);
  expect(await resolveModule(bytes.buffer)).toBe(bytes.buffer);
});

it('reads responses, and fetches addresses', async () => {
  same(await resolveModule(response(200)));
  same(await resolveModule(new URL(`data:application/wasm;base64,${Buffer.from(bytes).toString('base64')}`)));
});

it('says so where there is none', async () => {
  await expect(resolveModule(response(404))).rejects.toThrow(/^init: expected a response with the binary, got status 404/);
  for (const other of ['simd.wasm', {}, null, 3])
    await expect(resolveModule(other as unknown as URL)).rejects.toThrow(
      /^init: expected module to be a WebAssembly\.Module, bytes/,
    );
});
