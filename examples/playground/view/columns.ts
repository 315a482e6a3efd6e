/** The points of several curves over one x, in a bounded number: when there are too many, every second one goes. */

const MOST = 2000;

export class Columns {
  readonly names: string[] = [];
  /** x, then a column for each name; null where a curve has no point. */
  #data: (number | null)[][] = [[]];

  get data(): (number | null)[][] {
    return this.#data;
  }

  /** Adds points at `x`; true if there is a new curve. */
  add(x: number, values: Record<string, number>): boolean {
    const row = this.#rowOf(x);
    const before = this.names.length;
    for (const [name, value] of Object.entries(values)) {
      if (!this.names.includes(name)) {
        this.names.push(name);
        this.#data.push((this.#data[0] as number[]).map(() => null));
      }
      const column = this.#data[this.names.indexOf(name) + 1] as (number | null)[];
      column[row] = Number.isFinite(value) ? value : null;
    }
    if (this.#data[0] !== undefined && this.#data[0].length > MOST) {
      this.#data = this.#data.map((column) => column.filter((_, i) => i % 2 === 0 || i === column.length - 1));
    }
    return this.names.length > before;
  }

  /** The row of an x, which is made where there is none. */
  #rowOf(x: number): number {
    const xs = this.#data[0] as number[];
    let row = xs.length;
    while (row > 0 && (xs[row - 1] as number) > x) row--;
    if (row > 0 && xs[row - 1] === x) return row - 1;
    xs.splice(row, 0, x);
    for (const column of this.#data.slice(1)) column.splice(row, 0, null);
    return row;
  }
}
