// The embedded binaries are the compiled ones, byte for byte, and pure: the first part imports memory alone, the
// others the first's loops as well, and they carry no data.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXTRA } from '../bindings/extra.ts';
import { hasRelaxedSimd } from '../bindings/features.ts';
import { binaryOf, type Level } from '../bindings/kernels.ts';
import { RARE } from '../bindings/rare.ts';
import { RECURRENT } from '../bindings/recurrent.ts';

const SECTION = { import: 2, start: 8, data: 11 };

/** The ids of a binary's sections. */
function sections(bytes: Uint8Array): number[] {
  const ids: number[] = [];
  for (let at = 8; at < bytes.length; ) {
    ids.push(bytes[at++] as number);
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number;
      size |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    at += size;
  }
  return ids;
}

describe.each<Level>(['simd', 'relaxed'])('%s', (level) => {
  const parts = [
    { file: level, bytes: binaryOf(level) },
    { file: `${level}-rare`, bytes: binaryOf(level, RARE) },
    { file: `${level}-extra`, bytes: binaryOf(level, EXTRA) },
    { file: `${level}-recurrent`, bytes: binaryOf(level, RECURRENT) },
  ];

  it.each(parts)('$file is the compiled binary', ({ file, bytes }) => {
    expect(Buffer.compare(bytes, readFileSync(`build/${file}.wasm`))).toBe(0);
  });

  it.each(parts)('$file has no data', ({ bytes }) => {
    expect(sections(bytes)).toContain(SECTION.import);
    expect(sections(bytes)).not.toContain(SECTION.data);
  });

  it('imports its memory and nothing else, but for what the other parts take of the first', () => {
    const [core, ...others] = parts as [(typeof parts)[0], ...typeof parts];
    if (level === 'relaxed' && !hasRelaxedSimd()) return expect(WebAssembly.validate(core.bytes)).toBe(false);
    const memory = { module: 'env', name: 'memory', kind: 'memory' };
    const module = new WebAssembly.Module(core.bytes);
    expect(WebAssembly.Module.imports(module)).toEqual([memory]);
    const exported = WebAssembly.Module.exports(module).map(({ name, kind }) => ({ module: 'core', name, kind }));
    for (const { bytes } of others) {
      const imported = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
      expect([memory, ...exported]).toEqual(expect.arrayContaining(imported));
    }
  });
});
