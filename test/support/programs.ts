// The programs of the project's pages. A block of ts, tsx or js that imports something begins a program, and the blocks after it that
// import nothing go on with it. The tests run each as it stands, in the order of the page.
import { readdirSync, readFileSync } from 'node:fs';

export interface Program {
  page: string;
  /** The line that it begins at. */
  line: number;
  language: string;
  code: string;
  /** What it must print, line by line: the comments `// → …`; `…` within one is any text. Empty if it does not say. */
  prints: string[];
  /** Why it is not run by Node, from the comment `<!-- not run: … -->` above it. */
  reason: string | undefined;
}

const FENCE = /^(?:<!-- not run: ([^\n]*) -->\n)?```(\w+)\n(.*?)^```$/gms;
const LANGUAGES = ['ts', 'tsx', 'js', 'html'];

/** Every page whose programs run. */
export const pages: readonly string[] = [
  'README.md',
  'AGENTS.md',
  'llms.txt',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export function programsOf(page: string): Program[] {
  const text = readFileSync(page, 'utf8');
  const programs: Program[] = [];
  for (const match of text.matchAll(FENCE)) {
    const [, reason, language, code] = match as unknown as [string, string | undefined, string, string];
    if (!LANGUAGES.includes(language)) continue;
    const prints = [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line!.trimEnd());
    const last = programs.at(-1);
    if (last?.language === language && language === 'ts' && reason === undefined && !/^import /m.test(code)) {
      last.code += code;
      last.prints.push(...prints);
    } else {
      const line = text.slice(0, match.index).split('\n').length;
      programs.push({ page, line, language, code, prints, reason });
    }
  }
  return programs;
}

/** A line that must be printed, as a pattern. */
export const pattern = (line: string): RegExp =>
  new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.*')}$`);
