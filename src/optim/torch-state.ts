/** States in PyTorch's own form, for its `load_state_dict`. */
import { failType, show } from '../errors.ts';
import { takes } from '../options.ts';
import { LRScheduler } from './lr-scheduler/scheduler.ts';
import { snakeCase } from './names.ts';
import { Optimizer, type ParamState } from './optimizer.ts';

/** An optimizer's state in PyTorch's form: integer keys, its names of options, lists of parameters' numbers. */
export interface TorchState {
  /** The state of each parameter, by its number: the live tensors, and numbers. */
  state: Map<number, ParamState>;
  /** The groups' options, with their parameters' numbers. */
  param_groups: Record<string, unknown>[];
}

type Fields = Record<string, unknown>;

const RENAMED: Record<string, string> = {
  tMax: 'T_max',
  t0: 'T_0',
  tMult: 'T_mult',
  tCur: 'T_cur',
  tI: 'T_i',
  stepCount: '_step_count',
  lastLr: '_last_lr',
  annealStrategy: '_anneal_func_type',
};

/** A phase of a `OneCycleLR`. */
const phaseOf = ({ end, lr, momentum }: { end: number; lr: string[]; momentum: string[] }): Fields => ({
  end_step: end,
  start_lr: snakeCase(lr[0] as string),
  end_lr: snakeCase(lr[1] as string),
  start_momentum: snakeCase(momentum[0] as string),
  end_momentum: snakeCase(momentum[1] as string),
});

function scheduleOf(state: Fields): Fields {
  const isSequence = 'schedulers' in state;
  const made: Fields = {};
  for (const [key, value] of Object.entries(state)) {
    if (key === 'schedulers') made['_schedulers'] = (value as Fields[]).map(scheduleOf);
    else if (key === 'phases') made['_schedule_phases'] = (value as Parameters<typeof phaseOf>[0][]).map(phaseOf);
    else if (key === 'best') made['best'] = value ?? (state['mode'] === 'min' ? Infinity : -Infinity);
    // a MultiStepLR counts them in a Python class, and has them from its constructor
    else if (key === 'milestones') Object.assign(made, isSequence && { _milestones: value });
    else made[RENAMED[key] ?? snakeCase(key)] = value;
  }
  // PyTorch expects it for a schedule whose height can be a function
  if ('scaleMode' in state) made['_scale_fn_custom'] = null;
  return made;
}

/**
 * The state of an optimizer or a scheduler in PyTorch's form, for its `load_state_dict`; save it with `saveTorch`, for example.
 * Tensors are the live ones. Schedulers with functions must be constructed there with the same functions.
 *
 * @throws {TypeError} for anything else.
 */
export function toTorchState(of: Optimizer): TorchState;
export function toTorchState(of: LRScheduler): Record<string, unknown>;
export function toTorchState(of: Optimizer | LRScheduler): TorchState | Record<string, unknown> {
  takes('toTorchState', 1, arguments);
  if (of instanceof LRScheduler) return scheduleOf(of.stateDict());
  if (!(of instanceof Optimizer)) failType('toTorchState', `expected an optimizer or a scheduler, got ${show(of)}`);
  const { state, paramGroups } = of.stateDict();
  return {
    state: new Map(Object.entries(state).map(([i, own]) => [Number(i), own])),
    param_groups: paramGroups.map((group) =>
      Object.fromEntries(Object.entries(group).map(([name, value]) => [snakeCase(name), value])),
    ),
  };
}
