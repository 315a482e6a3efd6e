/** The page: passes the program to a worker, and what it reports to the views. */
import { button, element, setText } from '../page/view/element.ts';
import { EXAMPLES } from './programs/index.ts';
import type { Fault, Report } from './protocol.ts';
import { Runner } from './runner.ts';
import { Drawings } from './view/drawings.ts';
import { Editor } from './view/editor.ts';
import { pack, unpack } from './view/link.ts';
import { Output } from './view/output.ts';

/** `ended`: the last statement has run, but a timer or a promise may go on. */
type Phase = 'idle' | 'running' | 'ended';

const run = button('run');
const stop = button('stop');
const choice = element('example', HTMLSelectElement);
const status = element('status', HTMLElement);
const empty = element('empty', HTMLElement);
const types = element('types', HTMLElement);

let phase: Phase = 'idle';
let begun = 0;
let failed: Fault | null = null;

const say = (words: string): void => setText(status, words);
const spoken = element('spoken', HTMLElement);
const elapsed = (): string => {
  const seconds = (performance.now() - begun) / 1000;
  return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
};

function enter(next: Phase): void {
  phase = next;
  document.documentElement.dataset['phase'] = next;
  // a button that is disabled loses the focus
  if (next !== 'running' && document.activeElement === stop) run.focus();
  stop.disabled = next !== 'running';
}

// the page is painted before its editor is made
await new Promise((painted) => setTimeout(painted));

const editor = new Editor(element('editor', HTMLElement), '', {
  run: start,
  changed: () => {
    if (location.hash.startsWith('#program=')) history.replaceState(null, '', location.pathname + location.search);
  },
});
const [drawn, printed] = [element('drawings', HTMLElement), element('printed', HTMLElement)];
// so that keys scroll them
drawn.tabIndex = printed.tabIndex = 0;
const output = new Output(printed, (line, column) => editor.go(line, column));
const drawings = new Drawings(drawn, element('progress', HTMLElement));
const runner = new Runner(hear, (message) => {
  say(`The worker failed: ${message}`);
  enter('idle');
});

function clear(): void {
  output.clear();
  drawings.clear();
  editor.mark(null);
  failed = null;
  setText(spoken, '');
}

function start(): void {
  clear();
  empty.hidden = true;
  begun = performance.now();
  say('Running …');
  enter('running');
  runner.run(editor.text);
}

function halt(): void {
  runner.stop();
  say(`Stopped after ${elapsed()}.`);
  enter('idle');
}

function fail(fault: Fault): void {
  output.fault(fault);
  // the first is the cause
  if (failed !== null) return;
  failed = fault;
  editor.mark(fault);
  say(`Failed${fault.line === undefined ? '' : ` at line ${fault.line}`} after ${elapsed()}.`);
  setText(spoken, fault.message);
}

function hear(report: Report): void {
  // what comes after the end comes from a program that goes on
  if (phase === 'ended' && (report.type === 'print' || report.type === 'draw')) {
    if (failed === null) say('Still at work after its last statement.');
    enter('running');
  }
  switch (report.type) {
    case 'print':
      output.print(report.level, report.text);
      break;
    case 'draw':
      drawings.draw(report.drawing);
      break;
    case 'fault':
      fail(report.fault);
      break;
    case 'end':
      if (failed === null) say(`Done in ${elapsed()}${output.count === 0 ? '; nothing was printed.' : '.'}`);
      enter('ended');
  }
}

function show(program: string, id = ''): void {
  if (phase !== 'idle') runner.stop();
  clear();
  empty.hidden = false;
  enter('idle');
  editor.text = program;
  choice.value = id;
}

/** What the address asks for. */
async function open(): Promise<void> {
  const fragment = location.hash.slice(1);
  const named = EXAMPLES.find(({ id }) => fragment === `example=${id}`);
  const [first] = EXAMPLES;
  try {
    const program = await unpack(fragment);
    if (program !== undefined) {
      show(program);
      say('This program came with the link. Read it before you run it.');
      return;
    }
    show((named ?? first).program, (named ?? first).id);
    say('Ready.');
  } catch {
    show(first.program, first.id);
    say('This link is damaged: a part of it is missing or has changed. Here is an example instead.');
  }
}

async function share(): Promise<void> {
  history.replaceState(null, '', `#${await pack(editor.text)}`);
  choice.value = '';
  try {
    await navigator.clipboard.writeText(location.href);
    say('The link is copied. It holds the whole program.');
  } catch {
    say('The link is in the address bar. It holds the whole program.');
  }
}

const shared = new Option('a program of your own', '');
shared.hidden = true;
choice.append(shared, ...EXAMPLES.map(({ id, title }) => new Option(title, id)));
choice.addEventListener('change', () => {
  history.replaceState(null, '', `#example=${choice.value}`);
  void open();
});
run.addEventListener('click', start);
stop.addEventListener('click', halt);
button('share').addEventListener('click', () => void share());
addEventListener('hashchange', () => void open());
addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
  event.preventDefault();
  start();
});

enter('idle');
await open();

async function understand(): Promise<void> {
  try {
    const { language } = await import('./language/connect.ts');
    editor.understand(await language(() => editor.text));
    types.replaceChildren('Point at a name for help.');
    document.documentElement.dataset['types'] = 'ready';
  } catch (error) {
    setText(types, `No completion: ${error instanceof Error ? error.message : error}.`);
  }
}
// the page comes first
setTimeout(() => void understand(), 300);
