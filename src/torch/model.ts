/** `model.py`: the model as a person would write it with PyTorch. */
import { isTensor } from '../core.ts';
import { failType } from '../errors.ts';
import * as nn from '../nn/index.ts';
import { buffersOf, type Module } from '../nn/module.ts';
import { Parameter } from '../nn/parameter.ts';
import type { Tensor } from '../tensor.ts';
import { forwardText, type Places } from './forward.ts';
import { isContainer, isLeaf, leafText } from './leaves.ts';
import { attribute, isName, isPlain, list, quoted } from './python.ts';
import type { Visit } from './visits.ts';

/** The runs of a model: on batches of two sizes, in training and in evaluation. */
export interface Runs {
  training: readonly [Map<Module, Visit[]>, Map<Module, Visit[]>];
  evaluation: readonly [Map<Module, Visit[]>, Map<Module, Visit[]>];
}

const indented = (text: string, by = 4): string => text.replaceAll('\n', `\n${' '.repeat(by)}`);

/** Attributes of PyTorch's Module, which hide fields of the same name. */
const MEMBERS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    'T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval extra_repr ' +
    'float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules mtia named_buffers ' +
    'named_children named_modules named_parameters parameters requires_grad_ set_extra_state set_submodule share_memory ' +
    'state_dict to to_empty train training type xpu zero_grad'
  ).split(' '),
);

/** The path of a child: `self.blocks[0]`, `self.head`. */
const childPlace = (parent: Module, place: string, child: string, index: number): string =>
  isContainer(parent) && child === String(index) ? `${place}[${child}]` : attribute(place, child);

/** The paths of modules and tensors below a module, from `self`. */
function placesIn(module: Module): Places {
  const modules = new Map<Module, string>();
  const tensors = new Map<Tensor, string>();
  const visit = (m: Module, place: string): void => {
    if (modules.has(m)) return;
    modules.set(m, place);
    for (const [field, value] of [...Object.entries(m), ...[...buffersOf(m)].map(([k, b]) => [k, b.tensor] as const)])
      if (isTensor(value) && !tensors.has(value)) tensors.set(value, attribute(place, field));
    m.namedChildren().forEach(([child, below], i) => visit(below, childPlace(m, place, child, i)));
  };
  visit(module, 'self');
  return { modules, tensors };
}

/** Writes the classes of a model, equal ones once. */
export class Classes {
  /** The classes, each after those that it uses. */
  readonly texts: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>(['build', 'OrderedDict']);

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
      if (!plain) checkField(module, name);
      const text = indented(this.make(child, runs));
      return plain ? `    ${text},` : `    (${quoted(name)}, ${text}),`;
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
    const assign = (register: string, name: string, value: string): void => {
      checkField(module, name);
      lines.push(isPlain(name) ? `self.${name} = ${value}` : `self.${register}(${quoted(name)}, ${value})`);
    };
    for (const [name, value] of Object.entries(module)) {
      if (value instanceof Parameter) assign('register_parameter', name, `nn.Parameter(torch.empty(${shapeText(value)}))`);
    }
    for (const [name, { tensor, persistent }] of buffersOf(module)) {
      checkField(module, name);
      const text = quoted(name);
      if (tensor === null) lines.push(`self.register_buffer(${text}, None)`);
      else if (!persistent)
        failType('toTorch', `expected buffers that stateDict() has, got '${name}' of ${kind}; register it with persistent: true`);
      else {
        const dtype = { float32: 'float32', int32: 'int64', bool: 'bool' }[tensor.dtype];
        lines.push(`self.register_buffer(${text}, torch.empty(${shapeText(tensor)}, dtype=torch.${dtype}))`);
      }
    }
    for (const [name, child] of module.namedChildren()) assign('add_module', name, this.make(child, runs));
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
    // a module that is not used has parameters, which are in the state, but no forward
    if (text === undefined) return `def forward(self, *inputs):\n    raise NotImplementedError('nothing called this module')`;
    if (more.length > 0)
      failType(
        'toTorch',
        `expected ${name} to compute alike for every batch and mode, got a forward that differs; use modules such as nn.Dropout for what does`,
      );
    return text;
  }
}

/** Refuses a name that a field there cannot have. */
function checkField(module: Module, name: string): void {
  if (name === '' || name.includes('.') || MEMBERS.has(name))
    failType(
      'toTorch',
      `expected fields that PyTorch's Module can have, got '${name}' in ${module.constructor.name}; give it another name`,
    );
}

/** A tensor's sizes; for a scalar, an empty tuple. */
const shapeText = ({ sizes }: Tensor): string => (sizes.length === 0 ? '()' : list(sizes));

/** Statements on single parameters: shared ones are assigned again, frozen ones stay frozen. */
function settings(model: Module): string[] {
  const lines: string[] = [];
  const first = new Map<Tensor, string>();
  const visit = (m: Module, place: string): void => {
    for (const [name, value] of Object.entries(m)) {
      if (!(value instanceof Parameter)) continue;
      const at = attribute(place, name);
      const before = first.get(value);
      if (before !== undefined)
        lines.push(isPlain(name) ? `${at} = ${before}` : `${place}.register_parameter(${quoted(name)}, ${before})`);
      else if (!value.requiresGrad) lines.push(`${at}.requires_grad_(False)`);
      if (before === undefined) first.set(value, at);
    }
    m.namedChildren().forEach(([child, below], i) => visit(below, childPlace(m, place, child, i)));
  };
  visit(model, 'model');
  return lines;
}

/**
 * `model.py`, whose `Model` is the whole model.
 * @throws {TypeError} for anything that PyTorch lacks or that cannot be written.
 */
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
