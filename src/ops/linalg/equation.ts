/** Parses the equations of `einsum`: `ij,jk->ik`, with blanks, `...` for any dims, and an implicit output. */
import { failRange } from '../../errors.ts';
import { type Shape, showShape } from '../../shape.ts';

/** The dims of each operand and of the result, by name: letters, and numbers, counted from the end, for the dims of `...`. */
export interface Equation {
  readonly terms: readonly (readonly string[])[];
  readonly output: readonly string[];
}

const DOTS = '...';

/** The letters of one operand or of the output, and possibly `...`. */
function symbolsOf(text: string, where: string): string[] {
  const symbols: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === ' ') continue;
    if (/[a-zA-Z]/.test(c)) symbols.push(c);
    else if (c !== '.') failRange('einsum', `expected letters a-z and A-Z as subscripts, got '${c}' in ${where}`);
    else if (!text.startsWith(DOTS, i)) failRange('einsum', `expected three dots in a row, got '${text.trim()}' in ${where}`);
    else if (symbols.includes(DOTS)) failRange('einsum', `expected at most one ellipsis, got two in ${where}`);
    else {
      symbols.push(DOTS);
      i += 2;
    }
  }
  return symbols;
}

/** Replaces the ellipsis by the names of `width` dims, counted from the end. */
const spelled = (symbols: readonly string[], width: number): string[] =>
  symbols.flatMap((s) => (s === DOTS ? Array.from({ length: width }, (_, i) => String(width - 1 - i)) : [s]));

/** Records the sizes of an operand's dims; those of one name agree or are 1, and are equal within an operand. */
function agree(known: Map<string, number>, names: readonly string[], shape: Shape, where: string): void {
  names.forEach((name, i) => {
    const size = shape[i] as number;
    const first = shape[names.indexOf(name)] as number;
    const dim = /\d/.test(name) ? `dim -${Number(name) + 1} of the ellipsis` : `'${name}'`;
    if (size !== first) failRange('einsum', `expected one size for ${dim} in ${where}, got ${first} and ${size}`);
    const before = known.get(name) ?? 1;
    if (before !== 1 && size !== 1 && before !== size)
      failRange('einsum', `expected sizes of ${dim} that agree, got ${before} and ${size} in ${where}`);
    known.set(name, before === 1 ? size : before);
  });
}

/**
 * The names of the result's dims: those of the output, or by default the ellipsis and every letter that occurs once, in order.
 */
function outputOf(text: string | null, terms: readonly (readonly string[])[], width: number): string[] {
  const all = terms.flat();
  if (text === null) {
    const once = all.filter((name) => /\D/.test(name) && all.indexOf(name) === all.lastIndexOf(name));
    return [...spelled([DOTS], width), ...once.sort()];
  }
  const symbols = symbolsOf(text, 'the output');
  symbols.forEach((s, i) => {
    if (symbols.indexOf(s) !== i) failRange('einsum', `expected each letter once in the output, got '${s}' twice`);
    if (s !== DOTS && !all.includes(s)) failRange('einsum', `expected output letters that an operand has, got '${s}'`);
  });
  return spelled(symbols, width);
}

/**
 * Reads an equation for operands of the given shapes. @throws {RangeError} for an invalid equation, or one that does not fit
 * them.
 */
export function parseEquation(equation: string, shapes: readonly Shape[]): Equation {
  const arrow = equation.indexOf('->');
  const left = (arrow < 0 ? equation : equation.slice(0, arrow)).split(',');
  if (left.length !== shapes.length)
    failRange('einsum', `expected ${left.length} operands for '${equation}', got ${shapes.length}`);
  const sizes = new Map<string, number>();
  let width = 0;
  const terms = left.map((text, i) => {
    const symbols = symbolsOf(text, `operand ${i}`);
    const shape = shapes[i] as Shape;
    const dots = symbols.includes(DOTS);
    const rest = shape.length - (dots ? symbols.length - 1 : symbols.length);
    if (dots ? rest < 0 : rest !== 0)
      failRange('einsum', `expected '${text.trim()}' to name the dims of operand ${i}, got shape ${showShape(shape)}`);
    if (dots) width = Math.max(width, rest);
    const names = spelled(symbols, rest);
    agree(sizes, names, shape, `operand ${i}`);
    return names;
  });
  return { terms, output: outputOf(arrow < 0 ? null : equation.slice(arrow + 2), terms, width) };
}
