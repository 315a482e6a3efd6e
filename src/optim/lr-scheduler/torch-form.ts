/** States of schedulers in PyTorch's form. */
import { checkInteger, failType, show } from '../../errors.ts';
import { camelCase } from '../names.ts';

/** Further entries of PyTorch's states: for printing, and functions, which are not loaded. */
const IGNORED = [
  ...['verbose', '_verbose', '_get_lr_called_within_step', '_is_initial', 'mode_worse', 'use_beta1'],
  ...['anneal_func', '_scale_fn_custom', '_scale_fn_ref'],
];

/** Fields that some of PyTorch's schedulers or versions do not write: they keep their values. */
const OPTIONAL = ['stepCount', 'baseLrs', 'lastLr', 'lastEpoch', 'annealStrategy', 'baseMomentums', 'maxMomentums', 'milestones'];

/** Names that are not just spelled differently. */
const RENAMED: Record<string, string> = { _anneal_func_type: 'annealStrategy', _schedule_phases: 'phases' };

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a state is in PyTorch's form. */
const isTorch = (state: Fields): boolean => ['last_epoch', '_last_lr'].some((name) => name in state);

/** How often a milestone can count: the rate would be 0 or infinite long before. */
const MOST_TIMES = 4096;

/** The milestones of a `MultiStepLR`, which PyTorch counts: { 30: 1, 80: 2 }. */
function stepsOf(fn: string, counted: Map<unknown, unknown> | Fields): number[] {
  const pairs = counted instanceof Map ? [...counted] : Object.entries(counted);
  return pairs.flatMap(([step, times]) => {
    const count = checkInteger(fn, `milestones[${show(step)}]`, times, 0, MOST_TIMES);
    return new Array<number>(count).fill(Number(step));
  });
}

/** A phase of a `OneCycleLR`. */
const phaseOf = (p: Fields): Fields => ({
  end: p['end_step'],
  lr: [camelCase(String(p['start_lr'])), camelCase(String(p['end_lr']))],
  momentum: [camelCase(String(p['start_momentum'])), camelCase(String(p['end_momentum']))],
});

/** Converts the names and values of a state in PyTorch's form to this library's; returns any other state unchanged. */
export function fromTorch(fn: string, state: unknown, own: Fields): Fields {
  if (!isFields(state)) failType(fn, `expected a scheduler's state, got ${show(state)}`);
  if (!isTorch(state)) return state;
  const given: Fields = {};
  for (const [key, value] of Object.entries(state)) {
    if (IGNORED.includes(key)) continue;
    let read = value;
    if (key === 'milestones' && isFields(value)) read = stepsOf(fn, value);
    else if (key === '_schedule_phases' && Array.isArray(value)) read = value.map((p) => (isFields(p) ? phaseOf(p) : p));
    else if (key === 'best' && (value === Infinity || value === -Infinity)) read = null;
    given[RENAMED[key] ?? camelCase(key)] = read;
  }
  for (const key of OPTIONAL) if (!(key in given) && key in own) given[key] = own[key];
  return given;
}
