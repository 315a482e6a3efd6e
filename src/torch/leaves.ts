/** The modules that PyTorch has as well: what they are called with there. */
import { failType } from '../errors.ts';
import * as nn from '../nn/index.ts';
import type { Module } from '../nn/module.ts';

/** Modules of ours without a counterpart there, and what to use instead. */
const OURS: Readonly<Record<string, string>> = {
  LinearCrossEntropyLoss: 'nn.Linear with nn.CrossEntropyLoss',
};

/** Whether two modules compute by the same method. */
const runs = (module: Module, as: abstract new (...args: never[]) => Module): boolean =>
  module.forward === (as.prototype as Module).forward;

/** A list or a chain, whose parts may be modules of the user's. */
export const isContainer = (module: Module): boolean =>
  (module instanceof nn.Sequential && runs(module, nn.Sequential)) || module instanceof nn.ModuleList;

/** Whether a module is of a class that the library exports, rather than the user's own. */
export function isLeaf(module: Module): boolean {
  const { name } = module.constructor;
  const known = (nn as Record<string, unknown>)[name] === module.constructor;
  if (known && Object.hasOwn(OURS, name))
    failType('toTorch', `expected modules that PyTorch has, got ${name}; use ${OURS[name]}`);
  return known && !isContainer(module);
}

/** Arguments that say what PyTorch takes anyway. */
const DEFAULTS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...['bias=True', 'inplace=False', 'stride=(1, 1)', 'stride=(1,)', 'padding=0', 'dilation=1', 'ceil_mode=False', 'eps=1e-05'],
  ...['affine=True', 'elementwise_affine=True', 'track_running_stats=True', 'momentum=0.1', "approximate='none'", 'alpha=1.0'],
]);

/** What PyTorch's constructor takes: what the module prints, without what it takes anyway. */
const argumentsOf = (module: Module): string =>
  module
    .extraRepr()
    .split(/, (?![^(]*\))/)
    .filter((argument) => !DEFAULTS.has(argument))
    .map((argument) => argument.replace(/^(in_features|out_features)=/, '').replace(/^padding=([a-z]+)$/, "padding='$1'"))
    .join(', ');

/** The expression that makes a leaf there, such as `nn.Linear(20, 3)`. */
export const leafText = (module: Module): string => `nn.${module.constructor.name}(${argumentsOf(module)})`;
