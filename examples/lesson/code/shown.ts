/** The part of a snippet's file that the page shows: the lines that it runs. */

/** What stands between `// shown` and `// end`, without its indentation; all of a file that has no such marks. */
export function shown(source: string): string {
  const marked = /^( *)\/\/ shown\n([\s\S]*?)\n *\/\/ end$/m.exec(source);
  if (marked === null) return source.trimEnd();
  const [, indent = '', lines = ''] = marked;
  return lines
    .split('\n')
    .map((line) => line.slice(indent.length))
    .join('\n');
}
