/** The lines of `train.py` that make the loss, the optimizer and the schedule. */
import { failRange, failType, show } from '../errors.ts';
import * as nn from '../nn/index.ts';
import type { Module } from '../nn/module.ts';
import * as optim from '../optim/index.ts';
import { ChainedScheduler } from '../optim/lr-scheduler/chained.ts';
import type { CyclicLR } from '../optim/lr-scheduler/cyclic.ts';
import { LRScheduler } from '../optim/lr-scheduler/scheduler.ts';
import { SequentialLR } from '../optim/lr-scheduler/sequential.ts';
import { snakeCase } from '../optim/names.ts';
import type { Optimizer } from '../optim/optimizer.ts';
import { toTorchState } from '../optim/torch-state.ts';
import type { Tensor } from '../tensor.ts';
import { keywords, list, literal, quoted } from './python.ts';

/** The supported losses, each with its options by PyTorch's names and the divisor of its mean. */
const LOSSES: Readonly<
  Record<string, { options: readonly string[]; weights: readonly string[]; per: 'target' | 'element' | 'row' }>
> = {
  CrossEntropyLoss: { options: ['ignoreIndex', 'labelSmoothing'], weights: ['weight'], per: 'target' },
  NLLLoss: { options: ['ignoreIndex'], weights: ['weight'], per: 'target' },
  MultiMarginLoss: { options: ['p', 'margin'], weights: ['weight'], per: 'row' },
  MSELoss: { options: [], weights: [], per: 'element' },
  L1Loss: { options: [], weights: [], per: 'element' },
  SmoothL1Loss: { options: ['beta'], weights: [], per: 'element' },
  HuberLoss: { options: ['delta'], weights: [], per: 'element' },
  BCELoss: { options: [], weights: ['weight'], per: 'element' },
  BCEWithLogitsLoss: { options: [], weights: ['weight', 'posWeight'], per: 'element' },
};

/** The loss in `train.py`, and the tensors that it is made with. */
export interface Criterion {
  text: string;
  weights: Record<string, Tensor>;
  reduction: 'mean' | 'sum';
  per: 'target' | 'element' | 'row';
}

/** @throws {TypeError} for a loss that PyTorch lacks or whose mean cannot be taken over several processes. */
export function criterionOf(criterion: Module): Criterion {
  const name = criterion?.constructor?.name ?? '';
  const known = (nn as Record<string, unknown>)[name] === criterion?.constructor ? LOSSES[name] : undefined;
  if (known === undefined)
    failType('toTorch', `expected criterion to be one of ${Object.keys(LOSSES).join(', ')}, got ${show(criterion)}`);
  const fields = criterion as unknown as Record<string, unknown>;
  const { reduction } = fields;
  if (reduction !== 'mean' && reduction !== 'sum')
    failRange('toTorch', `expected a criterion with reduction 'mean' or 'sum', got '${String(reduction)}'`);
  const weights: Record<string, Tensor> = {};
  for (const w of known.weights) if (fields[w]) weights[snakeCase(w)] = fields[w] as Tensor;
  const options = Object.fromEntries(known.options.map((o) => [snakeCase(o), fields[o]]));
  const given = [keywords('criterion', options), '**weights', 'reduction=reduction'].filter((text) => text !== '');
  return { text: `nn.${name}(${given.join(', ')})`, weights, reduction, per: known.per };
}

const OPTIMIZERS = ['SGD', 'Adam', 'AdamW', 'RMSprop', 'Adagrad', 'Adadelta', 'Adamax', 'NAdam', 'RAdam', 'ASGD', 'Rprop'];

/** The expression that makes the optimizer of a module called `model`. */
export function optimizerText(optimizer: Optimizer, model: Module): string {
  const name = optimizer?.constructor?.name ?? '';
  if (!OPTIMIZERS.includes(name) || (optim as Record<string, unknown>)[name] !== optimizer.constructor)
    failType('toTorch', `expected optimizer to be one of ${OPTIMIZERS.join(', ')}, got ${show(optimizer)}`);
  const named = new Map<unknown, string>(model.namedParameters().map(([path, p]) => [p, path]));
  const known = Object.keys(optimizer.defaults);
  const groups = optimizer.paramGroups.map((group) => {
    const options = group as unknown as Record<string, unknown>;
    const own = Object.fromEntries(
      known.map((key) => [key, key === 'lr' ? (options['initialLr'] ?? options['lr']) : options[key]]),
    );
    const paths = group.params.map(
      (p) => named.get(p) ?? failRange('toTorch', "expected an optimizer of the model's parameters, got one of other tensors"),
    );
    const texts = Object.entries(own)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [snakeCase(key), Array.isArray(value) ? `(${list(value)})` : literal(key, value)] as const);
    return { paths, texts };
  });
  const all = [...named.values()];
  const [only] = groups;
  if (groups.length === 1 && only !== undefined && only.paths.join() === all.join())
    return `torch.optim.${name}(model.parameters(), ${only.texts.map(([key, value]) => `${key}=${value}`).join(', ')})`;
  const lines = groups.map(
    ({ paths, texts }) =>
      `        {'params': [parameters[name] for name in [${paths.map(quoted).join()}]], ${texts.map(([k, v]) => `'${k}': ${v}`).join(', ')}},`,
  );
  return `torch.optim.${name}([\n${lines.join('\n')}\n    ])`;
}

/** The constructor's arguments by class: those with the same name in the state. */
const SCHEDULES: Readonly<Record<string, readonly string[]>> = {
  StepLR: ['step_size', 'gamma'],
  MultiStepLR: ['milestones', 'gamma'],
  ExponentialLR: ['gamma'],
  ConstantLR: ['factor', 'total_iters'],
  LinearLR: ['start_factor', 'end_factor', 'total_iters'],
  PolynomialLR: ['total_iters', 'power'],
  CosineAnnealingLR: ['T_max', 'eta_min'],
  CosineAnnealingWarmRestarts: ['T_0', 'T_mult', 'eta_min'],
  OneCycleLR: ['total_steps', 'cycle_momentum'],
  CyclicLR: ['mode', 'gamma', 'scale_mode', 'cycle_momentum'],
  ReduceLROnPlateau: ['mode', 'factor', 'patience', 'threshold', 'threshold_mode', 'cooldown', 'eps'],
};

/** Arguments with other names in the state. */
function further(
  name: string,
  scheduler: LRScheduler,
  state: Record<string, unknown>,
  optimizer: Optimizer,
): Record<string, unknown> {
  const ofGroups = (key: string): unknown[] => optimizer.paramGroups.map((g) => (g as unknown as Record<string, unknown>)[key]);
  switch (name) {
    case 'MultiStepLR':
      return { milestones: (scheduler.stateDict() as { milestones?: unknown }).milestones };
    case 'OneCycleLR':
      return { max_lr: ofGroups('maxLr'), anneal_strategy: state['_anneal_func_type'] };
    case 'CyclicLR': {
      if ((scheduler as CyclicLR).isCustom)
        failType('toTorch', 'expected a CyclicLR without scaleFn, got one with it; use a mode');
      const [total, ratio] = [state['total_size'] as number, state['step_ratio'] as number];
      const up = Math.round(total * ratio);
      const momenta = state['cycle_momentum']
        ? { base_momentum: state['base_momentums'], max_momentum: state['max_momentums'] }
        : {};
      return { base_lr: state['base_lrs'], max_lr: state['max_lrs'], step_size_up: up, step_size_down: total - up, ...momenta };
    }
    case 'ReduceLROnPlateau':
      return { min_lr: state['min_lrs'] };
    default:
      return {};
  }
}

/** The expression that makes a schedule of an optimizer called `optimizer`. */
export function schedulerText(scheduler: LRScheduler, optimizer: Optimizer): string {
  if (!(scheduler instanceof LRScheduler)) failType('toTorch', `expected scheduler to be a scheduler, got ${show(scheduler)}`);
  if (scheduler.optimizer !== optimizer) failRange('toTorch', "expected a scheduler of the optimizer, got another optimizer's");
  if (scheduler instanceof SequentialLR || scheduler instanceof ChainedScheduler) {
    const parts = `[${scheduler.parts.map((part) => schedulerText(part, optimizer)).join(', ')}]`;
    return scheduler instanceof ChainedScheduler
      ? `lr_scheduler.ChainedScheduler(${parts})`
      : `lr_scheduler.SequentialLR(optimizer, ${parts}, milestones=[${list(scheduler.milestones)}])`;
  }
  const name = scheduler.constructor.name;
  const known = Object.hasOwn(SCHEDULES, name) ? SCHEDULES[name] : undefined;
  const own = (optim.lrScheduler as Record<string, unknown>)[name] === scheduler.constructor;
  if (known === undefined || !own)
    failType(
      'toTorch',
      `expected a scheduler that can be written, got ${name}; use one of ${Object.keys(SCHEDULES).join(', ')}, SequentialLR, ChainedScheduler`,
    );
  const state = toTorchState(scheduler);
  const options = Object.fromEntries(known.filter((key) => key in state).map((key) => [key, state[key]]));
  const all = { ...options, ...further(name, scheduler, state, optimizer) };
  return `lr_scheduler.${name}(optimizer, ${keywords(name, all)})`;
}
