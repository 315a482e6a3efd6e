/** The object of a checkpoint as plain values of JavaScript. */
import { show } from '../../errors.ts';
import { refuse } from './reader.ts';
import { Dict, TorchTensor, Tuple } from './values.ts';

/** Deeper values are refused, read or written: few programs that walk over them watch their stack. */
export const MAX_DEPTH = 256;
/** A path is for messages. */
const MAX_KEY = 80;

interface Converted {
  value: unknown;
  /** Containers above each other in it. */
  height: number;
}

/** Converts the object; `tensor` says what each tensor becomes, first met at that path. What is shared stays shared. */
export function toPlain(root: unknown, tensor: (t: TorchTensor, path: string) => unknown): unknown {
  const done = new Map<object, Converted | null>();
  const visit = (value: unknown, path: string, depth: number): Converted => {
    if (value instanceof TorchTensor) return { value: tensor(value, path), height: 0 };
    if (!Array.isArray(value) && !(value instanceof Tuple) && !(value instanceof Dict)) {
      if (typeof value === 'object' && value !== null)
        refuse(`expected tensors, numbers, strings and containers, got a class or a storage at ${show(path)}`);
      return { value, height: 0 };
    }
    const before = done.get(value);
    if (before === null) refuse(`expected containers that do not contain themselves, got one at ${show(path)}`);
    if (depth + (before?.height ?? 1) > MAX_DEPTH) refuse(`expected values nested at most ${MAX_DEPTH} deep, got more`);
    if (before) return before;
    done.set(value, null);
    let height = 0;
    const inner = (key: unknown, item: unknown): unknown => {
      const name = String(key).slice(0, MAX_KEY);
      const converted = visit(item, path === '' ? name : `${path}.${name}`, depth + 1);
      height = Math.max(height, converted.height);
      return converted.value;
    };
    const result =
      value instanceof Dict
        ? fromDict(value, inner)
        : (value instanceof Tuple ? value.items : value).map((item: unknown, i) => inner(i, item));
    const converted = { value: result, height: height + 1 };
    done.set(value, converted);
    return converted;
  };
  return visit(root, '', 0).value;
}

/** An object without a prototype, so that no key means more than itself. */
function fromDict(dict: Dict, inner: (key: unknown, item: unknown) => unknown): Record<string, unknown> {
  const made: Record<string, unknown> = Object.setPrototypeOf({}, null);
  for (const [key, item] of dict.entries) {
    if (Object.hasOwn(made, String(key)))
      refuse(`expected keys that differ as text, got ${show(String(key))} as text and as a number`);
    made[String(key)] = inner(key, item);
  }
  return made;
}
