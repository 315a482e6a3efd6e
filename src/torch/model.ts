/** `model.py`: the model as a person would write it with PyTorch. */
import { isTensor } from '../core.ts';
import { failType } from '../errors.ts';
import * as nn from '../nn/index.ts';
import { buffersOf, type Module } from '../nn/module.ts';
import { Parameter } from '../nn/parameter.ts';
import type { Tensor } from '../tensor.ts';
import { forwardText, type Places } from './forward.ts';
import { isContainer, isLeaf, leafText } from './leaves.ts';
import { isName, list } from './python.ts';
import type { Visit } from './visits.ts';

/** The runs of a model: on batches of two sizes, in training and in evaluation. */
export interface Runs {
  training: readonly [Map<Module, Visit[]>, Map<Module, Visit[]>];
  evaluation: readonly [Map<Module, Visit[]>, Map<Module, Visit[]>];
}

const indented = (text: string, by = 4): string => text.replaceAll('\n', `\n${' '.repeat(by)}`);

/** Names of modules and tensors below a module, from `self`. */
function placesIn(module: Module): Places {
  const modules = new Map<Module, string>();
  const tensors = new Map<Tensor, string>();
  const visit = (m: Module, place: string): void => {
    if (modules.has(m)) return;
    modules.set(m, place);
    for (const [field, value] of [...Object.entries(m), ...[...buffersOf(m)].map(([k, b]) => [k, b.tensor] as const)])
      if (isTensor(value) && !tensors.has(value)) tensors.set(value, `${place}.${field}`);
    for (const [child, below] of m.namedChildren())
      visit(below, isContainer(m) && /^\d+$/.test(child) ? `${place}[${child}]` : `${place}.${child}`);
  };
  visit(module, 'self');
  return { modules, tensors };
}

/** Writes the classes of a model, equal ones once. */
export class Classes {
  /** Class by class, those that others are made of first. */
  readonly texts: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** The expression that makes a module. */
  make(module: Module, runs: Runs): string {
    if (isLeaf(module)) return leafText(module);
    if (isContainer(module)) return this.#container(module, runs);
    return `${this.#classOf(module, runs)}()`;
  }

  #container(module: Module, runs: Runs): string {
    const children = module.namedChildren();
    const plain = children.every(([name], i) => name === String(i));
    const made = children.map(([name, child]) => {
      const text = indented(this.make(child, runs));
      return plain ? `    ${text},` : `    (${JSON.stringify(name)}, ${text}),`;
    });
    const isChain = module instanceof nn.Sequential;
    if (!plain) return `nn.Sequential(OrderedDict([\n${made.join('\n')}\n]))`;
    if (isChain) return `nn.Sequential(\n${made.join('\n')}\n)`;
    return made.length === 0 ? 'nn.ModuleList()' : `nn.ModuleList([\n${made.join('\n')}\n])`;
  }

  #classOf(module: Module, runs: Runs): string {
    const body = `${this.#init(module, runs)}\n\n${this.#forward(module, runs)}`;
    const wanted = /^[A-Za-z]\w*$/.test(module.constructor.name) ? module.constructor.name : 'Model';
    const key = `${wanted}\n${body}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    let name = wanted;
    for (let i = 2; this.#taken.has(name) || name in nn || !isName(name); i++) name = `${wanted}${i}`;
    this.#taken.add(name);
    this.#names.set(key, name);
    this.texts.push(`class ${name}(nn.Module):\n    ${indented(body)}`.replace(/^ +$/gm, ''));
    return name;
  }

  #init(module: Module, runs: Runs): string {
    const lines: string[] = [];
    const kind = module.constructor.name;
    const field = (name: string): string =>
      isName(name) ? name : failType('toTorch', `expected fields that Python can name, got '${name}' in ${kind}`);
    for (const [name, value] of Object.entries(module)) {
      if (value instanceof Parameter) lines.push(`self.${field(name)} = nn.Parameter(torch.empty(${shapeText(value)}))`);
    }
    for (const [name, { tensor, persistent }] of buffersOf(module)) {
      if (tensor === null) lines.push(`self.register_buffer('${field(name)}', None)`);
      else if (!persistent)
        failType('toTorch', `expected buffers that stateDict() has, got '${name}' of ${kind}; register it with persistent: true`);
      else {
        const dtype = { float32: 'float32', int32: 'int64', bool: 'bool' }[tensor.dtype];
        lines.push(`self.register_buffer('${field(name)}', torch.empty(${shapeText(tensor)}, dtype=torch.${dtype}))`);
      }
    }
    for (const [name, child] of module.namedChildren()) lines.push(`self.${field(name)} = ${this.make(child, runs)}`);
    if (module.modules().some((m) => m instanceof nn.BatchNorm1d || m instanceof nn.BatchNorm2d))
      lines.push("# under DistributedDataParallel batch normalisation sees one process's share of each batch");
    return ['def __init__(self):', '    super().__init__()', ...lines.map((l) => `    ${indented(l)}`)].join('\n');
  }

  #forward(module: Module, { training, evaluation }: Runs): string {
    const name = module.constructor.name;
    const places = placesIn(module);
    const texts = new Set<string>();
    for (const [two, three] of [training, evaluation]) {
      const [a, b] = [two.get(module) ?? [], three.get(module) ?? []];
      if (a.length !== b.length)
        failType('toTorch', `expected ${name} to be called alike for every batch, got ${a.length} and ${b.length} calls`);
      a.forEach((visit, i) => {
        const other = b[i] as Visit;
        for (const [p, q] of [
          [visit, other],
          [other, visit],
        ] as const)
          texts.add(forwardText(name, module, p, q, places));
      });
    }
    const [text, ...more] = texts;
    if (text === undefined) failType('toTorch', `expected every module to be used, got a ${name} that the forward does not call`);
    if (more.length > 0)
      failType(
        'toTorch',
        `expected ${name} to compute alike for every batch and mode, got a forward that differs; use modules such as nn.Dropout for what does`,
      );
    return text;
  }
}

/** A tensor's sizes; those of a scalar are a tuple without any. */
const shapeText = ({ sizes }: Tensor): string => (sizes.length === 0 ? '()' : list(sizes));

/** What holds for single parameters: those that several modules share are assigned once more, those that are frozen stay so. */
function settings(model: Module): string[] {
  const lines: string[] = [];
  const first = new Map<Tensor, string>();
  const visit = (m: Module, place: string): void => {
    for (const [name, value] of Object.entries(m)) {
      if (!(value instanceof Parameter)) continue;
      const at = `${place}.${name}`;
      const before = first.get(value);
      if (before !== undefined) lines.push(`${at} = ${before}`);
      else if (!value.requiresGrad) lines.push(`${at}.requires_grad_(False)`);
      if (before === undefined) first.set(value, at);
    }
    for (const [child, below] of m.namedChildren())
      visit(below, /^\d+$/.test(child) ? `${place}[${child}]` : `${place}.${child}`);
  };
  visit(model, 'model');
  return lines;
}

/** `model.py`, whose `Model` is the whole. @throws {TypeError} for what PyTorch lacks or cannot be written. */
export function modelText(model: Module, runs: Runs): string {
  const classes = new Classes();
  const made = classes.make(model, runs);
  const isOwn = /^\w+\(\)$/.test(made) && classes.texts.length > 0;
  const head = [
    '"""The model. `build()` makes it; its weights come from the checkpoint."""',
    ...(classes.texts.some((t) => t.includes('OrderedDict')) || made.includes('OrderedDict')
      ? ['from collections import OrderedDict', '']
      : []),
    'import torch',
    'import torch.nn.functional as F',
    'from torch import nn',
  ];
  const text = isOwn ? made : indented(made);
  const more = settings(model);
  const body = more.length === 0 ? [`return ${text}`] : [`model = ${text}`, ...more, 'return model'];
  const build = ['def build():', ...body.map((line) => `    ${line}`)].join('\n');
  return `${[head.join('\n'), ...classes.texts, build].join('\n\n\n')}\n`;
}
