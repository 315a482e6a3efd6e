// node examples/run.mjs scripts/from-pytorch: writes out/from-pytorch.md, the table of every public name beside PyTorch's, from the
// docstrings of the built package and from docs/from-pytorch.json.
//
// A docstring that says "`torch.log1p` in PyTorch" is a row by itself. The list has what docstrings cannot say: how a name differs,
// names that PyTorch does not have, and what is absent here. A section's rows are [PyTorch's name or null, the name here or null, how it
// differs or what stands in for it]; each of its prefixes goes before the names, PyTorch's before the first, ours before the second.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { membersOf, publicNames } from './declarations.ts';

export type Row = [torch: string | null, here: string | null, note?: string];
export interface Section {
  title: string;
  torch: string[];
  here: string[];
  rows: Row[];
}

/** The classes whose members are in the table; of the others, what they add to these. */
const CLASSES = ['Tensor', 'Generator', 'nn.Module', 'optim.Optimizer', 'optim.lrScheduler.LRScheduler', 'data.DataLoader'];
/** What is of use only to those who derive classes of their own. */
const PROTECTED = ['interval', 'needsMetric', 'restart', 'unstep'].map((name) => `optim.lrScheduler.LRScheduler.${name}`);

/** Every public name that has a value, with its docstring; `built` is the folder of the declarations. */
export function exported(built: string): Map<string, string> {
  const names = publicNames(join(built, 'index.d.ts'));
  // `nn.functional` is `F`
  const values = [...names].filter(([name, { kind }]) => !/interface|type/.test(kind) && !name.startsWith('nn.functional.'));
  const members = CLASSES.flatMap((name) => membersOf(names.get(name)!).map((m) => [`${name}.${m.name}`, m.doc] as const));
  const onnx = [...publicNames(join(built, 'onnx/index.d.ts'))]
    .filter(([, { kind }]) => !/interface|type/.test(kind))
    .map(([name, { doc }]) => [`onnx.${name}`, doc] as const);
  const all = [...values.map(([name, { doc }]) => [name, doc] as const), ...members, ...onnx];
  return new Map(all.filter(([name]) => !PROTECTED.includes(name)));
}

/** The names here that a section's rows stand for. */
export const listed = ({ here, rows }: Section): string[] =>
  rows.flatMap(([, name]) => (name === null ? [] : here.map((prefix) => prefix + name)));

/** The section for a name of these: the one whose prefixes all lead to a public name, the longest prefix first. */
function sectionOf(
  name: string,
  sections: readonly Section[],
  isPublic: (name: string) => boolean,
): [Section, string] | undefined {
  const fits = sections.flatMap((section) =>
    section.torch.length === 0
      ? []
      : section.here
          .filter((prefix) => name.startsWith(prefix) && !name.slice(prefix.length).includes('.'))
          .filter((prefix) => section.here.every((other) => isPublic(other + name.slice(prefix.length))))
          .map((prefix) => [section, name.slice(prefix.length)] as [Section, string]),
  );
  return fits.sort(([a, x], [b, y]) => x.length - y.length || b.here.length - a.here.length)[0];
}

/** The list, completed by the docstrings. */
export function complete(list: readonly Section[], names: ReadonlyMap<string, string>): Section[] {
  const known = new Set(list.flatMap(listed));
  const sections = list.map((section) => ({ ...section, rows: [...section.rows] }));
  for (const [name, doc] of names) {
    const torch = /`([\w.]+)` in PyTorch/.exec(doc)?.[1]?.split('.').at(-1);
    if (known.has(name) || torch === undefined) continue;
    const [section, own] = sectionOf(name, sections, (other) => names.has(other)) ?? [];
    if (section === undefined || own === undefined) continue;
    for (const prefix of section.here) known.add(prefix + own);
    section.rows = [...section.rows.filter(([absent, here]) => here !== null || absent !== torch), [torch, own]];
  }
  return sections;
}

const INTRODUCTION = `# From PyTorch

Every public name of rushlight beside PyTorch's, and what PyTorch has for training a classifier that is absent here.

- **=** means the same, in this manner: names in camelCase; shapes are arrays; PyTorch's keyword arguments go into one options object
  at the end; indices are int32 where PyTorch has int64; nothing has \`out\`, \`inplace\` or \`device\`.
- **≠** means the same except for what follows.
- What is absent is named below each table, with what to use instead where there is something.
`;

const code = (prefixes: readonly string[], name: string | null): string => prefixes.map((p) => `\`${p}${name}\``).join(', ');

function renderSection({ title, torch, here, rows }: Section): string {
  const there = rows.filter(([, name]) => name !== null).sort(([, a], [, b]) => (a! < b! ? -1 : 1));
  const table = there.map(([from, name, note]) =>
    torch.length === 0
      ? `| ${code(here, name)} | ${note} |`
      : `| ${code(torch, from)} | ${code(here, name)} | ${note === undefined ? '=' : `≠ ${note}`} |`,
  );
  const head = torch.length === 0 ? ['| rushlight | |', '|---|---|'] : ['| PyTorch | rushlight | |', '|---|---|---|'];
  const missing = rows.filter(([, name]) => name === null);
  const absent = missing.map(([from, , instead]) => `\`${from}\`${instead === undefined ? '' : ` (${instead})`}`);
  const list = absent.length === 0 ? [] : ['', `Absent: ${absent.join(', ')}.`];
  return [`## ${title}`, '', ...head, ...table, ...list, ''].join('\n');
}

export const render = (sections: readonly Section[]): string => [INTRODUCTION, ...sections.map(renderSection)].join('\n');

/** The list as it is kept. */
export const readList = (): Section[] => JSON.parse(readFileSync('docs/from-pytorch.json', 'utf8'));

if (basename(process.argv[1] ?? '') === 'from-pytorch.mjs') {
  mkdirSync('out', { recursive: true });
  writeFileSync('out/from-pytorch.md', render(complete(readList(), exported('dist/src'))));
}
