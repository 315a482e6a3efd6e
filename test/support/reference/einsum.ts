// Sums of products by their equation: a loop over every index of every letter.
import { full, type Nd, size, strides } from './nd.ts';

/** The letters of an operand; a digit for each dim of its ellipsis, counted from the end. */
const lettersOf = (term: string, ndim: number): string[] => {
  const width = ndim - term.replace('...', '').length;
  return [...term.replace('...', Array.from({ length: width }, (_, i) => width - 1 - i).join(''))];
};

export function einsum(equation: string, ...operands: Nd[]): Nd {
  const [left, right] = equation.replaceAll(' ', '').split('->') as [string, string?];
  const terms = left.split(',').map((term, i) => lettersOf(term, operands[i]!.shape.length));
  const all = terms.flat();
  const widest = Math.max(0, ...all.filter((c) => /\d/.test(c)).map((c) => Number(c) + 1));
  const once = all.filter((c) => /\D/.test(c) && all.indexOf(c) === all.lastIndexOf(c)).sort();
  const output = lettersOf(right ?? `...${once.join('')}`, widest + (right?.replace('...', '') ?? once).length).filter(
    (c) => /\D/.test(c) || right === undefined || right.includes('...'),
  );
  const letters = [...new Set([...output, ...all])];
  const sizes = letters.map((c) => {
    const found = terms.flatMap((term, i) => term.flatMap((l, d) => (l === c ? [operands[i]!.shape[d]!] : [])));
    return found.find((n) => n !== 1) ?? 1;
  });
  const result = full(sizes.slice(0, output.length), 0, operands[0]!.dtype);
  const inner = size(sizes.slice(output.length));
  for (let i = 0; i < size(sizes); i++) {
    const at = new Map(letters.map((c, d) => [c, Math.floor(i / size(sizes.slice(d + 1))) % sizes[d]!]));
    let product = 1;
    operands.forEach((x, k) => {
      const steps = strides(x.shape);
      product *= x.data[terms[k]!.reduce((sum, c, d) => sum + (x.shape[d] === 1 ? 0 : at.get(c)! * steps[d]!), 0)]!;
    });
    result.data[Math.floor(i / inner)]! += product;
  }
  return result;
}
