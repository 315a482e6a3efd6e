/** What the reader can change, and whom to tell. */

export const CLASSES = ['cat', 'dog', 'fox', 'owl'] as const;
/** The target that `ignoreIndex` leaves out. */
export const IGNORED = -100;

const START = {
  scores: [2, 1, -0.5, 0.5],
  chosen: 1,
  rate: 1,
  temperature: 1,
  smoothing: 0,
  weights: [1, 1, 1, 1],
  reduction: 'mean' as 'mean' | 'sum' | 'none',
  /** The classes of the batch's second and third row; the first is `chosen`, unless it is ignored. */
  others: [2, 0],
  firstIgnored: false,
  /** The losses since the first step. */
  curve: [] as number[],
};

export type State = typeof START;

/** The scores of the batch's second and third row. */
export const OTHER_ROWS: readonly (readonly number[])[] = [
  [0.5, -1, 3, 0],
  [-0.5, 1.5, 0, 2],
];

export const state: State = structuredClone(START);

const readers: (() => void)[] = [];
let due = false;

/** Calls `draw` in the next frame after each change. */
export function onChange(draw: () => void): void {
  readers.push(draw);
}

/** Changes the state; what is drawn follows in a frame, once for any number of changes. */
export function change(part: Partial<State>): void {
  Object.assign(state, part);
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    for (const draw of readers) draw();
  });
}

/** Changes one score, which begins a new curve. */
export const setScore = (at: number, score: number): void =>
  change({ scores: state.scores.map((old, i) => (i === at ? score : old)), curve: [] });

export const restart = (): void => change(structuredClone(START));
