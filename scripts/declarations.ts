// The public names of the built package and their docstrings, read from its declarations as the compiler writes them:
// four spaces to an indent, a comment right above what it is about.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Member {
  name: string;
  /** Its docstring, on one line; empty if it has none. */
  doc: string;
}

export interface Declaration {
  kind: string;
  doc: string;
  /** What users may call or read of a class or an interface; not its constructor. */
  members: Member[];
  /** The class that it extends. */
  base: string | undefined;
}

interface Source {
  declarations: Map<string, Declaration>;
  /** Exported name → name in the file that it comes from, which may be this one; '*' is all of it as a namespace. */
  exports: Map<string, { from: string; name: string }>;
}

const DECLARATION =
  /^(export )?(?:declare )?(?:abstract )?(function|class|interface|type|const|let) (\w+)(?:<.*?>)?(?: extends (\w+))?/;
const MEMBER = /^ {4}((?:(?:private|protected|static|readonly|abstract|get|set) )*)(\w+|\[Symbol\.\w+\])\??[(:;<]/;
const REEXPORT = /^export (?:type )?(?:\*(?: as (\w+))?|\{(.*)\})(?: from '(.+)\.ts')?;$/;

/** The comment that ends right before line `i` at this indent, on one line; empty if there is none. */
function docstring(lines: readonly string[], i: number, indent: string): string {
  if (!new RegExp(`^${indent}(/\\*\\*.*| )\\*/$`).test(lines[i - 1] ?? '')) return '';
  let first = i - 1;
  while (!(lines[first] as string).startsWith(`${indent}/**`)) first--;
  return lines
    .slice(first, i)
    .map((line) =>
      line
        .replace(/^\s*(\/\*\*|\*\/|\*)?/, '')
        .replace(/\*\/$/, '')
        .trim(),
    )
    .join(' ');
}

function merge<T extends { doc: string }>(known: T | undefined, fresh: T): T {
  if (known === undefined) return fresh;
  known.doc ||= fresh.doc; // an overload, or the setter of a getter
  return known;
}

const sources = new Map<string, Source>();

function read(path: string): Source {
  const known = sources.get(path);
  if (known !== undefined) return known;
  const source: Source = { declarations: new Map(), exports: new Map() };
  sources.set(path, source);
  const { declarations, exports } = source;
  const lines = readFileSync(path, 'utf8')
    .replaceAll(/\{\n((?: {4}.*,?\n)+)\}( from '.*';|;)/g, joinLists)
    .split('\n');
  const local = (specifier: string): string => `${join(dirname(path), specifier)}.d.ts`;
  let open: Declaration | undefined;
  lines.forEach((line, i) => {
    const [, exported, kind, name, base] = DECLARATION.exec(line) ?? [];
    if (kind !== undefined && name !== undefined) {
      const declaration = { kind, doc: docstring(lines, i, ''), members: [], base };
      open = merge(declarations.get(name), declaration);
      declarations.set(name, open);
      if (exported) exports.set(name, { from: path, name });
      return;
    }
    const [, words, member] = MEMBER.exec(line) ?? [];
    if (open !== undefined && words !== undefined && member !== undefined && /class|interface/.test(open.kind)) {
      if (/private|protected/.test(words) || member === 'constructor') return;
      const fresh = { name: member, doc: docstring(lines, i, '    ') };
      if (
        merge(
          open.members.find((m) => m.name === member),
          fresh,
        ) === fresh
      )
        open.members.push(fresh);
      return;
    }
    const [reexport, namespace, list, from] = REEXPORT.exec(line) ?? [];
    if (reexport === undefined) return;
    const target = from === undefined ? path : local(from);
    if (namespace !== undefined) exports.set(namespace, { from: target, name: '*' });
    else if (list === undefined) for (const [each, place] of read(target).exports) exports.set(each, place);
    else {
      for (const item of list.split(',').map((s) => s.trim().replace(/^type /, ''))) {
        const [own, as = own] = item.split(' as ') as [string, string?];
        if (own !== '') exports.set(as, { from: target, name: own });
      }
    }
  });
  return source;
}

const joinLists = (_: string, list: string, end: string): string => `{ ${list.replaceAll('\n', ' ')} }${end}`;

/** Where a name is declared, through the files that hand it on. */
function resolve({ from, name }: { from: string; name: string }): Declaration {
  const source = read(from);
  const place = source.exports.get(name);
  const declaration = source.declarations.get(name);
  if (declaration !== undefined) return declaration;
  if (place === undefined) throw new Error(`${name} is not declared in ${from}`);
  return resolve(place);
}

/** Every public name under its dotted path, `nn.Linear`, with those of namespaces. */
export function publicNames(entry: string, prefix = ''): Map<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const [name, place] of read(entry).exports) {
    if (place.name === '*') for (const each of publicNames(place.from, `${prefix}${name}.`)) found.set(...each);
    else found.set(prefix + name, resolve(place));
  }
  return found;
}

/** The members of a class with those that it inherits; one that overrides has the docstring of what it overrides. */
export function membersOf(declaration: Declaration): Member[] {
  const base = [...sources.values()].map((s) => s.declarations.get(declaration.base ?? '')).find((d) => d?.kind === 'class');
  const inherited = base === undefined ? [] : membersOf(base);
  const members = new Map(inherited.map((m) => [m.name, m]));
  for (const m of declaration.members) members.set(m.name, { ...m, doc: m.doc || (members.get(m.name)?.doc ?? '') });
  return [...members.values()];
}
