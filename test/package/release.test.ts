// What a release relies on: the package packs itself whole, and says where it is kept; actions are those that were looked at.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'rushlight-release-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('npm pack builds the whole package from the sources alone', () => {
  const clone = join(folder, 'clone');
  const made = /^(node_modules|build|dist|coverage|out|\.git)$/;
  const generated = resolve('bindings/wasm');
  cpSync('.', clone, { recursive: true, filter: (path) => !made.test(basename(path)) && resolve(path) !== generated });
  symlinkSync(resolve('node_modules'), join(clone, 'node_modules'), 'junction');
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--pack-destination', folder], { cwd: clone, encoding: 'utf8' });
  expect(status, stdout + stderr).toBe(0);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) as string;
  const listed = spawnSync('tar', ['-tzf', join(folder, tarball)], { encoding: 'utf8' }).stdout;
  const paths = listed
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
  expect(paths.sort()).toEqual(
    inject('packed')
      .files.map(({ path }) => path)
      .sort(),
  );
}, 600_000);

describe('the address of the repository', () => {
  const run = (args: string[], env: Record<string, string> = {}): string => {
    const { status, stderr } = spawnSync(process.execPath, [resolve('scripts/repository.mjs'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...env },
    });
    return status === 0 ? '' : stderr;
  };
  const write = (manifest: object): void => writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const read = (): Record<string, unknown> => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

  it('fills the three fields, which publishing asks for', () => {
    write({ name: 'x', license: 'MIT', type: 'module' });
    expect(run([])).toBe(
      'repository: package.json has none; set it: node scripts/repository.mjs https://github.com/OWNER/NAME\n',
    );
    expect(run(['https://github.com/me/x.git'])).toBe('');
    expect(Object.keys(read())).toEqual(['name', 'license', 'homepage', 'bugs', 'repository', 'type']);
    expect(read()).toMatchObject({
      homepage: 'https://github.com/me/x#readme',
      bugs: { url: 'https://github.com/me/x/issues' },
      repository: { type: 'git', url: 'git+https://github.com/me/x.git' },
    });
    expect(run([])).toBe('');
    expect(run([], { GITHUB_REPOSITORY: 'me/x' })).toBe('');
    expect(run([], { GITHUB_REPOSITORY: 'you/x' })).toMatch(/names https:\/\/github\.com\/me\/x, but this is you\/x/);
    expect(run(['https://github.com/you/x/'])).toBe('');
    expect(run([], { GITHUB_REPOSITORY: 'you/x' })).toBe('');
    write({ ...read(), homepage: 'https://example.com' });
    expect(run([])).toMatch(/^repository: homepage is not that of/);
  });

  it.each(['', 'me/x', 'https://example.com/me/x', 'https://github.com/me'])("is not '%s'", (address) => {
    expect(run([address])).toMatch(/^repository: expected an address like https:\/\/github\.com\/OWNER\/NAME, got/);
  });

  it('is asked for by npm publish', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(scripts.prepublishOnly).toBe('node scripts/repository.mjs');
  });
});

it.each(readdirSync('.github/workflows'))('%s names actions by the commit, with the version beside it', (name) => {
  const uses = readFileSync(join('.github/workflows', name), 'utf8').match(/uses: .*/g);
  expect(uses?.length).toBeGreaterThan(0);
  for (const line of uses ?? []) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});
