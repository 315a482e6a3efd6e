/** Means over an epoch: sums and counts, accumulated batch by batch, whatever the batch size. */
import { noGrad } from '../autograd/tape.ts';
import { isTensor } from '../core.ts';
import { failRange, failType, isPlainObject, show } from '../errors.ts';
import type { MetricState } from '../metrics/state.ts';
import { refuseLater } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';
import type { Count } from './count.ts';
import type { Figures } from './report.ts';

/**
 * A metric of the model's output and the target: the mean over the batch's targets, as a number or a one-element tensor. For a
 * metric that is not a mean over targets, such as F1, use one with a state.
 */
export type Metric<Output> = (output: Output, target: Tensor) => number | Tensor;

/** Metrics by name: functions that return a batch's mean, or states that accumulate over all batches. */
export type Metrics<Output> = Record<string, Metric<Output> | MetricState>;

const isState = (metric: unknown): metric is MetricState =>
  typeof metric === 'object' &&
  metric !== null &&
  ['reset', 'update', 'compute'].every((name) => typeof (metric as Record<string, unknown>)[name] === 'function');

/** Refuses metrics that are not callable. */
export function checkMetrics<Output>(fn: string, metrics: unknown = {}): Metrics<Output> {
  if (!isPlainObject(metrics))
    failType(fn, `expected metrics to be functions by name, such as { accuracy }, got ${show(metrics)}`);
  for (const [name, metric] of Object.entries(metrics)) {
    if (typeof metric !== 'function' && !isState(metric))
      failType(fn, `expected metric '${name}' to be a function, or a state of { reset, update, compute }, got ${show(metric)}`);
    if (name === 'loss') failRange(fn, "expected no metric named 'loss', got one");
  }
  // a copy: the caller may change the object while the passes run
  return { ...metrics } as Metrics<Output>;
}

/** A metric's value. */
function figure(fn: string, name: string, value: unknown): number {
  const number: unknown = isTensor(value) ? value.item() : value;
  if (typeof number !== 'number') failType(fn, `expected metric '${name}' to return a number, got ${show(number)}`);
  return number;
}

/** States that are accumulating: another pass would mix in its batches. */
const busy = /* @__PURE__ */ new WeakSet<MetricState>();

/** The means over the batches so far. */
export class Averages<Output> {
  /** The number of rows. */
  samples = 0;
  batches = 0;
  readonly #fn: string;
  readonly #metrics: Metrics<Output>;
  /** Without a prototype, as a metric may be called 'constructor'. */
  readonly #sums: Figures = Object.create(null);
  #loss = 0;
  #weight = 0;
  #targets = 0;

  /** Resets the states, which belong to this pass until `close`. */
  constructor(fn: string, metrics: Metrics<Output>) {
    this.#fn = fn;
    this.#metrics = metrics;
    for (const [name, metric] of Object.entries(metrics)) {
      if (typeof metric !== 'function' && busy.has(metric))
        failRange(fn, `expected metric '${name}' to be a state that no other call is using, got one in use`);
    }
    for (const metric of this.#states()) {
      refuseLater(fn, metric.reset());
      busy.add(metric);
    }
  }

  #states(): MetricState[] {
    return Object.values(this.#metrics).filter((metric) => typeof metric !== 'function');
  }

  /** Ends the pass; the states keep what they have accumulated. */
  close(): void {
    for (const metric of this.#states()) busy.delete(metric);
  }

  /**
   * Adds a batch of this many rows, its loss weighted by the count; a batch without targets that count adds nothing to the loss.
   */
  add(samples: number, loss: number, { weight, isSum }: Omit<Count, 'targets'>): void {
    this.samples += samples;
    this.batches++;
    if (weight === 0) return;
    this.#loss += isSum ? loss : weight * loss;
    this.#weight += weight;
  }

  /** Evaluates every metric on the batch. */
  measure(output: Output, target: Tensor, targets: number): void {
    noGrad(() => {
      for (const [name, metric] of Object.entries(this.#metrics)) {
        if (typeof metric === 'function') {
          const value = figure(this.#fn, name, metric(output, target));
          this.#sums[name] = (this.#sums[name] ?? 0) + targets * value;
        } else {
          if (!isTensor(output))
            failType(this.#fn, `expected the model to return a tensor for metric '${name}', got ${show(output)}; use a function`);
          refuseLater(this.#fn, metric.update(output, target));
        }
      }
    });
    this.#targets += targets;
  }

  /** The mean loss; NaN if there was none. */
  get loss(): number {
    return this.#loss / this.#weight;
  }

  /** Every metric over the measured batches; NaN if there were none. */
  get metrics(): Figures {
    const entries = Object.entries(this.#metrics).map(([name, metric]) => {
      if (typeof metric === 'function') return [name, (this.#sums[name] ?? Number.NaN) / this.#targets];
      return [name, figure(this.#fn, name, metric.compute())];
    });
    return Object.fromEntries(entries) as Figures;
  }
}
