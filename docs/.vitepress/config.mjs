// The site: `build/` has the pages as scripts/docs.mjs puts them together, `out/site` what any server of files can serve.
// DOCS_BASE is the path that the site is served under, '/' unless set.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';
import { apps } from '../apps.mjs';

const modules = JSON.parse(readFileSync(new URL('../build/api/typedoc-sidebar.json', import.meta.url), 'utf8'));
/** Names and families without what folds them, whose buttons hold links. */
const open = ({ text, link, items }) => ({ text, link, items: items?.map(open) });
const reference = modules
  .map(open)
  .map((entry) => ({ ...entry, text: entry.text === 'rushlight' ? 'rushlight' : `rushlight/${entry.text}` }));
const entries = { text: 'API', link: '/api/', items: reference.map(({ text, link }) => ({ text, link })) };
/** The names of one entry beside its pages: those of all would be most of each page. */
const namesOf = (entry) => [entry.link, [entries, entry]];
const page = (text, name) => ({ text, link: `/${name}` });
const links = apps.map(({ path, title }) => ({ text: title, link: `/${path}/`, target: '_self' }));

const guide = [
  {
    text: 'Begin',
    items: [
      page('Five minutes', 'start'),
      page('Own data to saved model', 'own-data'),
      page('The training loop', 'guide'),
      page('Two routes to cross-entropy', 'two-routes'),
    ],
  },
  {
    text: 'Know',
    items: [
      page('Memory', 'memory'),
      page('Numbers and determinism', 'numbers'),
      page('Errors explained', 'errors'),
      page('Deploying', 'deploying'),
      page('Threads and security policy', 'threads'),
      page('Notebooks', 'notebooks'),
    ],
  },
  {
    text: 'Build',
    items: [
      page('Classifiers to be trusted', 'trust'),
      page('Text', 'text'),
      page('Images', 'images'),
      page('Sequences', 'sequences'),
      page('Heads on encoders', 'heads'),
      page('Beyond one machine', 'beyond-one-machine'),
      page('Examples', 'examples'),
    ],
  },
  {
    text: 'Coming from',
    items: [
      page('PyTorch, name by name', 'from-pytorch'),
      page('Differences from PyTorch', 'differences'),
      page('TensorFlow.js', 'from-tfjs'),
    ],
  },
  {
    text: 'Inside',
    items: [
      page('Performance', 'performance'),
      page('Promises', 'promises'),
      page('Architecture', 'architecture'),
      page('Decisions', 'decisions/'),
      page('Contributing', 'contributing'),
      page('Changelog', 'changelog'),
    ],
  },
];

/** What the search knows of a page: all of the guide; of the reference the names, and what stands first on a page. */
function searched(source, env, md) {
  if (!env.relativePath.startsWith('api/')) return md.render(source, env);
  const lines = source.split('\n');
  const sections = lines.findIndex((line) => line.startsWith('## '));
  const first = lines.slice(
    lines.findIndex((line) => line.startsWith('# ')),
    sections === -1 ? undefined : sections,
  );
  const names = lines.filter((line) => /^### (?!Constructor$)/.test(line));
  return md.render([...first, ...names].join('\n\n'), env);
}

export default defineConfig({
  title: 'rushlight',
  description: "PyTorch's classifier-training loop for JavaScript, in Node and in browsers, on a SIMD WebAssembly core.",
  lang: 'en',
  base: process.env.DOCS_BASE ?? '/',
  srcDir: 'build',
  srcExclude: ['public/**'],
  outDir: '../out/site',
  cacheDir: '../build/vitepress',
  // or else each page has the sidebars of all
  metaChunk: true,
  // the pages of their own are built after this one
  ignoreDeadLinks: [/^http:\/\/localhost/, ...apps.map(({ path }) => new RegExp(`^/${path}/`))],
  markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } },
  // the start page is all main, which the theme does not say
  transformHtml: (html) => html.replace(/(<div class="VPContent is-home")/, '$1 role="main"'),
  transformPageData({ frontmatter }) {
    for (const { text, link, target } of links) frontmatter.hero?.actions.push({ theme: 'alt', text, link, target });
  },
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${process.env.DOCS_BASE ?? '/'}icon.svg` }]],
  themeConfig: {
    search: { provider: 'local', options: { _render: searched } },
    outline: [2, 3],
    nav: [
      { text: 'Guide', link: '/start', activeMatch: '^/(?!api/|$)' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
      ...(links.length > 1 ? [{ text: 'Try', items: links }] : links),
    ],
    sidebar: { '/': guide, '/api/': [entries], ...Object.fromEntries(reference.map(namesOf)) },
    footer: { message: 'MIT licence.' },
  },
});
