// Calls what a fixture names by the library's signature of it.
import { camelCase, number } from '../golden.ts';
import { call, construct } from '../library.ts';
import { SIGNATURES } from './signatures.ts';

type Given = Record<string, unknown>;

interface Signature {
  path: string;
  positional: string[];
  options: string[];
}

/** `div(input|self, other, { roundingMode })`, with or without `new` before it. */
function parse(text: string): Signature {
  const [, path, inside] = /^(?:new )?([\w.]+)\(([^)]*)\)/.exec(text)!;
  const [, list, options] = /^([^{]*)(?:\{([^}]*)\})?/.exec(inside!)!;
  const words = (s: string | undefined): string[] =>
    (s ?? '')
      .split(',')
      .map((w) => w.trim())
      .filter(Boolean);
  return { path: path!, positional: words(list), options: words(options) };
}

const signatures = new Map<string, Signature>();
for (const line of SIGNATURES.trim().split('\n')) {
  const [made, forward] = line.split(/ \.(?=forward\()/) as [string, string?];
  const signature = parse(made);
  signatures.set(signature.path, signature);
  if (forward) signatures.set(`${signature.path}.forward`, parse(forward));
}

/** Fixtures name arguments as PyTorch does: `p0` keeps its name, `running_mean` does not, and numbers may be strings. */
const named = (given: Given): Map<string, unknown> =>
  new Map(
    Object.entries(given).map(([k, v]) => [
      camelCase(k),
      Array.isArray(v) ? v.map(number) : number(v) === null ? undefined : number(v),
    ]),
  );

/** The arguments of a call by its signature; what the signature has no room for is a mistake of the test. */
export function argumentsFor(path: string, given: Given): unknown[] {
  const signature = signatures.get(path);
  if (!signature) throw new Error(`no signature of ${path}`);
  const values = named(given);
  const take = (name: string): unknown => {
    const value = values.get(name);
    values.delete(name);
    return value;
  };
  const args: unknown[] = [];
  for (const word of signature.positional)
    if (word.startsWith('...')) args.push(...(take(word.slice(3)) as unknown[]));
    else
      args.push(
        word
          .replace('?', '')
          .split('|')
          .map(take)
          .find((v) => v !== undefined),
      );
  const options = Object.fromEntries(signature.options.map((name) => [name, take(name)]).filter(([, v]) => v !== undefined));
  if (values.size > 0) throw new Error(`${path} has no ${[...values.keys()]}`);
  if (Object.keys(options).length > 0) args.push(options);
  else while (args.length > 0 && args[args.length - 1] === undefined) args.pop();
  return args;
}

/** The library's name of a torch op: `F.conv1d` or `log2`. */
export function pathOf(op: string): string {
  const name = camelCase(op);
  if (signatures.has(name)) return name;
  if (signatures.has(`F.${name}`)) return `F.${name}`;
  throw new Error(`no signature of ${op}`);
}

export const callOp = (op: string, given: Given): unknown => call(pathOf(op), ...argumentsFor(pathOf(op), given));

export const constructModule = (name: string, given: Given): unknown =>
  construct(`nn.${name}`, ...argumentsFor(`nn.${name}`, given));
