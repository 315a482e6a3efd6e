/** The value of an epoch that decides on early stopping, the best epoch and plateau schedules. */
import { checkOneOf } from '../errors.ts';
import type { EpochReport } from './report.ts';

/** A value's name in reports, and whether it should fall or rise. */
export interface Monitor {
  name: string;
  mode: 'min' | 'max';
}

const validationName = (name: string): string => `val${name[0]?.toUpperCase()}${name.slice(1)}`;

/** The value in a report by the monitor's name; NaN if there is none. */
export function figureOf({ loss, metrics, valLoss, valMetrics = {} }: EpochReport, name: string): number {
  if (name === 'loss') return loss;
  if (name === 'valLoss') return valLoss ?? Number.NaN;
  const own = Object.keys(valMetrics).find((metric) => validationName(metric) === name);
  return metrics[name] ?? (own === undefined ? Number.NaN : (valMetrics[own] as number));
}

/** Checks a monitor's name and mode: by default, losses should fall and metrics rise. */
export function checkMonitor(
  what: { name: string; mode: string },
  given: { name: string | undefined; mode: 'min' | 'max' | undefined },
  metrics: readonly string[],
  validated: boolean,
): Monitor {
  const known = ['loss', ...metrics, ...(validated ? ['loss', ...metrics].map(validationName) : [])];
  const name = checkOneOf('fit', what.name, given.name ?? (validated ? 'valLoss' : 'loss'), known);
  const falls = name === 'loss' || name === 'valLoss';
  return { name, mode: checkOneOf('fit', what.mode, given.mode ?? (falls ? 'min' : 'max'), ['min', 'max']) };
}
