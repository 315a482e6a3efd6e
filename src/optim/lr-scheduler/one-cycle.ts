import { checkInteger, checkNumber, checkOneOf, failRange, failType } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { LRScheduler, type Scheduled, type ScheduledGroup, type SchedulerOptions } from './scheduler.ts';

/** Options of `OneCycleLR`; those of rates and momenta may be arrays, of one for each group. */
export interface OneCycleLROptions extends SchedulerOptions {
  /** The greatest rate. */
  maxLr: number | readonly number[];
  /** The steps of the cycle, or epochs and stepsPerEpoch instead. */
  totalSteps?: number;
  /** With `stepsPerEpoch`, instead of `totalSteps`. */
  epochs?: number;
  /** With `epochs`, instead of `totalSteps`. */
  stepsPerEpoch?: number;
  /** The part of the cycle in which the rate rises; 0.3 if absent. */
  pctStart?: number;
  /** Along a cosine (if absent) or a line. */
  annealStrategy?: 'cos' | 'linear';
  /** Move the momentum (or Adam's first beta) against the rate; true if absent. */
  cycleMomentum?: boolean;
  /** The least momentum; 0.85 if absent. */
  baseMomentum?: number | readonly number[];
  /** The greatest momentum; 0.95 if absent. */
  maxMomentum?: number | readonly number[];
  /** The first rate is maxLr/divFactor; 25 if absent. */
  divFactor?: number;
  /** The last rate is the first divided by finalDivFactor; 1e4 if absent. */
  finalDivFactor?: number;
  /** Fall to the first rate as the rate rose, and below it only then. */
  threePhase?: boolean;
}

const KNOWN = [
  ...['maxLr', 'totalSteps', 'epochs', 'stepsPerEpoch', 'pctStart', 'annealStrategy', 'cycleMomentum', 'baseMomentum'],
  ...['maxMomentum', 'divFactor', 'finalDivFactor', 'threePhase'],
];

/** The rates and momenta between which a group moves. */
interface Bounds {
  initialLr: number;
  maxLr: number;
  minLr: number;
  baseMomentum: number;
  maxMomentum: number;
}

/** A part of the cycle: its last step, and from where to where the rate and the momentum go. */
interface Phase {
  end: number;
  lr: readonly [from: keyof Bounds, to: keyof Bounds];
  momentum: readonly [from: keyof Bounds, to: keyof Bounds];
}

const FN = 'OneCycleLR';

function phasesOf(pctStart: number, total: number, threePhase: boolean): Phase[] {
  const up: Phase = { end: pctStart * total - 1, lr: ['initialLr', 'maxLr'], momentum: ['maxMomentum', 'baseMomentum'] };
  const down = ['baseMomentum', 'maxMomentum'] as const;
  if (!threePhase) return [up, { end: total - 1, lr: ['maxLr', 'minLr'], momentum: down }];
  return [
    up,
    { end: 2 * pctStart * total - 2, lr: ['maxLr', 'initialLr'], momentum: down },
    { end: total - 1, lr: ['initialLr', 'minLr'], momentum: ['maxMomentum', 'maxMomentum'] },
  ];
}

function totalOf({ totalSteps, epochs, stepsPerEpoch }: OneCycleLROptions): number {
  if (totalSteps !== undefined) return checkInteger(FN, 'totalSteps', totalSteps, 1);
  if (epochs === undefined || stepsPerEpoch === undefined)
    failType(FN, 'expected totalSteps, or epochs and stepsPerEpoch, got neither');
  return checkInteger(FN, 'epochs', epochs, 1) * checkInteger(FN, 'stepsPerEpoch', stepsPerEpoch, 1);
}

/** A setting for each group. */
export function forGroups(fn: string, what: string, value: unknown, groups: number): number[] {
  const all: unknown[] = Array.isArray(value) ? value : new Array(groups).fill(value);
  if (all.length !== groups) failRange(fn, `expected ${groups} of ${what}, one for each group, got ${all.length}`);
  return all.map((v) => checkNumber(fn, what, v, 0));
}

/**
 * The 1cycle policy: the rate rises from maxLr/divFactor to maxLr and falls far below where it began, the momentum
 * moving against it; one step a batch. `lr_scheduler.OneCycleLR` in PyTorch (Smith and Topin, 2017).
 *
 * @throws {RangeError} for settings out of range, and at a step past the cycle's end.
 */
export class OneCycleLR extends LRScheduler {
  /** Steps of the whole cycle. */
  readonly totalSteps: number;
  /** The curve: 'cos' or 'linear'. */
  readonly annealStrategy: 'cos' | 'linear';
  /** Whether momentum cycles against the rate. */
  readonly cycleMomentum: boolean;
  private readonly phases: Phase[];
  private readonly bounds: Bounds[];

  constructor(optimizer: Scheduled, options: OneCycleLROptions) {
    super(optimizer, options, KNOWN);
    this.totalSteps = totalOf(options);
    const pctStart = checkNumber(FN, 'pctStart', options.pctStart ?? 0.3, 0, 1);
    this.annealStrategy = checkOneOf(FN, 'annealStrategy', options.annealStrategy ?? 'cos', ['cos', 'linear']);
    this.cycleMomentum = options.cycleMomentum ?? true;
    if (this.cycleMomentum && this.groups.some((g) => g.momentum === undefined && g.betas === undefined))
      failRange(FN, 'expected an optimizer with momentum or betas, got one without; pass { cycleMomentum: false }');
    this.phases = phasesOf(pctStart, this.totalSteps, options.threePhase ?? false);
    const divFactor = checkNumber(FN, 'divFactor', options.divFactor ?? 25, Number.MIN_VALUE);
    const finalDivFactor = checkNumber(FN, 'finalDivFactor', options.finalDivFactor ?? 1e4, Number.MIN_VALUE);
    const { length } = this.groups;
    const base = forGroups(FN, 'baseMomentum', options.baseMomentum ?? 0.85, length);
    const top = forGroups(FN, 'maxMomentum', options.maxMomentum ?? 0.95, length);
    this.bounds = forGroups(FN, 'maxLr', options.maxLr, length).map((maxLr, i) => {
      const initialLr = maxLr / divFactor;
      const [baseMomentum, maxMomentum] = [base[i] as number, top[i] as number];
      return { initialLr, maxLr, minLr: initialLr / finalDivFactor, baseMomentum, maxMomentum };
    });
    if (this.lastEpoch === -1) {
      this.groups.forEach((group, i) => {
        group.initialLr = (this.bounds[i] as Bounds).initialLr;
      });
    }
    this.start();
  }

  override get interval(): 'batch' {
    return 'batch';
  }

  /** Between two bounds, at a part of the way. */
  private anneal(from: number, to: number, part: number): number {
    if (this.annealStrategy === 'linear') return (to - from) * part + from;
    return to + ((from - to) / 2) * (1 + Math.cos(Math.PI * part));
  }

  protected getLr(): number[] {
    const step = this.lastEpoch;
    const reached = this.phases.findIndex(({ end }) => step <= end);
    const at = reached < 0 ? this.phases.length - 1 : reached;
    const { end, lr, momentum } = this.phases[at] as Phase;
    const begin = this.phases[at - 1]?.end ?? 0;
    // a phase without length is over at once
    const part = end > begin ? (step - begin) / (end - begin) : 1;
    if (this.cycleMomentum) {
      this.bounds.forEach((b, i) => {
        setMomentum(this.groups[i] as ScheduledGroup, this.anneal(b[momentum[0]], b[momentum[1]], part));
      });
    }
    return this.rates((current, i) => {
      const b = this.bounds[i];
      return b === undefined ? current : this.anneal(b[lr[0]], b[lr[1]], part);
    });
  }

  /** The next step of the cycle. @throws {RangeError} past its end. */
  override step(_metric?: number | Tensor): void {
    if (this.lastEpoch >= this.totalSteps)
      failRange('step', `expected at most ${this.totalSteps} steps of a OneCycleLR, got one more; make totalSteps greater`);
    this.advance();
  }
}

function setMomentum(group: ScheduledGroup, momentum: number): void {
  if (group.betas !== undefined) group.betas = [momentum, group.betas[1]];
  else group.momentum = momentum;
}
