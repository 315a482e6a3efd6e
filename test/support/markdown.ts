// The code blocks of the project's pages, which the tests run as they stand.
import { readFileSync } from 'node:fs';

/** The blocks of a language in a Markdown file, in order. */
export const codeBlocks = (path: string, language: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, of]) => of === language)
    .map(([, , code]) => code as string);
