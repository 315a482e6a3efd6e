// The embedded binaries are the compiled ones, byte for byte, and pure: they import memory alone and carry no data.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasRelaxedSimd } from '../bindings/features.ts';
import { binaryOf, type Level } from '../bindings/kernels.ts';

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
  const bytes = binaryOf(level);

  it('is the compiled binary', () => {
    expect(Buffer.compare(bytes, readFileSync(`build/${level}.wasm`))).toBe(0);
  });

  it('has no data', () => {
    expect(sections(bytes)).toContain(SECTION.import);
    expect(sections(bytes)).not.toContain(SECTION.data);
  });

  it('imports its memory and nothing else', () => {
    if (level === 'relaxed' && !hasRelaxedSimd()) return expect(WebAssembly.validate(bytes)).toBe(false);
    expect(WebAssembly.Module.imports(new WebAssembly.Module(bytes))).toEqual([
      { module: 'env', name: 'memory', kind: 'memory' },
    ]);
  });
});
