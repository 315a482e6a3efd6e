import { checkTensor } from '../array/check.ts';
import { to } from '../array/convert.ts';
import { unrecorded } from '../autograd/tape.ts';
import { tensor } from '../create/values.ts';
import { checkInteger, checkNumber, checkOneOf, checkOptions, failRange, failType, show } from '../errors.ts';
import { Module } from '../nn/module.ts';
import { built } from '../nn/parameter.ts';
import { copy_ } from '../ops/elementwise/inplace.ts';
import { cat } from '../ops/shape/join.ts';
import { takes } from '../options.ts';
import { composed } from '../scope.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { isTracing } from '../tracing.ts';

/** Options of OneHotEncoder. */
export interface OneHotEncoderOptions {
  /** What becomes of a value that is no category: 'error' if absent, or 'ignore', which gives zeros. */
  handleUnknown?: 'error' | 'ignore';
}

/** Whether values are in ascending order, each once. */
const isRising = (values: readonly number[]): boolean => values.every((v, i) => i === 0 || v > (values[i - 1] as number));

/**
 * Turns columns of categories, as numbers, into columns of zeros and ones, one for each category: (N, columns) becomes
 * (N, categories of all columns). As a layer of a model, it is saved and exported with it; in an exported file, unknown values
 * give zeros. As scikit-learn's, it has the categories in ascending order.
 */
export class OneHotEncoder extends Module {
  /** How many categories each column has. */
  readonly sizes: readonly number[];
  /** What becomes of a value that is no category. */
  readonly handleUnknown: 'error' | 'ignore';
  /** The categories, column by column: a buffer, of NaN where `fit` has still to find them. */
  declare readonly categories: Tensor;

  /**
   * @param columns for each column its categories, or their number, which leaves it to `fit` to find them.
   * @throws {RangeError} for no columns, or categories that are not in ascending order or not exact in float32.
   */
  constructor(columns: readonly (number | readonly number[])[], options: OneHotEncoderOptions = {}) {
    const fn = 'OneHotEncoder';
    takes(fn, 2, arguments);
    checkOptions(fn, options, ['handleUnknown']);
    if (!Array.isArray(columns))
      failType(fn, `expected columns to be an array of categories or numbers of them, got ${show(columns)}`);
    if (columns.length === 0) failRange(fn, 'expected at least one column, got none');
    super();
    const categories = Array.from(columns, (column: unknown, i) => {
      const what = `columns[${i}]`;
      if (!Array.isArray(column)) return Array<number>(checkInteger(fn, what, column, 1, 2 ** 24)).fill(Number.NaN);
      for (const value of column)
        if (Math.fround(checkNumber(fn, what, value)) !== value || !Number.isFinite(value))
          failRange(fn, `expected ${what} to be finite and exact in float32, got ${value}`);
      if (column.length === 0 || !isRising(column)) failRange(fn, `expected ${what} in ascending order, got ${show(column)}`);
      return column as number[];
    });
    this.sizes = Object.freeze(categories.map(({ length }) => length));
    this.handleUnknown = checkOneOf(fn, 'handleUnknown', options.handleUnknown ?? 'error', ['error', 'ignore']);
    const own = built(fn, () => tensor(Float32Array.from(categories.flat())));
    this.registerBuffer('categories', own);
  }

  /** Refuses an input with another number of columns; returns it as float32. */
  #read(fn: string, given: Tensor): Tensor {
    const { sizes, dtype } = checkTensor(fn, 'input', given);
    if (sizes.length !== 2 || sizes[1] !== this.sizes.length)
      failRange(fn, `expected shape [N, ${this.sizes.length}], got ${showShape(sizes)}`);
    return dtype === 'float32' ? given : to(given, 'float32');
  }

  /** The categories of each column. */
  #columns(): number[][] {
    const values = [...this.categories.toTypedArray()];
    let start = 0;
    return this.sizes.map((size) => values.slice(start, (start += size)));
  }

  /**
   * Finds the categories in data, such as a whole training set: the values of each column. Returns the encoder.
   * @throws {RangeError} for other columns, values that are not finite, or more or fewer of them than the column was made
   *   for, or others than it was given. Nothing is changed then.
   */
  fit(input: Tensor): this {
    const fn = 'fit';
    takes(fn, 1, arguments);
    const rows = composed(fn, () => unrecorded(() => this.#read(fn, input).toTypedArray()));
    const width = this.sizes.length;
    const found = this.sizes.map(() => new Set<number>());
    // −0 and 0 are one category, as in a Set
    for (let i = 0; i < rows.length; i++) (found[i % width] as Set<number>).add(rows[i] as number);
    const known = this.#columns();
    const learned = found.map((set, i) => {
      const values = [...set].sort((a, b) => a - b);
      const column = known[i] as number[];
      const bad = values.find((value) => !Number.isFinite(value));
      if (bad !== undefined) failRange(fn, `expected finite values, got ${bad} in column ${i}; give what is missing a category`);
      if (!Number.isNaN(column[0])) {
        const other = values.find((value) => !column.includes(value));
        if (other !== undefined && this.handleUnknown === 'error')
          failRange(fn, `expected categories ${show(column)} in column ${i}, got ${other}`);
        return column;
      }
      if (values.length !== column.length) {
        const remedy = 'make the encoder for as many, or list them';
        failRange(fn, `expected ${column.length} categories in column ${i}, got ${values.length}: ${show(values)}; ${remedy}`);
      }
      return values;
    });
    composed(fn, () => unrecorded(() => copy_(this.categories, tensor(Float32Array.from(learned.flat())))));
    return this;
  }

  /**
   * 1 for the category that equals the value, 0 for the others.
   * @throws {RangeError} for other columns, before the categories are known, or for a value that is none of them, unless
   *   `handleUnknown` is 'ignore'.
   */
  forward(input: Tensor): Tensor {
    const fn = 'forward';
    takes(fn, 1, arguments);
    const columns = this.#columns();
    const unknown = columns.findIndex((column) => Number.isNaN(column[0]));
    if (unknown >= 0)
      failRange(fn, `expected an encoder with categories, got one without in column ${unknown}; call fit(x), or load its state`);
    return composed(fn, () => {
      const x = this.#read(fn, input);
      const n = x.sizes[0] as number;
      const spread = cat(
        this.sizes.map((size, i) => x.narrow(1, i, 1).expand([n, size])),
        1,
      );
      // 1 − ⌈|x − c|⌉ is 1 for equal values alone, and at most 0 for others
      const hot = spread.sub(this.categories).abs().ceil().neg().add(1).relu();
      if (this.handleUnknown === 'error' && !isTracing()) this.#checkKnown(fn, x, hot, columns);
      return hot;
    });
  }

  #checkKnown(fn: string, x: Tensor, hot: Tensor, columns: readonly (readonly number[])[]): void {
    const width = columns.length;
    const sums = unrecorded(() => hot.detach().sum(1).toTypedArray());
    const row = sums.findIndex((sum) => sum !== width);
    if (row < 0) return;
    const values = x.detach().narrow(0, row, 1).toTypedArray();
    const i = columns.findIndex((column, j) => !column.includes(values[j] as number));
    const remedy = "see handleUnknown: 'ignore'";
    failRange(fn, `expected one of ${show(columns[i])} in column ${i}, got ${values[i]} at index [${row}, ${i}]; ${remedy}`);
  }

  override extraRepr(): string {
    return `[${this.sizes.join(', ')}], handle_unknown='${this.handleUnknown}'`;
  }
}
