// Every public name says what it is: hovering over any of them, and the reference made of them, shows a docstring.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { membersOf, publicNames } from '../../scripts/declarations.ts';

const { consumer } = inject('packed');
const built = (path: string): string => join(consumer, 'node_modules/rushlight/dist/src', path);

describe.each(['index', 'onnx/index', 'store/index', 'tfjs/index', 'torch/index', 'worker/index'])('%s', (entry) => {
  const names = publicNames(built(`${entry}.d.ts`));

  it('documents every name', () => {
    expect([...names].filter(([, { doc }]) => doc === '').map(([name]) => name)).toEqual([]);
  });

  it('documents every member', () => {
    const missing = [...names].flatMap(([name, declaration]) =>
      membersOf(declaration)
        .filter(({ doc }) => doc === '')
        .map((member) => `${name}.${member.name}`),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  it('documents itself', () => {
    expect(readFileSync(built(`${entry}.d.ts`), 'utf8')).toMatch(/@packageDocumentation/);
  });
});
