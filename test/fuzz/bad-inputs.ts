// Each argument and option of each valid call in turn gives way to nonsense. A call may do what it says or refuse; it may not trap, fail
// with an error of the engine's, hang, change what it was given, or leave memory behind.
import { type Call, disposeOwned, type Made } from './calls.ts';
import { type Nonsense, nonsense } from './nonsense.ts';
import type { Library } from './run.ts';

type Tensor = import('../../src/index.ts').Tensor;

export interface Row {
  call: string;
  /** The parameter or the option. */
  what: string;
  label: string;
}

export interface Finding extends Row {
  wrong: string;
}

export interface Report {
  rows: number;
  refused: number;
  faults: Finding[];
  /** What was done with the nonsense. */
  accepted: (Row & { kind: Kind })[];
}

type Kind = Nonsense['kind'] | 'extra' | 'unknown';

/** No call works longer. */
const LONGEST = 2000;

const plain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function tensorsIn(rl: Library, value: unknown, found: Set<Tensor> = new Set(), depth = 0): Set<Tensor> {
  if (value instanceof rl.Tensor) {
    // not what only looks like one
    if (Object.hasOwn(value, 'storage')) found.add(value);
  } else if (value instanceof rl.nn.Module) {
    for (const t of [...value.parameters(), ...value.buffers()]) found.add(t);
  } else if (depth < 4 && (Array.isArray(value) || plain(value))) {
    for (const v of Object.values(value)) tensorsIn(rl, v, found, depth + 1);
  }
  return found;
}

/** What must be as before when a call was refused. */
function snapshot(rl: Library, values: readonly unknown[]): () => string | undefined {
  const tensors = [...tensorsIn(rl, values)].filter((t) => !t.disposed);
  const before = tensors.map((t) => [t.requiresGrad, t.grad, t.toTypedArray()] as const);
  const lists = values.map((v) => (Array.isArray(v) || plain(v) ? Object.entries(v as object) : []));
  return () => {
    for (const [i, t] of tensors.entries()) {
      const [requiresGrad, grad, data] = before[i]!;
      if (t.disposed) return 'an argument was disposed';
      if (t.requiresGrad !== requiresGrad || t.grad !== grad) return "an argument's place in the graph has changed";
      const now = t.toTypedArray();
      if (now.some((v, j) => !Object.is(v, data[j]))) return 'an argument has changed';
    }
    const same = values.every((v, i) => {
      if (!Array.isArray(v) && !plain(v)) return true;
      const now = Object.entries(v as object);
      return (
        now.length === lists[i]!.length && now.every(([k, e], j) => k === lists[i]![j]![0] && Object.is(e, lists[i]![j]![1]))
      );
    });
    return same ? undefined : 'a list or an options object has changed';
  };
}

/** The names of the options that a call reads. */
export function optionsOf(rl: Library, call: Call): { at: number; names: string[] } | undefined {
  let found: { at: number; names: string[] } | undefined;
  rl.scope(() => {
    const { params } = call.make();
    disposeOwned();
    for (let at = params.length - 1; at >= 0 && at >= params.length - 1; at--) {
      const made = call.make();
      disposeOwned();
      if (at < made.args.length && !plain(made.args[at])) continue;
      const read = new Set<string>();
      const own = made.args[at];
      const given: object = plain(own) ? own : {};
      const watched = new Proxy(given, {
        get: (target, key, self) => {
          if (typeof key === 'string' && key !== 'constructor' && key !== 'toString') read.add(key);
          return Reflect.get(target, key, self) as unknown;
        },
      });
      const args = [...made.args];
      while (args.length < at) args.push(undefined);
      args[at] = watched;
      try {
        release(made.call(...args));
      } catch {}
      disposeOwned();
      if (read.size > 0) found = { at, names: [...read] };
    }
  });
  return found;
}

function release(result: unknown): void {
  if (typeof result !== 'object' || result === null) return;
  const { dispose } = result as { dispose?: () => void };
  if (typeof dispose === 'function') dispose.call(result);
}

const GRAMMAR = /^[A-Za-z]\w*: \S/;

/** What is wrong with a refusal. */
function wrongWithError(rl: Library, error: unknown, title: string | undefined): string | undefined {
  if (!(error instanceof Error)) return `threw ${String(error)}`;
  const kinds: unknown[] = [TypeError, RangeError, rl.DisposedError, rl.OutOfMemoryError, Error];
  const text = `${error.constructor.name}: ${error.message}`;
  const isKnown = kinds.includes(error.constructor) || error.name === 'StoreError';
  if (!isKnown || !GRAMMAR.test(error.message)) return text;
  if (title !== undefined && !error.message.startsWith(`${title}: `)) return text;
  return undefined;
}

/** What is wrong with a result. */
function wrongWithResult(rl: Library, result: unknown): string | undefined {
  for (const t of tensorsIn(rl, result)) {
    if (t.disposed) return 'gave a disposed tensor';
    if (!['float32', 'int32', 'bool'].includes(t.dtype)) return `gave a tensor of dtype ${t.dtype}`;
    if (!t.shape.every((n) => Number.isSafeInteger(n) && n >= 0 && n < 2 ** 31)) return `gave a tensor of shape [${t.shape}]`;
    if (t.toTypedArray().length !== t.numel) return 'gave a tensor whose elements are not its own';
  }
  return undefined;
}

type Change = (made: Made) => unknown[];

interface Job {
  row: Row;
  kind: Kind;
  change: Change;
}

/** The rows of a call. */
function* rowsOf(rl: Library, call: Call): Generator<Job> {
  const { params, lists } = anatomy(rl, call);
  const { length } = lists;
  const options = call.options ?? optionsOf(rl, call);
  const variadic = params.some((p) => p.startsWith('...'));
  const row = (what: string, label: string, kind: Kind, change: Change): Job => ({
    row: { call: call.name, what, label },
    kind,
    change,
  });
  for (const { label, kind, make: fresh } of nonsense) {
    // what it is made of goes with the scope, of which a promise cannot be a result
    const make = (): unknown => {
      let value: unknown;
      rl.scope(() => {
        value = fresh(rl);
        return value instanceof Promise ? undefined : value;
      });
      return value;
    };
    for (let i = 0; i < (variadic ? length : Math.max(length, params.length)); i++) {
      const name = params[i] ?? `argument ${i}`;
      yield row(name, label, kind, ({ args }) => replaced(args, i, make()));
      const last = lists[i] ?? 0;
      if (last === 0) continue;
      const inside = ({ args }: Made): unknown => replaced(args[i] as unknown[], last - 1, make());
      yield row(`${name}[last]`, label, kind, (made) => replaced(made.args, i, inside(made)));
    }
    for (const name of options?.names ?? []) yield row(`{ ${name} }`, label, kind, withOption(options!.at, name, make));
    if (!variadic && kind !== 'undefined')
      yield row('one too many', label, 'extra', ({ args }) => replaced(args, Math.max(params.length, length), make()));
  }
  if (options !== undefined)
    yield row(
      'options',
      '{ zzzz: 1 }',
      'unknown',
      withOption(options.at, 'zzzz', () => 1),
    );
}

/** Runs one row of every `share`. */
class BadInputs {
  readonly report: Report = { rows: 0, refused: 0, faults: [], accepted: [] };
  private number = 0;
  private readonly rl: Library;
  private readonly share: number;

  constructor(rl: Library, share: number) {
    this.rl = rl;
    this.share = share;
  }

  /** Runs the rows of a call that is done when it returns. */
  run(call: Call): void {
    for (const job of rowsOf(this.rl, call)) {
      if (this.leavesOut()) continue;
      const end = this.begin(call);
      let wrong: string | undefined;
      this.rl.scope(() => {
        const made = call.make();
        const args = job.change(made);
        const unchanged = snapshot(this.rl, [...args, made.self]);
        try {
          wrong = this.accept(made.call(...args), job);
        } catch (error) {
          wrong = this.refuse(error, call) ?? unchanged();
        }
        disposeOwned();
      });
      end(job, wrong);
    }
  }

  /** Runs the rows of a call that is done later, outside of every scope. */
  async runLater(call: Call): Promise<void> {
    for (const job of rowsOf(this.rl, call)) {
      if (this.leavesOut()) continue;
      const end = this.begin(call);
      const made = call.make();
      const args = job.change(made);
      let wrong: string | undefined;
      try {
        wrong = this.accept(await made.call(...args), job);
      } catch (error) {
        wrong = this.refuse(error, call);
      }
      for (const t of tensorsIn(this.rl, args)) t.dispose();
      disposeOwned();
      end(job, wrong);
    }
  }

  /** By the golden ratio, which goes through the rows of each parameter alike: their places repeat in small numbers. */
  private leavesOut(): boolean {
    return (Math.imul(this.number++, 0x9e3779b1) >>> 0) * this.share >= 2 ** 32;
  }

  private begin(call: Call): (job: Job, wrong: string | undefined) => void {
    this.report.rows++;
    const before = this.rl.memory().liveBytes;
    const start = performance.now();
    return ({ row }, wrong) => {
      const left = this.rl.memory().liveBytes - before;
      const took = performance.now() - start;
      const late = took > LONGEST ? `took ${took.toFixed()} ms` : undefined;
      // between turns, what is garbage may go
      const same = call.later ? left <= 0 : left === 0;
      const all = wrong ?? late ?? (same ? undefined : `left ${left} bytes`);
      if (all !== undefined) this.report.faults.push({ ...row, wrong: all });
    };
  }

  private accept(result: unknown, { row, kind }: Job): string | undefined {
    const wrong = wrongWithResult(this.rl, result);
    if (wrong === undefined) this.report.accepted.push({ ...row, kind });
    if (result instanceof Promise) result.catch(() => {});
    release(result);
    return wrong;
  }

  private refuse(error: unknown, call: Call): string | undefined {
    this.report.refused++;
    return wrongWithError(this.rl, error, call.title);
  }
}

/** The names of a call's parameters, and for each argument the length of the list that it is, or 0. */
function anatomy(rl: Library, call: Call): { params: readonly string[]; lists: number[] } {
  return rl.scope(() => {
    const { params, args } = call.make();
    disposeOwned();
    return { params, lists: args.map((v) => (Array.isArray(v) ? v.length : 0)) };
  });
}

const withOption =
  (at: number, name: string, make: () => unknown): Change =>
  ({ args }) =>
    replaced(args, at, { ...(args[at] as object), [name]: make() });

function replaced(args: readonly unknown[], at: number, by: unknown): unknown[] {
  const copy = [...args];
  while (copy.length < at) copy.push(undefined);
  copy[at] = by;
  return copy;
}

/** Runs one row of every `share` of every call. */
export async function badInputs(rl: Library, calls: readonly Call[], share: number = 1): Promise<Report> {
  const run = new BadInputs(rl, share);
  for (const call of calls) {
    if (call.later) await run.runLater(call);
    else run.run(call);
  }
  return run.report;
}

/** Findings in a few lines. */
export function summarise(faults: readonly Finding[]): string[] {
  const lines = new Map<string, string[]>();
  for (const { call, what, wrong, label } of faults) {
    const key = `${call}, ${what}: ${wrong}`;
    lines.set(key, [...(lines.get(key) ?? []), label]);
  }
  return [...lines].map(([key, labels]) => `${key} <= ${labels.join('; ')}`);
}
