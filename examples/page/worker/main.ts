/** The worker: handles the page's requests in order and reports those that fail. */
import { backend, init } from 'rushlight';
import type { Report, Request } from '../protocol.ts';
import { fetchDigits } from './digits.ts';
import { memoryNow } from './meter.ts';
import { Session } from './session.ts';

type Open = Extract<Request, { type: 'open' }>;

const tell = (report: Report, transfer: Transferable[] = []): void => postMessage(report, { transfer });

let session: Session | undefined;

/** Several threads if possible; a security policy may forbid them, and then one is used. */
async function start(threads: number): Promise<void> {
  try {
    await init({ threads });
  } catch (error) {
    if (threads === 1) throw error;
    console.info(`one thread instead of ${threads}: ${(error as Error).message}`);
  }
}

async function open({ digits: url, threads, hidden }: Open): Promise<void> {
  await start(threads);
  const digits = await fetchDigits(url);
  session = new Session(digits, hidden, tell);
  const { images, labels } = digits;
  tell({ type: 'opened', ...backend(), memory: memoryNow(), images, labels }, [images.buffer, labels.buffer]);
  session.open();
}

function answer(request: Request): void | Promise<void> {
  switch (request.type) {
    case 'open':
      return open(request);
    case 'train':
      return session?.train(request.settings, request.fresh);
    case 'pause':
      return session?.pause();
    case 'resume':
      return session?.resume();
    case 'stop':
      return session?.stop();
    case 'rate':
      return session?.setRate(request.lr);
    case 'look':
      return session?.look(request.pixels);
    case 'save':
      return session?.save();
    case 'load':
      return session?.load(request.bytes);
  }
}

let last: Promise<void> = Promise.resolve();

addEventListener('message', ({ data: request }: MessageEvent<Request>) => {
  last = last
    .then(() => answer(request))
    .catch((error: Error) => tell({ type: 'refused', request: request.type, message: error.message }));
});
