// node docs/from-pytorch.mjs: writes from-pytorch.md from the list in from-pytorch.json.
// A section's rows are [PyTorch's name or null, the name here or null, how it differs or what stands in for it]; each of
// its prefixes goes before the names, PyTorch's before the first, ours before the second.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const INTRODUCTION = `# From PyTorch

Every public name of rushlight beside PyTorch's, and what PyTorch has for training a classifier that is not here. This page is
generated from \`docs/from-pytorch.json\`; a test holds that list against what the package exports.

- **=** means the same, in this manner: names in camelCase; shapes are arrays; what PyTorch users pass by keyword goes into one
  options object at the end; indices are int32 where PyTorch has int64; nothing has \`out\`, \`inplace\` or \`device\`.
- **≠** differs as it says.
- What is absent stands below each table, with what to use instead where there is something.
`;

const code = (prefixes, name) => prefixes.map((prefix) => `\`${prefix}${name}\``).join(', ');

function section({ title, torch, here, rows }) {
  const there = rows.filter(([, name]) => name !== null);
  const absent = rows.filter(([, name]) => name === null);
  const table = there.map(([from, name, note]) =>
    torch.length === 0
      ? `| ${code(here, name)} | ${note} |`
      : `| ${code(torch, from)} | ${code(here, name)} | ${note === undefined ? '=' : `≠ ${note}`} |`,
  );
  const head = torch.length === 0 ? ['| rushlight | |', '|---|---|'] : ['| PyTorch | rushlight | |', '|---|---|---|'];
  const missing = absent.map(([from, , instead]) => `\`${from}\`${instead === undefined ? '' : ` (${instead})`}`);
  const list = missing.length === 0 ? [] : ['', `Absent: ${missing.join(', ')}.`];
  return [`## ${title}`, '', ...head, ...table, ...list, ''].join('\n');
}

export const render = (sections) => [INTRODUCTION, ...sections.map(section)].join('\n');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = (suffix) => new URL(`from-pytorch.${suffix}`, import.meta.url);
  writeFileSync(path('md'), render(JSON.parse(readFileSync(path('json'), 'utf8'))));
}
