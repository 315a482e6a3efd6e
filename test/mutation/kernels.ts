// The binaries of the kernels with one source file in another version, at the level 'simd'. They are optimised less than the build's:
// the results are the same, and a mutant is compiled ten times as fast.
import { mkdirSync, readFileSync } from 'node:fs';
import { main } from 'assemblyscript/asc';

const ENTRIES = { module: 'core', rare: 'rare', extra: 'extra', recurrent: 'recurrent' };
export type Part = keyof typeof ENTRIES;
export const PARTS = Object.keys(ENTRIES) as Part[];

const CONFIG = 'asconfig.json';
const config = (): string => {
  const { options, ...rest } = JSON.parse(readFileSync(CONFIG, 'utf8')) as { options: object };
  return JSON.stringify({ ...rest, options: { ...options, optimizeLevel: 1, converge: false } });
};

/** Compiles a part with `text` in place of the file `path`; false if it does not compile. */
export async function compilePart(part: Part, out: string, path?: string, text?: string): Promise<boolean> {
  mkdirSync(out.slice(0, out.lastIndexOf('/')), { recursive: true });
  const args = [`assembly/entry/${ENTRIES[part]}.ts`, '--config', CONFIG, '--target', 'simd', '--outFile', out];
  const { error } = await main(args, {
    readFile: (name: string, base: string) => {
      const full = name.startsWith('/') ? name : `${base}/${name}`;
      if (full.endsWith(`/${CONFIG}`)) return config();
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
