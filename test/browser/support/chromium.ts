// Chromium, where there is one: CHROMIUM, or where Debian puts it.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { it } from 'vitest';

const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const hasChromium: boolean = existsSync(path);

/** Stands for a file's tests where there is no browser: says so, and fails where there should be one. */
export function withoutChromium(what: string): void {
  const message = `no Chromium at ${path}: ${what} did not run; install it (Debian: apt-get install chromium) or set CHROMIUM`;
  it(message, ({ skip }) => {
    if (process.env['CI']) throw new Error(message);
    console.warn(message);
    skip(message);
  });
}

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
