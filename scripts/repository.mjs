// Where the project is kept, which package.json says in three places from one value:
// `node scripts/repository.mjs https://github.com/OWNER/NAME` writes them. Without a value it checks them, and `npm publish` runs it so.
import { readFileSync, writeFileSync } from 'node:fs';

const FORM = /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/;
const EXAMPLE = 'https://github.com/OWNER/NAME';

/** The fields that follow from the address. */
const fieldsOf = (address) => ({
  homepage: `${address}#readme`,
  bugs: { url: `${address}/issues` },
  // npm's statement of provenance names it, and must find the workflow's own
  repository: { type: 'git', url: `git+${address}.git` },
});

function end(message) {
  console.error(`repository: ${message}`);
  process.exit(1);
}

const [given] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
if (given !== undefined) {
  const address = given.replace(/(\.git)?\/?$/, '');
  if (!FORM.test(address)) end(`expected an address like ${EXAMPLE}, got '${given}'`);
  // behind the licence, where people look for them
  const entries = Object.entries(manifest).filter(([name]) => !(name in fieldsOf(address)));
  entries.splice(entries.findIndex(([name]) => name === 'license') + 1, 0, ...Object.entries(fieldsOf(address)));
  writeFileSync('package.json', `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
} else {
  const address = /^git\+(.*)\.git$/.exec(manifest.repository?.url ?? '')?.[1];
  if (address === undefined) end(`package.json has none; set it: node scripts/repository.mjs ${EXAMPLE}`);
  for (const [name, value] of Object.entries(fieldsOf(address)))
    if (JSON.stringify(manifest[name]) !== JSON.stringify(value)) end(`${name} is not that of ${address}; set all by it again`);
  const here = process.env.GITHUB_REPOSITORY;
  if (here !== undefined && !address.endsWith(`/${here}`)) end(`package.json names ${address}, but this is ${here}`);
}
