// A browser as the tests here drive it: one page after the other, by what every engine's protocol has.
import { existsSync } from 'node:fs';
import { leftOut } from '../../package/absent.ts';
import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

/** In pixels from the window's upper left corner. */
export type Place = readonly [x: number, y: number];

export interface Engine {
  /** Name and version. */
  name: string;
  /** Opens an address, in place of what was open, and waits until it is loaded. */
  open(url: string): Promise<void>;
  /** An expression's value in the page, awaited and as JSON holds it. */
  evaluate(expression: string): Promise<unknown>;
  /** Presses the mouse at the first place, moves it along the others, and lets go. */
  drag(places: readonly Place[]): Promise<void>;
  /** Chooses a file of the disk in an input of the page. */
  choose(selector: string, path: string): Promise<void>;
  close(): Promise<void>;
}

export interface Launcher {
  /** The programs that it needs. */
  programs: string[];
  /** Debian's packages that have them. */
  packages: string;
  launch(options?: { sharedMemory?: boolean }): Promise<Engine>;
}

const LAUNCHERS: Record<string, Launcher> = { chromium, firefox, webkit };

/** The engine of this run. */
export const engine: string = process.env['ENGINE'] ?? 'chromium';
const { programs, packages, launch } = LAUNCHERS[engine]!;
const missing = programs.filter((path) => !existsSync(path));

export { launch };
export const isThere: boolean = missing.length === 0;

/** Stands for a file's tests where the browser is not there. */
export const withoutEngine = (what: string): void =>
  leftOut(`no ${missing.join(', ')}: ${what} did not run in ${engine}; install it (Debian: apt-get install ${packages})`);
