// `npm run docs`: puts the site's pages together in docs/build, adds the API reference, and builds the site into out/site, with the
// pages of their own beside it. The package must be built, and the packages of docs installed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { build } from 'vite';
import { apps } from '../docs/apps.mjs';

const PAGES = 'docs/build';
const SITE = 'out/site';

/** Where each Markdown file of the project is on the site; a link to any other file is an error. */
function placesOfPages() {
  const places = new Map([
    ['README.md', 'index.md'],
    ['CONTRIBUTING.md', 'contributing.md'],
    ['SECURITY.md', 'security.md'],
    ['CHANGELOG.md', 'changelog.md'],
    ['LICENSE', 'contributing.md'],
    ['bench/NOTES.md', 'notes.md'],
    ['examples/README.md', 'examples.md'],
    ['docs/from-pytorch.json', 'from-pytorch.md'],
    ['docs/decisions/README.md', 'decisions/index.md'],
  ]);
  for (const folder of ['docs', 'docs/decisions'])
    for (const name of readdirSync(folder).filter((name) => name.endsWith('.md') && !/^(README|api-examples)\.md$/.test(name)))
      places.set(`${folder}/${name}`, posix.relative('docs', `${folder}/${name}`));
  places.set('docs/api.md', 'api/index.md');
  for (const name of readdirSync('docs/plots')) places.set(`docs/plots/${name}`, `plots/${name}`);
  return places;
}

/** A page's text with its links as they are on the site. */
function relink(text, source, place, places) {
  return text.replace(/\]\((?!https?:|#)([^)#]*)(#[^)]*)?\)/g, (_, target, anchor = '') => {
    const file = posix.join(posix.dirname(source), target);
    const to = places.get(file);
    if (to === undefined) throw new Error(`docs: expected a link to a page of the site in ${source}, got ${target}`);
    return `](${posix.relative(posix.dirname(place), to) || posix.basename(to)}${anchor})`;
  });
}

/** The programs are for readers: what only the tests go by is left out. */
const shown = (text) => text.replace(/^<!-- (not run|with): .*-->\n/gm, '');

rmSync(PAGES, { recursive: true, force: true });
const places = placesOfPages();
const write = (place, content) => {
  mkdirSync(dirname(join(PAGES, place)), { recursive: true });
  writeFileSync(join(PAGES, place), content);
};
for (const [source, place] of places) {
  if (['README.md', 'LICENSE', 'docs/from-pytorch.json'].includes(source)) continue;
  write(place, shown(relink(readFileSync(source, 'utf8'), source, place, places)));
}
write('from-pytorch.md', readFileSync('out/from-pytorch.md', 'utf8'));
mkdirSync(join(PAGES, 'public'), { recursive: true });
copyFileSync('examples/page/icon.svg', join(PAGES, 'public/icon.svg'));
for (const name of ['llms.txt', 'AGENTS.md']) if (existsSync(name)) copyFileSync(name, join(PAGES, 'public', name));

const run = (name, ...args) =>
  execFileSync(process.execPath, [`node_modules/${name}`, ...args], { cwd: 'docs', stdio: ['ignore', 'inherit', 'inherit'] });
run('typedoc/bin/typedoc', '--options', 'typedoc.json', '--logLevel', 'Warn');
// over TypeDoc's own list of modules: each entry leads to its page
const entries = relink(readFileSync('docs/api.md', 'utf8'), 'docs/api.md', 'api/index.md', places).replace(
  /^\| `rushlight\/?(\w*)`/gm,
  (row, name) =>
    existsSync(join(PAGES, 'api', name || 'rushlight', 'index.md'))
      ? `${row.replace('| ', '| [')}](${name || 'rushlight'}/index.md)`
      : row,
);
write('api/index.md', entries);
rmSync(SITE, { recursive: true, force: true });
run('vitepress/bin/vitepress.js', 'build', '.');

for (const { path, from, prepare } of apps) {
  for (const name of prepare) execFileSync(process.execPath, ['examples/run.mjs', name], { stdio: 'inherit' });
  await build({
    root: from,
    base: './',
    // by which a page knows that those of the site are beside it
    mode: 'site',
    logLevel: 'warn',
    build: { outDir: join(process.cwd(), SITE, path), emptyOutDir: true },
  });
}
console.log(`${SITE}: the site, for any server of files; ${apps.map(({ path }) => `/${path}/`).join(', ')} included`);
