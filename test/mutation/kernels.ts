// The binaries of the kernels with one source file in another version, compiled as the build does, at the level 'simd'.
import { mkdirSync, readFileSync } from 'node:fs';
import { main } from 'assemblyscript/asc';

const ENTRIES = { module: 'core', rare: 'rare', extra: 'extra', recurrent: 'recurrent' };
export type Part = keyof typeof ENTRIES;
export const PARTS = Object.keys(ENTRIES) as Part[];

/** Compiles a part with `text` in place of the file `path`; false if it does not compile. */
export async function compilePart(part: Part, out: string, path?: string, text?: string): Promise<boolean> {
  mkdirSync(out.slice(0, out.lastIndexOf('/')), { recursive: true });
  const args = [`assembly/entry/${ENTRIES[part]}.ts`, '--config', 'asconfig.json', '--target', 'simd', '--outFile', out];
  const { error } = await main(args, {
    readFile: (name: string, base: string) => {
      const full = name.startsWith('/') ? name : `${base}/${name}`;
      if (path !== undefined && full.endsWith(`/${path}`)) return text ?? null;
      try {
        return readFileSync(full, 'utf8');
      } catch {
        return null;
      }
    },
    stdout: { write: () => true },
    stderr: { write: () => true },
  } as Parameters<typeof main>[1]);
  return error === null;
}
