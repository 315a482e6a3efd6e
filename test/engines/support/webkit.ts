// WebKit, the engine of Safari, as GTK has it: its small browser on a screen without a monitor, over WebDriver.
import { existsSync, readdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { Agent, fetch } from 'undici';
import type { Engine, Launcher } from './engine.ts';
import { asJson, dragActions } from './input.ts';
import { start } from './process.ts';

const driver = process.env['WEBKIT_DRIVER'] ?? '/usr/bin/WebKitWebDriver';
const screen = '/usr/bin/Xvfb';

/** The browser that comes with the library, in the folder of this machine's kind. */
function miniBrowser(): string {
  const paths = readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`);
  const path = paths.find((each) => existsSync(each));
  if (path === undefined) throw new Error('expected MiniBrowser of webkit2gtk-4.1 under /usr/lib, got none');
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** A page may take its time. */
const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

/** Sends a command, gives its result. */
async function send<T = unknown>(method: string, url: string, body?: object): Promise<T> {
  const answer = await fetch(url, { method, dispatcher, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { value: { error?: string; message?: string } | null };
  if (value?.error !== undefined) throw new Error([url, value.error, value.message].join(': '));
  return value as T;
}

/** Waits until the driver answers. */
async function awake(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await send('GET', `${url}/status`);
    } catch (error) {
      if (tries === 1200) throw error;
      await new Promise((next) => setTimeout(next, 100));
    }
  }
}

/** Its pages have shared memory if it is asked for, where their headers allow that. */
async function launch({ sharedMemory = true } = {}): Promise<Engine> {
  const display = await start(screen, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    ready: /(\d+)\n/,
  });
  const port = await freePort();
  const env = {
    DISPLAY: `:${display.found}`,
    LANG: 'en_US.UTF-8', // the pages' language: 'C' is none
    LC_ALL: '',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', // it opens this machine's pages only, and root has no sandbox
    ...(sharedMemory && { JSC_useSharedArrayBuffer: '1' }),
  };
  const server = await start(driver, [`--port=${port}`], { env });
  const origin = `http://127.0.0.1:${port}`;
  await awake(origin);
  const options = { binary: miniBrowser(), args: ['--automation'] };
  const { sessionId, capabilities } = await send<{ sessionId: string; capabilities: Record<string, unknown> }>(
    'POST',
    `${origin}/session`,
    {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': options,
          timeouts: { script: 1_800_000, pageLoad: 300_000 },
        },
      },
    },
  );
  const session = `${origin}/session/${sessionId}`;
  const evaluate = async (expression: string): Promise<unknown> => {
    const script = `const done = arguments[0];
      Promise.resolve().then(() => ${asJson(expression)}).then(
        (json) => done({ json }), (error) => done({ error: String(error) }));`;
    const command = { script, args: [] };
    const { json, error } = await send<{ json: string; error?: string }>('POST', `${session}/execute/async`, command);
    if (error !== undefined) throw new Error(error);
    return JSON.parse(json);
  };

  return {
    name: `WebKit ${capabilities['browserVersion']}`,
    async open(url) {
      await send('POST', `${session}/url`, { url });
      // it comes back before the modules are loaded
      await evaluate(`document.readyState === 'complete' || new Promise((loaded) => addEventListener('load', () => loaded()))`);
    },
    evaluate,
    async drag(places) {
      await send('POST', `${session}/actions`, { actions: dragActions(places) });
    },
    async choose(selector, path) {
      const element = await send<object>('POST', `${session}/element`, { using: 'css selector', value: selector });
      await send('POST', `${session}/element/${Object.values(element)[0]}/value`, { text: path });
    },
    async close() {
      await send('DELETE', session).catch(() => {});
      await server.stop();
      await display.stop();
    },
  };
}

export const webkit: Launcher = { programs: [driver, screen], packages: 'webkit2gtk-driver xvfb', launch };
