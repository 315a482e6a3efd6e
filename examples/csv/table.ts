/** CSV files, read and written by the npm package `papaparse`, and their columns as numbers. */
import { readFileSync } from 'node:fs';
import { type Tensor, tensor } from 'rushlight';
import { nestedRequire } from '../support/nested.ts';

/** What is used of papaparse. */
interface Papa {
  parse(
    text: string,
    options: { header: true; skipEmptyLines: 'greedy' },
  ): { data: Row[]; errors: { row?: number; message: string }[]; meta: { fields?: string[] } };
  unparse(rows: Row[]): string;
}

/** A line of the file: the text of each column, by its name. */
export type Row = Record<string, string>;

/** What the columns of a table are: saved beside the weights, so that new rows are read as the first ones were. */
export interface Columns {
  /** The column to predict, and its classes. */
  target: string;
  classes: string[];
  /** Columns of numbers. */
  numbers: string[];
  /** Columns of categories, and these in order. */
  categories: { name: string; values: string[] }[];
}

/** A column of more different texts than this is not a category: a name, say, or a date. */
const MOST_CATEGORIES = 50;

/** A file or a flag that the example cannot work with: the reader is told in a line. */
export class Refused extends Error {}

/** The bytes of a file. @throws {Refused} if it cannot be read; `remedy` says what to do. */
export function readBytes(file: string, remedy: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refused(`expected a file at ${file}, got ${(error as NodeJS.ErrnoException).code}; ${remedy}`);
  }
}

const papa = (): Papa => nestedRequire('csv')('papaparse');

/** The rows of a file whose first line names the columns. @throws {Refused} for a file that is not such a table. */
export function readRows(file: string): { names: string[]; rows: Row[] } {
  const text = readBytes(file, 'name a CSV file').toString();
  const { data, errors, meta } = papa().parse(text, { header: true, skipEmptyLines: 'greedy' });
  const [error] = errors.filter(({ row }) => row !== undefined);
  if (error !== undefined) throw new Refused(`${file}: row ${(error.row as number) + 1} after the header: ${error.message}`);
  const names = meta.fields ?? [];
  if (data.length === 0) throw new Refused(`${file}: expected a line of names and rows below it, got ${data.length} rows`);
  const rows = data.map((row) => Object.fromEntries(names.map((name) => [name, (row[name] as string).trim()])));
  return { names, rows };
}

/** Rows as the text of a CSV file. */
export const writeRows = (rows: Row[]): string => `${papa().unparse(rows)}\n`;

const distinct = (rows: Row[], name: string): string[] => [...new Set(rows.map((row) => row[name] as string))].sort();

/**
 * Decides what each column is, and which are of no use: those of one value, and those of too many texts.
 * @throws {Refused} if the target is no column of classes, or nothing is left to predict it from.
 */
export function describeColumns(names: string[], rows: Row[], target: string): { columns: Columns; unused: string[] } {
  if (!names.includes(target)) throw new Refused(`--target: expected one of ${names.join(', ')}, got '${target}'`);
  const columns: Columns = { target, classes: distinct(rows, target), numbers: [], categories: [] };
  const unused: string[] = [];
  for (const name of names.filter((name) => name !== target)) {
    const values = distinct(rows, name);
    const filled = values.filter((value) => value !== '');
    if (values.length < 2 || filled.length === 0) unused.push(name);
    else if (filled.every((value) => Number.isFinite(Number(value)))) columns.numbers.push(name);
    else if (values.length <= MOST_CATEGORIES) columns.categories.push({ name, values });
    else unused.push(name);
  }
  if (unused.length === names.length - 1) throw new Refused(`expected columns to predict ${target} from, got none of use`);
  const { length } = columns.classes;
  if (length < 2 || length > rows.length / 5)
    throw new Refused(
      `--target: expected at least 2 classes of 5 rows or more, got ${length} in the ${rows.length} rows of '${target}'`,
    );
  return { columns, unused };
}

/**
 * The inputs of a model, a row each: numbers, NaN where one is missing, and then the place of each category, −1 for one that is new.
 * @throws {Refused} for a missing column, or a text in a column of numbers.
 */
export function inputs({ numbers, categories }: Columns, rows: Row[]): Tensor {
  const cell = (row: Row, name: string): string => {
    const value = row[name];
    if (value === undefined) throw new Refused(`expected a column '${name}', got ${Object.keys(row).join(', ')}`);
    return value;
  };
  return tensor(
    rows.map((row, i) => [
      ...numbers.map((name) => {
        const text = cell(row, name);
        if (text === '') return Number.NaN;
        if (!Number.isFinite(Number(text))) throw new Refused(`expected a number in row ${i + 1} of '${name}', got '${text}'`);
        return Number(text);
      }),
      ...categories.map(({ name, values }) => values.indexOf(cell(row, name))),
    ]),
  );
}
