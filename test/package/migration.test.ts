// The table for people who come from PyTorch: it has every public name, and what it names is there.
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { complete, exported, listed, readList, render } from '../../scripts/from-pytorch.ts';
import { camelCase } from '../support/golden.ts';

const names = exported(join(inject('packed').consumer, 'node_modules/rushlight/dist/src'));
const sections = complete(readList(), names);

it('has every public name', () => {
  const rows = sections.flatMap(listed);
  expect([...names.keys()].filter((name) => !rows.includes(name))).toEqual([]);
});

it('has no name that is not public', () => {
  expect(names.size).toBeGreaterThan(400);
  expect(sections.flatMap(listed).filter((name) => !names.has(name))).toEqual([]);
});

it("has each of PyTorch's names once in its section, and calls the same what has the same name", () => {
  for (const { title, rows } of sections) {
    const each = rows.map(([torch, here]) => torch ?? here);
    expect(
      each.filter((name, i) => each.indexOf(name) !== i),
      title,
    ).toEqual([]);
    for (const [torch, here, note] of rows) {
      if (torch === null || here === null || note !== undefined || torch.startsWith('__')) continue;
      expect(here, title).toBe(/^[A-Z]/.test(torch) ? torch : camelCase(torch));
    }
  }
});

it('is a page of tables', () => {
  const page = render(sections);
  expect(page).toContain('| `torch.log1p`, `Tensor.log1p` | `log1p`, `Tensor.log1p` | = |');
  expect(page).toContain('| `torch.cat` | `cat` | = |');
  expect(page).toContain('| `torch.topk`, `Tensor.topk` | `topk`, `Tensor.topk` | ≠ ');
});
