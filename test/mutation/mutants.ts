// Small faults in a source file, one at a time: a comparison that is off by one, a term with the wrong sign, a check, a statement or
// a saved tensor that is missing. Messages and types are left alone.
import { parseSync } from 'vite';

/** A range of the text and what replaces it. */
export interface Mutant {
  /** Where, as offsets into the text. */
  start: number;
  end: number;
  by: string;
  /** What is written twice to switch it on and off: an expression, a statement, or the key of a property. */
  around: { start: number; end: number; as: 'expression' | 'statement' | 'key' };
  /** The number of the innermost function or branch around it, -1 outside of functions. */
  probe: number;
  /** That of the branch that it decides about, -1 for none. */
  near: number;
  /** The exported function around it, or ''. */
  root: string;
}

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** Where a counter goes that tells which tests come by: after the brace of a block, before another statement, or round an expression. */
export interface Probe {
  start: number;
  end: number;
  as: 'block' | 'statement' | 'expression';
}

const probeOf = ({ type, start, end }: Node): Probe => {
  const as = type === 'BlockStatement' ? 'block' : /Statement$/.test(type) ? 'statement' : 'expression';
  return { start, end, as };
};

/** Whether a part of a node may be passed by. */
const isBranch = (node: Node, part: Node): boolean =>
  /^(If|Conditional)/.test(node.type)
    ? part !== node['test']
    : node.type === 'LogicalExpression'
      ? part === node['right']
      : /^(For|While)/.test(node.type) && part === node['body'];

const OTHERS: Record<string, readonly string[]> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&': ['|'],
  '|': ['&'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '|=': ['&='],
  '&=': ['|='],
};

/** What is passed over with all that is in it. */
const LEFT_ALONE = /^(TS(?!As|NonNull|TypeAssertion|Satisfies)|Import|ExportAll|TemplateLiteral)/;

/** A statement of what kernels expect: the binaries in use are compiled without it. */
const isAssertion = (text: string, { type, start, end }: Node): boolean =>
  type === 'ExpressionStatement' && /^(assert|expects)\(/.test(text.slice(start, end));

/** What parses as TypeScript: AssemblyScript's decorators stand before functions, where there are none. */
const plain = (text: string): string => text.replace(/@\w+(\("[^)]*\))?(?=\s)/g, (found) => ' '.repeat(found.length));

/** The nodes directly within another. */
const within = (node: Node): Node[] =>
  Object.values(node)
    .flat()
    .filter((value): value is Node => typeof (value as Node | null)?.type === 'string');

/** Every mutant of a text, and the places of its functions and branches. */
export function mutantsOf(path: string, text: string): { mutants: Mutant[]; probes: Probe[] } {
  const { program, errors } = parseSync(path, plain(text), { lang: 'ts' });
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const mutants: Mutant[] = [];
  const probes: Probe[] = [];
  const at = { probe: -1, root: '' };
  const keys = new Set<unknown>();
  /** The whole chain of operators that an operator is in: another one may bind its operands otherwise. */
  let chain: Node | null = null;
  const add = (node: { start: number; end: number }, by: string, around: Node): void => {
    const as = /Statement$/.test(around.type) ? 'statement' : keys.has(around) ? 'key' : 'expression';
    mutants.push({ start: node.start, end: node.end, by, around: { start: around.start, end: around.end, as }, near: -1, ...at });
  };
  const source = (node: Node): string => text.slice(node.start, node.end);

  const operator = (node: Node, left: Node, right: Node): void => {
    const name = node['operator'] as string;
    const start = text.indexOf(name, left.end);
    if (start >= right.start) return;
    for (const by of OTHERS[name] ?? []) add({ start, end: start + name.length }, by, chain ?? node);
  };
  const kinds: Record<string, (node: Node) => void> = {
    BinaryExpression: (n) => operator(n, n['left'] as Node, n['right'] as Node),
    LogicalExpression: (n) => operator(n, n['left'] as Node, n['right'] as Node),
    AssignmentExpression: (n) => operator(n, n['left'] as Node, n['right'] as Node),
    UnaryExpression: (n) => {
      if (['-', '!'].includes(n['operator'] as string)) add({ start: n.start, end: n.start + 1 }, '', chain ?? n);
    },
    Literal: (n) => {
      if (typeof n['value'] === 'boolean') add(n, String(!n['value']), n);
      if (typeof n['value'] === 'number') add(n, n['value'] === 0 ? '1' : n['value'] === 1 ? '0' : `(${source(n)} + 1)`, n);
    },
    ConditionalExpression: (n) => {
      add(n['test'] as Node, 'true', n['test'] as Node);
      add(n['test'] as Node, 'false', n['test'] as Node);
    },
    IfStatement: (n) => {
      add(n['test'] as Node, 'false', n['test'] as Node);
      add(n['test'] as Node, 'true', n['test'] as Node);
    },
    ExpressionStatement: (n) => {
      if ((n['expression'] as Node).type !== 'Literal') add(n, ';', n);
    },
    ThrowStatement: (n) => add(n, ';', n),
    ArrayExpression: (n) => {
      for (const element of n['elements'] as (Node | null)[])
        if (element?.type === 'Identifier') add(element, 'null as never', element);
    },
    CallExpression: (n) => {
      const name = /^Math\.(min|max)$/.exec(source(n['callee'] as Node))?.[1];
      const callee = n['callee'] as Node;
      if (name) add(callee, name === 'min' ? 'Math.max' : 'Math.min', callee);
    },
  };

  const walk = (node: Node): void => {
    if (LEFT_ALONE.test(node.type) || isAssertion(text, node)) return;
    const before = { ...at };
    const outer = chain;
    chain = /^(Binary|Logical)Expression$/.test(node.type) ? (chain ?? node) : node.type === 'UnaryExpression' ? chain : null;
    if (node['key'] && node['computed'] === false) keys.add(node['key']);
    const body = node['body'] as Node | undefined;
    if (/Function/.test(node.type) && body) {
      at.probe = probes.length;
      probes.push(probeOf(body));
    }
    if (node.type === 'ExportNamedDeclaration') {
      const declaration = node['declaration'] as Node | null;
      if (declaration?.type === 'FunctionDeclaration') at.root = source(declaration['id'] as Node);
    }
    const from = mutants.length;
    kinds[node.type]?.(node);
    const { probe } = at;
    let branch = -1;
    for (const child of within(node)) {
      // a loop that counts the wrong way only takes time
      if (node.type === 'ForStatement' && child === node['update']) continue;
      if (probe >= 0 && isBranch(node, child)) {
        at.probe = probes.length;
        if (branch < 0) branch = at.probe;
        probes.push(probeOf(child));
      }
      walk(child);
      at.probe = probe;
    }
    for (const mutant of mutants.slice(from)) if (mutant.near < 0 && mutant.probe === probe) mutant.near = branch;
    Object.assign(at, before);
    chain = outer;
  };
  for (const node of program.body as unknown as Node[]) walk(node);
  // what runs when the module is loaded has no function, and mostly no test that it fails
  return { mutants: mutants.filter((m) => m.by !== text.slice(m.start, m.end)), probes };
}

/** The text with a mutant in it. */
export const mutated = (text: string, { start, end, by }: Mutant): string => text.slice(0, start) + by + text.slice(end);

/**
 * The text with all mutants in it, of which that one is on whose number the global `$mutant` is: they have the numbers from
 * `first` on. One that does not parse is left out.
 */
export function switched(path: string, text: string, mutants: readonly Mutant[], first: number): string {
  const byPlace = new Map<string, { start: number; end: number; as: string; numbers: number[] }>();
  mutants.forEach((mutant, i) => {
    const { start, end, as } = mutant.around;
    const place = byPlace.get(`${start} ${end}`) ?? { start, end, as, numbers: [] };
    byPlace.set(`${start} ${end}`, place);
    if (parses(path, text, mutant)) place.numbers.push(i);
  });
  // outer ones come before those within
  const places = [...byPlace.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  let next = 0;
  const write = (start: number, end: number): string => {
    let out = '';
    let from = start;
    while (next < places.length && places[next]!.start < end) {
      const place = places[next++]!;
      out += text.slice(from, place.start);
      from = place.end;
      let inner = write(place.start, place.end);
      for (const i of place.numbers) {
        const m = mutants[i]!;
        const other = text.slice(place.start, m.start) + m.by + text.slice(m.end, place.end);
        inner =
          place.as === 'statement'
            ? `{ if ($mutant === ${first + i}) ${other} else ${inner} }`
            : `($mutant === ${first + i} ? (${other}) : ${inner})`;
      }
      out += place.as === 'key' ? `[${inner}]` : place.as === 'statement' ? inner : `(${inner})`;
    }
    return out + text.slice(from, end);
  };
  return write(0, text.length);
}

/** Only where `??` meets other operators may a mutant be no program. */
export const parses = (path: string, text: string, mutant: Mutant): boolean =>
  !text.slice(mutant.around.start, mutant.around.end).includes('??') ||
  parseSync(path, mutated(text, mutant), { lang: 'ts' }).errors.length === 0;

/** The text with a counter at the head of each function and branch: `hit(n)` with the numbers from `first` on. */
export function probed(text: string, probes: readonly Probe[], first: number): string {
  const heads: [number, string][] = [];
  const tails: [number, string][] = [];
  probes.forEach(({ start, end, as }, i) => {
    const hit = `globalThis.hit?.(${first + i})`;
    heads.push(as === 'block' ? [start + 1, `${hit};`] : [start, as === 'statement' ? `{ ${hit}; ` : `(${hit}, (`]);
    if (as !== 'block') tails.unshift([end, as === 'statement' ? ' }' : '))']);
  });
  let out = '';
  let from = 0;
  for (const [offset, insert] of [...heads, ...tails].sort((a, b) => a[0] - b[0])) {
    out += text.slice(from, offset) + insert;
    from = offset;
  }
  return out + text.slice(from);
}

/** A mutant as a line to read, which also tells it from others after lines have moved. */
export function describe(path: string, text: string, { start, end, by }: Mutant): string {
  const from = text.lastIndexOf('\n', start) + 1;
  const to = text.indexOf('\n', end);
  const line = `${text.slice(from, start)}⟦${text.slice(start, end)} → ${by}⟧${text.slice(end, to < 0 ? undefined : to)}`;
  return `${path}: ${line.trim().replace(/\s+/g, ' ')}`;
}
