/** The reports of a training to the page. */
import type { BatchReport, EpochReport } from '../fit/report.ts';

/** The worker's memory use, as `memory()` returns it there. */
export interface WorkerMemory {
  /** Bytes in tensors. */
  liveBytes: number;
  /** Bytes reserved from the system. */
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

/** The reports of a training: every epoch, and between them as many batches as the page keeps up with. */
export type Report = BatchNews | EpochNews;
