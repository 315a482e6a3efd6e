/** The messages between the page and the worker that runs a program. */
import type { Drawing } from './module/playground.ts';

/** To the worker; once in its life. */
export interface Run {
  source: string;
  /** The address of the folder that has `lib`. */
  base: string;
}

/** An error, with its place in the program where that is known: both from 1. */
export interface Fault {
  message: string;
  /** The lines of the program that led there, innermost first. */
  trace: string[];
  line?: number;
  column?: number;
}

/** From the worker. */
export type Report =
  | { type: 'print'; level: 'log' | 'warn' | 'error'; text: string }
  | { type: 'draw'; drawing: Drawing }
  | { type: 'fault'; fault: Fault }
  /** The program's last statement has run; a timer or a promise may go on. */
  | { type: 'end' };
