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
  const browser = await start(path, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    // it refuses to run in a home that is another user's
    env: { HOME: profile },
    ready: /WebDriver BiDi listening on (ws:\/\/\S+)/,
  });
  const { send, close } = await connect(`${browser.found}/session`);
  const { capabilities } = (await send('session.new', { capabilities: {} })) as { capabilities: Values };
  const { contexts } = (await send('browsingContext.getTree', {})) as { contexts: { context: string }[] };
  const { context } = contexts[0]!;
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
