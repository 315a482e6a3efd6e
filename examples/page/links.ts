/** What the page links to: the project's pages about it, and the source that it is made of. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

/**
 * Fills in `href="docs:NAME"` and `href="source:FILE"`. On the project's site, the former are its pages; else they and the source are
 * copied as text beside the page, so that the links lead somewhere on any server.
 */
export function links(onSite: boolean): Plugin {
  const copies = new Map<string, string>();
  const copy = (place: string, from: string): string => {
    copies.set(place, from);
    return `./${place}`;
  };
  return {
    name: 'links',
    apply: 'build',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html
          .replace(/(?<=href=")docs:([^"]+)/g, (_, name) =>
            onSite ? `../${name}.html` : copy(`docs/${name}.txt`, `../../docs/${name}.md`),
          )
          .replace(/(?<=href=")source:([^"]+)/g, (_, file) => copy(`source/${file}.txt`, `./${file}`)),
    },
    generateBundle() {
      // a byte order mark, since a server need not tell how the text is encoded
      for (const [fileName, from] of copies) this.emitFile({ type: 'asset', fileName, source: `\uFEFF${read(from)}` });
    },
  };
}
