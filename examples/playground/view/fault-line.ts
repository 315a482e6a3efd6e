/** Marks the line at which a program failed, with the message under it, until that line is edited. */
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

export interface LineFault {
  message: string;
  line: number;
  column?: number;
}

export const setFault = StateEffect.define<LineFault | null>();

class Message extends WidgetType {
  readonly #text: string;
  readonly #indent: number;

  constructor(text: string, indent: number) {
    super();
    this.#text = text;
    this.#indent = indent;
  }

  override eq(other: Message): boolean {
    return other.#text === this.#text && other.#indent === this.#indent;
  }

  override toDOM(): HTMLElement {
    const box = document.createElement('div');
    box.className = 'fault-message';
    box.textContent = this.#text;
    box.style.marginLeft = `${this.#indent}ch`;
    return box;
  }
}

function decorate(state: EditorState, { message, line, column }: LineFault): DecorationSet {
  const { from, to, text } = state.doc.line(line);
  const indent = text.length - text.trimStart().length;
  const at = Math.min(from + (column ?? indent + 1) - 1, to);
  const word = /^[\w$.]+|^./.exec(state.doc.sliceString(at, to))?.[0] ?? '';
  return Decoration.set(
    [
      Decoration.line({ class: 'fault-line' }).range(from),
      ...(word === '' ? [] : [Decoration.mark({ class: 'fault-place' }).range(at, at + word.length)]),
      Decoration.widget({ widget: new Message(message, indent), block: true, side: 1 }).range(to),
    ],
    true,
  );
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const given = transaction.effects.findLast((effect) => effect.is(setFault));
    if (given !== undefined) return given.value === null ? Decoration.none : decorate(transaction.state, given.value);
    if (!transaction.docChanged || marks.size === 0) return marks;
    const { from, to } = transaction.startState.doc.lineAt(marks.iter().from);
    return transaction.changes.touchesRange(from, to) ? Decoration.none : marks.map(transaction.changes);
  },
  provide: (from) => EditorView.decorations.from(from),
});

export const faults: Extension = field;
