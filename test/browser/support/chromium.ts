// Chromium, where there is one: CHROMIUM, or where Debian puts it.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { leftOut } from '../../package/absent.ts';

/** Where it is, or would be. */
export const path: string = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const hasChromium: boolean = existsSync(path);

/** Stands for a file's tests where there is no browser. */
export const withoutChromium = (what: string): void =>
  leftOut(`no Chromium at ${path}: ${what} did not run; install it (Debian: apt-get install chromium) or set CHROMIUM`);

/** A headless browser with a profile of its own that talks to nobody else. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
