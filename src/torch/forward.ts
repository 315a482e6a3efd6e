/** The Python text of a forward, from two runs on batches of two sizes. */
import { isTensor } from '../core.ts';
import { failType, show } from '../errors.ts';
import type { Module } from '../nn/module.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { expressionOf, refuse } from './expressions.ts';
import { isName, literal } from './python.ts';
import { type CallStep, type Step, tensorsIn, type Visit } from './visits.ts';

/** Names of further values. */
const FRESH = ['x', 'y', 'z', 'u', 'v', 'w'];

/** The paths of tensors and modules from a module: `self.fc1`, `self.fc1.weight`. */
export interface Places {
  tensors: ReadonlyMap<Tensor, string>;
  modules: ReadonlyMap<Module, string>;
}

/** The names of a JavaScript forward's parameters, if they are valid in Python. */
function parameterNames(module: Module, count: number): string[] {
  const [, listed = ''] = /^[^(]*\(([^)]*)\)/.exec(Function.prototype.toString.call(module.forward)) ?? [];
  const names = listed.split(',').map((word) => word.trim());
  const usable = names.length >= count && names.slice(0, count).every((n) => isName(n)) && new Set(names).size === names.length;
  return usable ? names.slice(0, count) : Array.from({ length: count }, (_, i) => FRESH[i] ?? `x${i}`);
}

/** `needWeights` → `need_weights`. */
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** The steps that the result depends on, in order. */
function needed({ steps, out }: Visit): Step[] {
  const wanted = new Set<unknown>(tensorsIn(out));
  const kept: Step[] = [];
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i] as Step;
    const made = tensorsIn(step.out);
    if (!made.some((t) => wanted.has(t))) continue;
    kept.push(step);
    // an op composed of others reports its result last: then its parts are not needed
    for (const t of made) wanted.delete(t);
    for (const t of operandsOf(step)) wanted.add(t);
  }
  return kept.reverse();
}

const operandsOf = (step: Step): Tensor[] =>
  step.kind === 'op'
    ? [...step.inputs]
    : step.args.flatMap((a) => (isOptions(a) ? Object.values(a).flatMap((v) => tensorsIn(v)) : tensorsIn(a)));

const isOptions = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !isTensor(value) && Object.getPrototypeOf(value) === Object.prototype;

const differ = (name: string, what: string): never =>
  failType(
    'toTorch',
    `expected ${name} to make the same calls for every batch and mode, got ${what}; use modules for what differs`,
  );

/**
 * `def forward(self, x): …` of a custom module. Values keep the name of the operand that they replace.
 *
 * @throws {TypeError} for calls that differ between the runs, or that cannot be written.
 */
export function forwardText(name: string, module: Module, visit: Visit, other: Visit, places: Places): string {
  const [steps, others] = [needed(visit), needed(other)];
  if (steps.length !== others.length) differ(name, `${steps.length} and ${others.length} steps`);
  const parameters = visit.args.filter((a) => a !== undefined);
  if (!parameters.every(isTensor))
    failType('toTorch', `expected the forward of ${name} to take tensors, got ${show(parameters.find((a) => !isTensor(a)))}`);
  const inputs = parameterNames(module, parameters.length);
  const names = new Map<Tensor, string>(parameters.map((t, i) => [t as Tensor, inputs[i] as string]));
  const lastUse = new Map<Tensor, number>();
  steps.forEach((step, i) => {
    for (const t of operandsOf(step)) lastUse.set(t, i);
  });
  for (const t of tensorsIn(visit.out)) lastUse.set(t, steps.length);

  let op = '';
  const operand = (t: Tensor): string =>
    names.get(t) ??
    places.tensors.get(t) ??
    refuse(
      op,
      `its operand of shape ${showShape(t.sizes)} was made in the forward; use nn.Dropout for dropout, and registerBuffer for constants`,
    );
  const argument = (value: unknown): string =>
    isTensor(value)
      ? operand(value)
      : Array.isArray(value) && tensorsIn(value).length > 0
        ? `(${value.map(argument).join(', ')})`
        : literal(`arguments of ${op}`, value);

  function callText(step: CallStep): string {
    const place = places.modules.get(step.module);
    if (place === undefined)
      return failType(
        'toTorch',
        `expected ${name} to call modules in its fields, got a ${step.module.constructor.name} elsewhere`,
      );
    const args = step.args.filter((a, i) => a !== undefined || step.args.slice(i).some((b) => b !== undefined));
    const written = args.flatMap((a) =>
      isOptions(a) ? Object.entries(a).map(([key, value]) => `${snakeCase(key)}=${argument(value)}`) : [argument(a)],
    );
    return `${place}(${written.join(', ')})`;
  }

  /** The name of a result: that of an operand which is not read again, or a new one. */
  function nameFor(i: number, taken: readonly string[]): string {
    for (const t of operandsOf(steps[i] as Step)) {
      const own = names.get(t);
      if (own !== undefined && lastUse.get(t) === i && !taken.includes(own)) return own;
    }
    const used = new Set([...[...names].filter(([t]) => (lastUse.get(t) ?? -1) >= i).map(([, n]) => n), ...taken, ...inputs]);
    for (let k = 0; ; k++) {
      const word = FRESH[k] ?? `x${k - FRESH.length + 1}`;
      if (!used.has(word)) return word;
    }
  }

  function target(i: number, value: unknown, taken: string[]): string {
    if (isTensor(value)) {
      if (!lastUse.has(value)) return '_';
      const word = nameFor(i, taken);
      taken.push(word);
      return word;
    }
    if (!Array.isArray(value)) return '_';
    return value.map((v) => (Array.isArray(v) ? `(${target(i, v, taken)})` : target(i, v, taken))).join(', ');
  }

  function bind(value: unknown, taken: string[]): void {
    for (const t of tensorsIn(value)) if (lastUse.has(t)) names.set(t, taken.shift() as string);
  }

  const lines = steps.map((step, i) => {
    const twin = others[i] as Step;
    op = step.kind === 'op' ? step.op : step.module.constructor.name;
    if (step.kind !== twin.kind || (step.kind === 'call' && step.module !== (twin as CallStep).module)) differ(name, op);
    if (step.kind === 'op' && step.op !== (twin as typeof step).op) differ(name, `${op} and ${(twin as typeof step).op}`);
    const text =
      step.kind === 'op' ? expressionOf(step.inputs.map(operand), { step, other: twin as typeof step }) : callText(step);
    const taken: string[] = [];
    const left = target(i, step.out, taken);
    bind(step.out, taken);
    return `${left} = ${text}`;
  });
  op = 'the result';
  if (isOptions(visit.out)) failType('toTorch', `expected ${name} to return tensors, alone or in an array, got an object`);
  const results = Array.isArray(visit.out) ? visit.out.map(argument).join(', ') : argument(visit.out);
  const last = lines[lines.length - 1];
  if (last?.startsWith(`${results} = `)) lines[lines.length - 1] = `return ${last.slice(results.length + 3)}`;
  else lines.push(`return ${results}`);
  return [`def forward(self, ${inputs.join(', ')}):`, ...lines.map((l) => `    ${l}`)].join('\n');
}
