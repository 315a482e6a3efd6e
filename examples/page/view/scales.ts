/** The vertical scales of the charts: logarithmic for losses, up to 100 % for accuracies. */
import type uPlot from 'uplot';
import { percent } from './numbers.ts';
import type { Value } from './series.ts';

export interface VerticalScale {
  logarithmic: boolean;
  /** The range, from all visible values and from the held-out ones. */
  range(low: number | null, high: number | null, heldOut: readonly Value[]): [number, number];
  axis: uPlot.Axis;
  format(value: number): string;
}

/** 1, 2 and 5 times powers of ten: the possible ends and grid lines of a scale for losses. */
const STEPS: readonly number[] = [-4, -3, -2, -1, 0, 1, 2].flatMap((power) =>
  [1, 2, 5].map((step) => Number(`${step}e${power}`)),
);

/** Labels all lines of a short scale, and the powers of ten of a long one. */
const stepLabels = (steps: readonly number[]): string[] =>
  steps.map((step) => (steps.length <= 5 || Number.isInteger(Math.log10(step)) ? String(step) : ''));

export const LOSS: VerticalScale = {
  logarithmic: true,
  range: (low, high) => [
    Math.min(0.1, STEPS.findLast((step) => step <= (low ?? 1)) ?? (STEPS[0] as number)),
    Math.max(1, STEPS.find((step) => step >= (high ?? 0)) ?? (STEPS.at(-1) as number)),
  ],
  axis: {
    splits: (_plot, _axis, low, high) => STEPS.filter((step) => step >= low && step <= high),
    filter: (_plot, steps) => steps,
    values: (_plot, steps) => stepLabels(steps),
  },
  format: (value) => value.toFixed(4),
};

export const ACCURACY: VerticalScale = {
  logarithmic: false,
  // starts somewhat below the held-out values, so that their differences are visible
  range: (_low, _high, heldOut) => {
    const least = heldOut.reduce<number>((low, value) => Math.min(low, value ?? 1), 1);
    return [least === 1 ? 0 : Math.max(0, Math.floor(10 * least - 1) / 10), 1];
  },
  axis: {
    incrs: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5],
    space: 30,
    values: (_plot, splits) => splits.map((value) => percent(value, 0)),
  },
  format: (value) => percent(value),
};
