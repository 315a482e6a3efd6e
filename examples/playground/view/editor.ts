/** The editor: CodeMirror with the page's colours, and a line for an error of the program's under the line that threw it. */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Fault } from '../protocol.ts';
import { faults, setFault } from './fault-line.ts';
import { colours, theme } from './theme.ts';

export interface Listeners {
  run(): void;
  /** The text has changed. */
  changed(): void;
}

export class Editor {
  readonly #view: EditorView;
  readonly #language = new Compartment();

  constructor(parent: Element, text: string, { run, changed }: Listeners) {
    const runKey = {
      key: 'Mod-Enter',
      run: () => {
        run();
        return true;
      },
    };
    const extensions = [
      keymap.of([runKey]),
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      indentUnit.of('  '),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      EditorView.lineWrapping,
      javascript({ typescript: true }),
      syntaxHighlighting(colours),
      theme,
      faults,
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...completionKeymap,
        ...lintKeymap,
        // the page says how to leave: Escape, then Tab
        indentWithTab,
      ]),
      this.#language.of([]),
      EditorView.contentAttributes.of({ 'aria-label': 'Program', 'aria-describedby': 'editor-keys', tabindex: '0' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed();
      }),
    ];
    this.#view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Replaces the program; undoing brings the last one back. */
  set text(insert: string) {
    const { doc } = this.#view.state;
    this.#view.dispatch({ changes: { from: 0, to: doc.length, insert }, selection: { anchor: 0 }, effects: setFault.of(null) });
    this.#view.scrollDOM.scrollTop = 0;
  }

  /** Gives the editor what knows the types. */
  understand(extension: Parameters<Compartment['of']>[0]): void {
    this.#view.dispatch({ effects: this.#language.reconfigure(extension) });
  }

  /** Shows an error at its line, or none. */
  mark(fault: Fault | null): void {
    const line = fault?.line;
    const shown = fault !== null && line !== undefined && line <= this.#view.state.doc.lines ? { ...fault, line } : null;
    this.#view.dispatch({ effects: setFault.of(shown) });
  }

  /** Puts the cursor there. */
  go(line: number, column = 1): void {
    const { doc } = this.#view.state;
    const { from, to } = doc.line(Math.min(line, doc.lines));
    this.#view.dispatch({ selection: { anchor: Math.min(from + column - 1, to) }, scrollIntoView: true });
    this.#view.focus();
  }
}
