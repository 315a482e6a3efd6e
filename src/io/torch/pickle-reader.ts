/**
 * The machine that pickles are programs of, protocols 2 to 5, with the instructions that PyTorch's files have. It builds
 * containers and calls what the list of globals has, and nothing else.
 */
import { show } from '../../errors.ts';
import { findGlobal, keyOf } from './globals.ts';
import { type Reader, refuse } from './reader.ts';
import { Dict, Global, Tuple } from './values.ts';

const MAX_PROTOCOL = 5;
/** Integers of more bytes take long to read, and mean nothing here. */
const MAX_INTEGER_BYTES = 1024;

/** A byte may make a container of a hundred. Files of ours have three bytes of each at least, PyTorch's mostly six. */
const BYTES_PER_CONTAINER = 3;
const FREE_CONTAINERS = 2 ** 16;

/** Whether an instruction makes a list, dict or tuple. */
const makesContainer = (op: number): boolean =>
  op === 0x5d || op === 0x7d || op === 0x29 || op === 0x74 || (op >= 0x85 && op <= 0x87);

/** A little-endian integer with a sign; a bigint from 2^53 on. */
function integerOf(bytes: Uint8Array): number | bigint {
  if (bytes.length === 0) return 0;
  if (bytes.length > MAX_INTEGER_BYTES)
    refuse(`expected integers of at most ${MAX_INTEGER_BYTES} bytes, got one of ${bytes.length}`);
  let digits = '';
  for (const byte of bytes) digits = byte.toString(16).padStart(2, '0') + digits;
  const value = BigInt.asIntN(bytes.length * 8, BigInt(`0x${digits}`));
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

class Machine {
  private stack: unknown[] = [];
  /** The stacks below each mark. */
  private readonly below: unknown[][] = [];
  private readonly memo = new Map<number, unknown>();
  private readonly persistent: (id: unknown) => unknown;

  constructor(persistent: (id: unknown) => unknown) {
    this.persistent = persistent;
  }

  pop(): unknown {
    if (this.stack.length === 0) refuse('expected a value on the stack of the pickle, got none');
    return this.stack.pop();
  }

  private top(): unknown {
    if (this.stack.length === 0) refuse('expected a value on the stack of the pickle, got none');
    return this.stack[this.stack.length - 1];
  }

  /** What lies above the last mark, which goes with it. */
  private popMark(): unknown[] {
    const { stack } = this;
    this.stack = this.below.pop() ?? refuse('expected a mark on the stack of the pickle, got none');
    return stack;
  }

  private popTuple(n: number): Tuple {
    const items = Array.from({ length: n }, () => this.pop());
    return new Tuple(items.reverse());
  }

  private popText(): string {
    const text = this.pop();
    return typeof text === 'string' ? text : refuse('expected the name of a global, got another value');
  }

  private recall(at: number): unknown {
    if (!this.memo.has(at)) refuse(`expected a value that the pickle has remembered, got none at ${at}`);
    return this.memo.get(at);
  }

  private append(items: readonly unknown[]): void {
    const list = this.top();
    if (!Array.isArray(list)) return refuse('expected a list to append to, got another value');
    for (const item of items) list.push(item);
  }

  private setItems(items: readonly unknown[]): void {
    const dict = this.top();
    if (!(dict instanceof Dict) || items.length % 2 !== 0) return refuse('expected a dict and its items, got other values');
    for (let i = 0; i < items.length; i += 2) dict.set(keyOf(items[i]), items[i + 1]);
  }

  private reduce(): unknown {
    const args = this.pop();
    const callee = this.pop();
    if (!(callee instanceof Global) || callee.call === undefined || !(args instanceof Tuple))
      return refuse(
        `expected a call of a function on the list, got one of ${callee instanceof Global ? callee.name : 'a value'}`,
      );
    return callee.call(args.items);
  }

  /** Attributes of an OrderedDict, such as the versions in a state_dict, are left out. */
  private build(): void {
    if (!(this.pop() instanceof Dict) || !(this.top() instanceof Dict))
      refuse('expected attributes of an OrderedDict, got those of another value');
  }

  /** Carries out one instruction. */
  step(op: number, r: Reader): void {
    const { memo } = this;
    switch (op) {
      case 0x28: // MARK
        this.below.push(this.stack);
        this.stack = [];
        return;
      case 0x30: // POP
        this.pop();
        return;
      case 0x61: // APPEND
        return this.append([this.pop()]);
      case 0x65: // APPENDS
        return this.append(this.popMark());
      case 0x73: // SETITEM
        return this.setItems(this.popTuple(2).items);
      case 0x75: // SETITEMS
        return this.setItems(this.popMark());
      case 0x62: // BUILD
        return this.build();
      case 0x71: // BINPUT
        memo.set(r.u8(), this.top());
        return;
      case 0x72: // LONG_BINPUT
        memo.set(r.u32(), this.top());
        return;
      case 0x94: // MEMOIZE
        memo.set(memo.size, this.top());
        return;
      case 0x95: // FRAME
        if (r.u64() > r.bytes.length - r.at) refuse('expected a frame within the pickle, got one beyond its end');
        return;
      default: {
        // after the value is made, which may change what the stack is
        const value = this.value(op, r);
        this.stack.push(value);
      }
    }
  }

  /** The value that an instruction leaves on the stack. */
  private value(op: number, r: Reader): unknown {
    switch (op) {
      case 0x4e: // NONE
        return null;
      case 0x88: // NEWTRUE
        return true;
      case 0x89: // NEWFALSE
        return false;
      case 0x4a: // BININT
        return r.i32();
      case 0x4b: // BININT1
        return r.u8();
      case 0x4d: // BININT2
        return r.u16();
      case 0x8a: // LONG1
        return integerOf(r.take(r.u8()));
      case 0x8b: // LONG4
        return integerOf(r.take(r.u32()));
      case 0x47: // BINFLOAT
        return r.f64();
      case 0x55: // SHORT_BINSTRING, of Python 2
      case 0x8c: // SHORT_BINUNICODE
        return r.text(r.u8());
      case 0x54: // BINSTRING, of Python 2
      case 0x58: // BINUNICODE
        return r.text(r.u32());
      case 0x8d: // BINUNICODE8
        return r.text(r.u64());
      case 0x5d: // EMPTY_LIST
        return [];
      case 0x7d: // EMPTY_DICT
        return new Dict();
      case 0x29: // EMPTY_TUPLE
        return new Tuple([]);
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        return this.popTuple(op - 0x84);
      case 0x74: // TUPLE
        return new Tuple(this.popMark());
      case 0x68: // BINGET
        return this.recall(r.u8());
      case 0x6a: // LONG_BINGET
        return this.recall(r.u32());
      case 0x63: // GLOBAL
        return findGlobal(r.line(), r.line());
      case 0x93: {
        // STACK_GLOBAL
        const name = this.popText();
        return findGlobal(this.popText(), name);
      }
      case 0x52: // REDUCE
        return this.reduce();
      case 0x51: // BINPERSID
        return this.persistent(this.pop());
      default:
        return refuse(`expected instructions of PyTorch's pickles, got ${show(`0x${op.toString(16)}`)} at ${r.at - 1}`);
    }
  }
}

/** Reads the pickle at the reader's place, and leaves it after the pickle's end. `persistent` finds what lies outside it. */
export function readPickle(r: Reader, persistent: (id: unknown) => unknown): unknown {
  if (r.u8() !== 0x80) refuse(`expected a pickle at ${r.at - 1}, got other bytes`);
  const protocol = r.u8();
  if (protocol < 2 || protocol > MAX_PROTOCOL) refuse(`expected a pickle of protocol 2 to ${MAX_PROTOCOL}, got ${protocol}`);
  const machine = new Machine(persistent);
  let left = FREE_CONTAINERS + r.bytes.length / BYTES_PER_CONTAINER;
  for (let op = r.u8(); op !== 0x2e; op = r.u8()) {
    if (makesContainer(op) && --left < 0)
      refuse(`expected at most ${FREE_CONTAINERS} containers and one for every ${BYTES_PER_CONTAINER} bytes, got more`);
    machine.step(op, r);
  }
  return machine.pop();
}
