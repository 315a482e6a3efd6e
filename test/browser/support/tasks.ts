// What a page's main thread did, from the browser's trace: tasks with the time they took, and the processor time in that.
import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  args: { name?: string };
  /** Microseconds: of the wall, and of the processor. */
  dur?: number;
  tdur?: number;
}

/** A task's milliseconds. On a busy machine, `wall` includes the time that other processes had. */
export interface Task {
  wall: number;
  processor: number;
}

/** The tasks of the page's main thread while `work` goes on. */
export async function tasksDuring(browser: Browser, page: Page, work: () => Promise<unknown>): Promise<Task[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const tasksOf = (main: TraceEvent): TraceEvent[] =>
    traceEvents.filter(
      ({ name, ph, pid, tid }) => pid === main.pid && tid === main.tid && ph === 'X' && name.endsWith('RunTask'),
    );
  // other renderers are idle
  const [busiest] = mains.map(tasksOf).sort((a, b) => b.length - a.length);
  return (busiest ?? []).map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, processor: tdur / 1000 }));
}
