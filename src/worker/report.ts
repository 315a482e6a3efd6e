/** What the page hears of a training. */
import type { BatchReport, EpochReport } from '../fit/report.ts';

/** How much memory the worker uses, as `memory()` tells there. */
export interface WorkerMemory {
  /** Bytes in tensors. */
  liveBytes: number;
  /** Bytes taken from the system. */
  reservedBytes: number;
}

/** The newest batch. */
export interface BatchNews extends BatchReport {
  /** What it is about. */
  type: 'batch';
  /** The worker's memory. */
  memory: WorkerMemory;
}

/** A finished epoch. */
export interface EpochNews extends EpochReport {
  /** What it is about. */
  type: 'epoch';
}

/** What a training reports: every epoch, and between them as many batches as the page keeps up with. */
export type Report = BatchNews | EpochNews;
