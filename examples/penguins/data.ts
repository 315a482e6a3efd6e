/** The penguins of the Palmer Archipelago, from the npm package `vega-datasets`: numbers and categories, some missing. */
import { readFileSync } from 'node:fs';
import { type Generator, randperm } from 'rushlight';

export const SPECIES = ['Adelie', 'Chinstrap', 'Gentoo'];
const ISLANDS = ['Biscoe', 'Dream', 'Torgersen'];
const SEXES = ['FEMALE', 'MALE'];
const NUMBERS = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'] as const;

type Row = Record<(typeof NUMBERS)[number], number | null> & { Species: string; Island: string; Sex: string | null };

export interface Penguin {
  species: number;
  /** Length and depth of the beak, length of the flippers, body mass. */
  numbers: number[];
  /** One-hot: the island, of three, and the sex, of two; zeros if unknown. */
  categories: number[];
}

/** A one-hot vector: 1 at the position of `value`, all 0 if it is not among the values. */
const oneOf = (values: readonly string[], value: string | null): number[] => values.map((v) => (v === value ? 1 : 0));

/** All penguins with measurements, and how many lack them. */
export function loadPenguins(): { penguins: Penguin[]; unmeasured: number; unknownSex: number } {
  const file = new URL('../data/penguins.json', import.meta.resolve('vega-datasets'));
  const rows: Row[] = JSON.parse(readFileSync(file, 'utf8'));
  const measured = rows.filter((row) => NUMBERS.every((name) => row[name] !== null));
  const penguins = measured.map((row) => ({
    species: SPECIES.indexOf(row.Species),
    numbers: NUMBERS.map((name) => row[name] as number),
    categories: [...oneOf(ISLANDS, row.Island), ...oneOf(SEXES, row.Sex)],
  }));
  const unknownSex = measured.filter((row) => !SEXES.includes(row.Sex ?? '')).length;
  return { penguins, unmeasured: rows.length - measured.length, unknownSex };
}

/** Holds out the same share of each species, so that both parts have the same proportions. */
export function stratifiedSplit(penguins: Penguin[], share: number, generator: Generator): { train: Penguin[]; test: Penguin[] } {
  const [train, test]: [Penguin[], Penguin[]] = [[], []];
  SPECIES.forEach((_, species) => {
    const own = penguins.filter((penguin) => penguin.species === species);
    const order = randperm(own.length, { generator });
    const shuffled = Array.from(order.toTypedArray(), (i) => own[i] as Penguin);
    order.dispose();
    const held = Math.round(share * own.length);
    test.push(...shuffled.slice(0, held));
    train.push(...shuffled.slice(held));
  });
  return { train, test };
}
