// Where `init` takes a binary of the kernels from.
import { expect, it, vi } from 'vitest';
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

it('says so of addresses and responses that cannot be read', async () => {
  await expect(resolveModule(new URL('data:,'))).resolves.toHaveProperty('byteLength', 0);
  await expect(resolveModule(new URL('nowhere:x'))).rejects.toThrow(/^init: fetching the binary nowhere:x failed: /);
  const read = response(200);
  await read.arrayBuffer();
  await expect(resolveModule(read)).rejects.toThrow(/^init: fetching the binary .* failed: /);
});

it('refuses binaries that are not those of the kernels, and can be asked again', async () => {
  vi.resetModules();
  const rl: typeof import('../src/index.ts') = await import('../src/index.ts');
  const nothing = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  const refused = /^init: expected module to be the 'simd\.wasm' of this version of rushlight .* got another binary$/;
  for (const module of [nothing, new Uint8Array(), new Uint8Array(99), bytes.subarray(0, 5000)])
    for (const threads of [1, 2]) await expect(rl.init({ module, threads })).rejects.toThrow(refused);
  await expect((rl.init as (...args: unknown[]) => unknown)({}, 1)).rejects.toThrow(
    /^init: expected at most one argument, got 2/,
  );
  await expect((rl.shutdown as (...args: unknown[]) => unknown)(1)).rejects.toThrow(/^shutdown: expected no arguments, got 1/);
  await rl.init({ module: bytes, rare: nothing, extra: new Uint8Array(99), recurrent: nothing });
  const gru = (): unknown => rl.scope(() => new rl.nn.GRU(1, 1).forward(rl.ones([1, 1, 1])));
  const norm = (): unknown => rl.scope(() => rl.F.layerNorm(rl.ones([2]), [2]));
  const draw = (): unknown => rl.scope(() => rl.randn([2]));
  for (const [name, use] of Object.entries({ rare: draw, extra: norm }))
    expect(use).toThrow(`: expected ${name} to be the 'simd-${name}.wasm' of this version of rushlight`);
  expect(gru).toThrow(/: expected (rare|recurrent) to be the 'simd-/);
  expect(rl.scope(() => rl.ones([2]).sum().item())).toBe(2);
});
