/** The worker of one run: makes a module of the program, runs it, and reports what it prints, draws and throws. */
import type { Drawing, Host } from '../module/playground.ts';
import { MODULES } from '../modules.ts';
import type { Fault, Report, Run } from '../protocol.ts';
import { compile, type Place, Refused } from './compile.ts';
import { replaceConsole } from './console.ts';
import { faultOf } from './faults.ts';
import { Outbox } from './outbox.ts';

const post = postMessage.bind(globalThis) as (report: Report) => void;
const outbox = new Outbox(post);

/** The longest stack of the library still leads into the program. */
Error.stackTraceLimit = 100;

const report = (fault: Fault): void => {
  outbox.flush();
  post({ type: 'fault', fault });
};

/** A picture or a bar replaces the one before; of curves, every point counts. */
function draw(drawing: Drawing): void {
  const key = drawing.kind === 'curves' ? `${drawing.title} ${drawing.x}` : drawing.kind === 'progress' ? '' : drawing.title;
  outbox.send({ type: 'draw', drawing }, `${drawing.kind} ${key}`);
}

async function digits(base: string): Promise<Uint8Array> {
  const response = await fetch(`${base}digits.bin`);
  if (!response.ok || response.body === null) throw new Error(`digits: the server answered ${response.status}`);
  return new Uint8Array(await new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

/** The modules that the program imports have the names that it takes. */
async function check(module: string, names: { name: string; place: Place }[], address: string): Promise<void> {
  const exported = Object.keys((await import(/* @vite-ignore */ address)) as object);
  for (const { name, place } of names) {
    if (exported.includes(name)) continue;
    throw new Refused(`'${module}' has no export named '${name}'; a type is imported as \`type ${name}\``, place);
  }
}

async function run({ source, base }: Run): Promise<void> {
  const host: Host = { draw, digits: () => digits(base) };
  Object.assign(globalThis, { [Symbol.for('rushlight.playground')]: host });
  replaceConsole((level, text) => outbox.send({ type: 'print', level, text }));

  const addresses = new Map(MODULES.map((name) => [name, `${base}lib/${name}.js?v=${BUILD}`]));
  const addressOf = (name: string): string => addresses.get(name) as string;
  let address = '';
  let placeOf = (_: Place): Place | undefined => undefined;
  const fault = (thrown: unknown, place?: Place, prefix?: string): void =>
    report(faultOf(thrown, address, placeOf, place, prefix));

  addEventListener('error', (event) => {
    event.preventDefault();
    fault(event.error ?? event.message, { line: event.lineno, column: event.colno });
  });
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    fault(event.reason, undefined, 'Unhandled rejection: ');
  });

  try {
    const compiled = compile(source, addressOf);
    placeOf = compiled.placeOf;
    for (const { module, names } of compiled.wanted) await check(module, names, addressOf(module));
    address = URL.createObjectURL(new Blob([compiled.code], { type: 'text/javascript' }));
    await import(/* @vite-ignore */ address);
  } catch (thrown) {
    if (thrown instanceof Refused) report({ message: `SyntaxError: ${thrown.message}`, trace: [], ...thrown.place });
    else fault(thrown);
  }
  outbox.flush();
  post({ type: 'end' });
}

addEventListener('message', ({ data }: MessageEvent<Run>) => void run(data), { once: true });
