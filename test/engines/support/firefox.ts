// Firefox, over WebDriver BiDi, which it speaks by itself: a socket that takes commands and gives their results.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'undici'; // Node 20 has none of its own
import type { Engine, Launcher } from './engine.ts';
import { asJson, dragActions } from './input.ts';
import { start } from './process.ts';

const path = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';

/** What Firefox does not set by itself when it is driven. */
const PREFERENCES = { 'browser.shell.checkDefaultBrowser': false, 'dom.max_script_run_time': 0 };

/** How it listens for commands, its own context's included. */
const REMOTE = ['--remote-debugging-port', '0', '--remote-allow-system-access'];

/**
 * A session watches workers, though nobody subscribed to them. While it does, `new Worker` inside a worker waits until the main
 * thread has noted the new one, on a condition that the new one's own thread waits on too; the signal wakes a single thread, and
 * if it is the wrong one, `new Worker` never returns (in about 3 of 100 starts of a thread here).
 */
const STOP_WORKER_LISTENER = `try { ChromeUtils.unregisterProcessActor('WebDriverWorkerListener'); } catch { /* older ones do not watch */ }`;

type Values = Record<string, unknown>;

/** A connection: sends a command, gives its result. */
async function connect(url: string): Promise<{ send(method: string, params: Values): Promise<Values>; close(): void }> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, (answer: Values) => void>();
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(data as string) as Values;
    waiting.get(answer['id'] as number)?.(answer);
  });
  socket.addEventListener('close', () => {
    for (const settle of waiting.values()) settle({ type: 'error', error: 'closed', message: 'the browser is gone' });
  });
  let last = 0;
  return {
    async send(method, params) {
      const id = ++last;
      const answer = await new Promise<Values>((resolve) => {
        waiting.set(id, resolve);
        socket.send(JSON.stringify({ id, method, params }));
      });
      waiting.delete(id);
      if (answer['type'] === 'error') throw new Error(`${method}: ${answer['error']}: ${answer['message']}`);
      return answer['result'] as Values;
    },
    close: () => socket.close(),
  };
}

async function launch(): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), 'rushlight-firefox-'));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref('${name}', ${value});\n`);
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const browser = await start(path, ['--headless', '--no-remote', '--profile', profile, ...REMOTE], {
    // it refuses to run in a home that is another user's
    env: { HOME: profile },
    ready: /WebDriver BiDi listening on (ws:\/\/\S+)/,
  });
  const { send, close } = await connect(`${browser.found}/session`);
  const firstContext = async (params: Values): Promise<string> =>
    ((await send('browsingContext.getTree', params)) as { contexts: { context: string }[] }).contexts[0]!.context;
  const { capabilities } = (await send('session.new', { capabilities: {} })) as { capabilities: Values };
  const ownContext = await firstContext({ 'moz:scope': 'chrome', maxDepth: 0 });
  await send('script.evaluate', { expression: STOP_WORKER_LISTENER, target: { context: ownContext }, awaitPromise: false });
  const context = await firstContext({});
  const target = { target: { context }, awaitPromise: true, userActivation: true };

  async function evaluate(expression: string): Promise<Values> {
    const answer = await send('script.evaluate', { expression, ...target });
    const { type, result, exceptionDetails } = answer as { type: string; result: Values; exceptionDetails: { text: string } };
    if (type !== 'success') throw new Error(exceptionDetails.text);
    return result;
  }

  return {
    name: `Firefox ${capabilities['browserVersion']}`,
    async open(url) {
      await send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    evaluate: async (expression) => JSON.parse((await evaluate(asJson(expression)))['value'] as string),
    async drag(places) {
      await send('input.performActions', { context, actions: dragActions(places) });
    },
    async choose(selector, file) {
      const { sharedId } = await evaluate(`document.querySelector(${JSON.stringify(selector)})`);
      await send('input.setFiles', { context, element: { sharedId }, files: [file] });
    },
    async close() {
      await send('browser.close', {}).catch(() => {});
      close();
      await browser.stop();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

export const firefox: Launcher = { programs: [path], packages: 'firefox-esr', launch };
