/**
 * Training off the page's thread: `serve` in the worker, `connect` in the page, without hand-written messages.
 * @packageDocumentation
 */

export { connect, type Trainer, type TrainerOf } from './connect.ts';
export type { Calls, Definition, Served, Training } from './definition.ts';
export type { Port } from './port.ts';
export type { BatchNews, EpochNews, Report, WorkerMemory } from './report.ts';
export { serve } from './serve.ts';
export type { Listeners, TrainingRun } from './training-run.ts';
export { transfer } from './transfer.ts';
