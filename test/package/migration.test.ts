// The table for people who come from PyTorch: it has every public name, what it names is there, and the page is current.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, inject, it } from 'vitest';
import { camelCase } from '../support/golden.ts';
import { membersOf, publicNames } from './declarations.ts';

type Row = [torch: string | null, here: string | null, note?: string];
interface Section {
  title: string;
  torch: string[];
  here: string[];
  rows: Row[];
}

const sections = JSON.parse(readFileSync('docs/from-pytorch.json', 'utf8')) as Section[];
const built = join(inject('packed').consumer, 'node_modules/rushlight/dist/src');

/** The classes whose members are in the table; of the others, what they add to these. */
const CLASSES = ['Tensor', 'Generator', 'nn.Module', 'optim.Optimizer', 'optim.lrScheduler.LRScheduler', 'data.DataLoader'];
/** What is of use to those who derive classes of their own. */
const PROTECTED = ['interval', 'needsMetric', 'restart', 'unstep'].map((name) => `optim.lrScheduler.LRScheduler.${name}`);

/** Every name that has a value, but for `nn.functional`, which is `F`. */
function exported(): Set<string> {
  const names = publicNames(join(built, 'index.d.ts'));
  const values = [...names].filter(([name, { kind }]) => !/interface|type/.test(kind) && !name.startsWith('nn.functional.'));
  const members = CLASSES.flatMap((name) => membersOf(names.get(name)!).map((member) => `${name}.${member.name}`));
  const onnx = [...publicNames(join(built, 'onnx/index.d.ts')).keys()].map((name) => `onnx.${name}`);
  return new Set([...values.map(([name]) => name), ...members, ...onnx].filter((name) => !PROTECTED.includes(name)));
}

const listed = sections.flatMap(({ here, rows }) =>
  rows.flatMap(([, name]) => (name === null ? [] : here.map((prefix) => prefix + name))),
);

it('lists every public name', () => {
  expect([...exported()].filter((name) => !listed.includes(name))).toEqual([]);
});

it('lists no name that is not public', () => {
  const names = exported();
  expect(names.size).toBeGreaterThan(400);
  expect(listed.filter((name) => !names.has(name))).toEqual([]);
});

it('lists each name of PyTorch once in its place, and calls the same what has the same name', () => {
  for (const { title, rows } of sections) {
    const names = rows.map(([torch, here]) => torch ?? here);
    expect(
      names.filter((name, i) => names.indexOf(name) !== i),
      title,
    ).toEqual([]);
    for (const [torch, here, note] of rows) {
      if (torch === null || here === null || note !== undefined || torch.startsWith('__')) continue;
      expect(here, title).toBe(/^[A-Z]/.test(torch) ? torch : camelCase(torch));
    }
  }
});

it('is the page that is generated from it', async () => {
  const { render } = (await import(resolve('docs/from-pytorch.mjs'))) as { render: (sections: Section[]) => string };
  expect(readFileSync('docs/from-pytorch.md', 'utf8'), 'run `node docs/from-pytorch.mjs`').toBe(render(sections));
});
