// The pages of their own that the site includes: where each is on the site, and what builds it.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const APPS = [
  { path: 'lesson', title: 'Lesson', from: 'examples/lesson', prepare: [] },
  { path: 'playground', title: 'Playground', from: 'examples/playground', prepare: ['playground/prepare'] },
  { path: 'digits', title: 'Draw a digit', from: 'examples/page', prepare: ['page/pack-digits'] },
];

/** Those that are there. */
export const apps = APPS.filter(({ from }) => existsSync(`${root}${from}/index.html`));
