import { checkBoolean, checkInteger, checkNumber, failRange, failType, show } from '../../errors.ts';
import { flag, oneOf, type Rule, takes } from '../../options.ts';
import { setMomentum } from './momentum.ts';
import { count, forGroups, LRScheduler, type Scheduled, type SchedulerOptions } from './scheduler.ts';

/** Options of `OneCycleLR`; rates and momenta may be arrays with a number for each group. */
export interface OneCycleLROptions extends SchedulerOptions {
  /** The maximum rate. */
  maxLr: number | readonly number[];
  /** The number of steps in the cycle; alternatively, give epochs and stepsPerEpoch. */
  totalSteps?: number;
  /** With `stepsPerEpoch`, instead of `totalSteps`. */
  epochs?: number;
  /** With `epochs`, instead of `totalSteps`. */
  stepsPerEpoch?: number;
  /** The fraction of the cycle in which the rate rises. Default 0.3. */
  pctStart?: number;
  /** Follow a cosine (the default) or a line. */
  annealStrategy?: 'cos' | 'linear';
  /** Cycle the momentum (or Adam's first beta) inversely to the rate. Default true. */
  cycleMomentum?: boolean;
  /** The minimum momentum. Default 0.85. */
  baseMomentum?: number | readonly number[];
  /** The maximum momentum. Default 0.95. */
  maxMomentum?: number | readonly number[];
  /** The initial rate is maxLr/divFactor. Default 25. */
  divFactor?: number;
  /** The final rate is the initial rate divided by finalDivFactor. Default 1e4. */
  finalDivFactor?: number;
  /** Fall to the initial rate symmetrically to the rise, and only then below it. */
  threePhase?: boolean;
}

const SETTINGS = {
  annealStrategy: /* @__PURE__ */ oneOf('cos', ['cos', 'linear']),
  cycleMomentum: /* @__PURE__ */ flag(true),
};
const OTHERS = [
  ...['maxLr', 'totalSteps', 'epochs', 'stepsPerEpoch', 'pctStart', 'baseMomentum', 'maxMomentum', 'divFactor'],
  ...['finalDivFactor', 'threePhase'],
];

/** The values of a group between which the rate and the momentum move. */
const RATES = ['initialLr', 'maxLr', 'minLr'] as const;
const MOMENTA = ['baseMomentum', 'maxMomentum'] as const;
type Rate = (typeof RATES)[number];
type Momentum = (typeof MOMENTA)[number];

/** A phase of the cycle: its last step, and the start and end of the rate and the momentum. */
interface Phase {
  end: number;
  lr: readonly [from: Rate, to: Rate];
  momentum: readonly [from: Momentum, to: Momentum];
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

function totalOf({ totalSteps, epochs, stepsPerEpoch }: Partial<OneCycleLROptions> = {}): number {
  if (epochs !== undefined) checkInteger(FN, 'epochs', epochs, 1);
  if (stepsPerEpoch !== undefined) checkInteger(FN, 'stepsPerEpoch', stepsPerEpoch, 1);
  if (totalSteps !== undefined) return checkInteger(FN, 'totalSteps', totalSteps, 1);
  if (epochs === undefined || stepsPerEpoch === undefined)
    failType(FN, 'expected totalSteps, or epochs and stepsPerEpoch, got neither');
  return epochs * stepsPerEpoch;
}

/** Two of the given words. */
const isPair = (value: unknown, words: readonly string[]): boolean =>
  Array.isArray(value) && value.length === 2 && value.every((word) => words.includes(word));

/** The phases of a state, as many as there are now. */
function checkPhases(fn: string, what: string, value: unknown, length: number): Phase[] {
  const isPhase = (p: unknown): p is Phase =>
    typeof p === 'object' &&
    p !== null &&
    'end' in p &&
    Number.isFinite(p.end) &&
    'lr' in p &&
    isPair(p.lr, RATES) &&
    'momentum' in p &&
    isPair(p.momentum, MOMENTA);
  if (!Array.isArray(value) || value.length !== length || !value.every(isPhase))
    failType(fn, `expected ${what} to be ${length} phases of { end, lr, momentum }, got ${show(value)}`);
  return value.map(({ end, lr, momentum }) => ({ end, lr: [...lr] as const, momentum: [...momentum] as const }));
}

/**
 * The 1cycle policy: the rate rises from maxLr/divFactor to maxLr and falls far below the initial rate, the momentum inversely;
 * one step per batch. `lr_scheduler.OneCycleLR` in PyTorch (Smith and Topin, 2017).
 *
 * @throws {RangeError} for settings out of range, and at a step past the cycle's end.
 */
export class OneCycleLR extends LRScheduler {
  /** The number of steps in the whole cycle. */
  readonly totalSteps: number;
  /** The curve: 'cos' or 'linear'. */
  declare readonly annealStrategy: 'cos' | 'linear';
  /** Whether the momentum cycles inversely to the rate. */
  declare readonly cycleMomentum: boolean;
  private readonly phases: Phase[];

  constructor(optimizer: Scheduled, options: OneCycleLROptions) {
    takes('OneCycleLR', 2, arguments);
    super(optimizer, options, SETTINGS, OTHERS);
    this.totalSteps = totalOf(options);
    const pctStart = checkNumber(FN, 'pctStart', options.pctStart ?? 0.3, 0, 1);
    const { groups, cycleMomentum } = this;
    if (cycleMomentum && groups.some((g) => g.momentum === undefined && g.betas === undefined))
      failRange(FN, 'expected an optimizer with momentum or betas, got one without; pass { cycleMomentum: false }');
    this.phases = phasesOf(pctStart, this.totalSteps, checkBoolean(FN, 'threePhase', options.threePhase ?? false));
    const divFactor = checkNumber(FN, 'divFactor', options.divFactor ?? 25, Number.MIN_VALUE);
    const finalDivFactor = checkNumber(FN, 'finalDivFactor', options.finalDivFactor ?? 1e4, Number.MIN_VALUE);
    const base = forGroups(FN, 'baseMomentum', options.baseMomentum ?? 0.85, groups.length);
    const top = forGroups(FN, 'maxMomentum', options.maxMomentum ?? 0.95, groups.length);
    const most = forGroups(FN, 'maxLr', options.maxLr, groups.length);
    this.whole(() => {
      if (this.lastEpoch === -1) {
        groups.forEach((group, i) => {
          const maxLr = most[i] as number;
          const initialLr = maxLr / divFactor;
          Object.assign(group, { initialLr, maxLr, minLr: initialLr / finalDivFactor });
          if (cycleMomentum) Object.assign(group, { baseMomentum: base[i], maxMomentum: top[i] });
        });
      }
      this.start();
    });
  }

  override get interval(): 'batch' {
    return 'batch';
  }

  protected override rules(): Record<string, Rule<unknown>> {
    const { length } = this.phases;
    const phases = { initial: null, check: (fn: string, what: string, v: unknown) => checkPhases(fn, what, v, length) };
    return { ...super.rules(), totalSteps: count(1, 1), phases };
  }

  /** A point between two bounds, at a fraction of the way. */
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
    // a phase without length ends at once
    const part = end > begin ? (step - begin) / (end - begin) : 1;
    return this.groups.map((group) => {
      const [from, to] = [group[momentum[0]], group[momentum[1]]];
      if (this.cycleMomentum && from !== undefined && to !== undefined) setMomentum(group, this.anneal(from, to, part));
      // a group that joined later is not changed
      return group.maxLr === undefined ? group.lr : this.anneal(group[lr[0]] as number, group[lr[1]] as number, part);
    });
  }

  /**
   * Takes the next step of the cycle.
   * @throws {RangeError} past its end.
   */
  override step(argument?: undefined): void {
    takes('step', 1, arguments);
    if (this.lastEpoch >= this.totalSteps)
      failRange('step', `expected at most ${this.totalSteps} steps of a OneCycleLR, got one more; make totalSteps greater`);
    super.step(argument);
  }
}
