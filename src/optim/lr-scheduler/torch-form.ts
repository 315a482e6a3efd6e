/** States of schedulers as PyTorch writes them. */
import { failType, show } from '../../errors.ts';
import { camelCase } from '../names.ts';

/** What PyTorch's states hold beyond the schedule: how it prints, and functions, which are made anew. */
const IGNORED = [
  ...['verbose', '_verbose', '_get_lr_called_within_step', '_is_initial', 'mode_worse', 'use_beta1'],
  ...['anneal_func', '_scale_fn_custom', '_scale_fn_ref'],
];

/** What some of PyTorch's schedules or versions do not write: it stays as it is. */
const OPTIONAL = ['stepCount', 'baseLrs', 'lastLr', 'lastEpoch', 'annealStrategy', 'baseMomentums', 'maxMomentums', 'milestones'];

/** Names that are not the same words. */
const RENAMED: Record<string, string> = { _anneal_func_type: 'annealStrategy', _schedule_phases: 'phases' };

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a state is of PyTorch's form. */
const isTorch = (state: Fields): boolean => ['last_epoch', '_last_lr'].some((name) => name in state);

/** The steps of a `MultiStepLR`, which PyTorch counts: { 30: 1, 80: 2 }. */
function stepsOf(counted: Map<unknown, unknown> | Fields): number[] {
  const pairs = counted instanceof Map ? [...counted] : Object.entries(counted);
  return pairs.flatMap(([step, times]) => new Array(Number(times) || 0).fill(Number(step)));
}

/** A phase of a `OneCycleLR`. */
const phaseOf = (p: Fields): Fields => ({
  end: p['end_step'],
  lr: [camelCase(String(p['start_lr'])), camelCase(String(p['end_lr']))],
  momentum: [camelCase(String(p['start_momentum'])), camelCase(String(p['end_momentum']))],
});

/** Gives a state of PyTorch's form the names and values that it has here; any other is returned as it is. */
export function fromTorch(fn: string, state: unknown, own: Fields): Fields {
  if (!isFields(state)) failType(fn, `expected a scheduler's state, got ${show(state)}`);
  if (!isTorch(state)) return state;
  const given: Fields = {};
  for (const [key, value] of Object.entries(state)) {
    if (IGNORED.includes(key)) continue;
    let read = value;
    if (key === 'milestones' && isFields(value)) read = stepsOf(value);
    else if (key === '_schedule_phases' && Array.isArray(value)) read = value.map((p) => (isFields(p) ? phaseOf(p) : p));
    else if (key === 'best' && (value === Infinity || value === -Infinity)) read = null;
    given[RENAMED[key] ?? camelCase(key)] = read;
  }
  for (const key of OPTIONAL) if (!(key in given) && key in own) given[key] = own[key];
  return given;
}
