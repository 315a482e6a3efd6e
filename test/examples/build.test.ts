// The build in a copy of the project: once for the same sources, and whole or not at all.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'rushlight-build-'));
  for (const name of ['src', 'bindings', 'assembly', 'scripts']) cpSync(name, join(project, name), { recursive: true });
  for (const name of readdirSync('.').filter((name) => name.endsWith('.json'))) cpSync(name, join(project, name));
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
});
afterAll(() => rmSync(project, { recursive: true }));

const BUILD = ['scripts/build.mjs', '--once'];
const build = () => spawnSync(process.execPath, BUILD, { cwd: project, encoding: 'utf8' });
const trains = (): string => {
  const source = `import { tensor } from './dist/node/index.js'; console.log(tensor([1, 2]).sum().item());`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', source], { cwd: project, encoding: 'utf8' }).stdout;
};
const leftovers = (): string[] => readdirSync(join(project, 'build')).filter((name) => name.startsWith('dist-'));

it('builds once, quietly, and again when a source has changed', () => {
  expect(build()).toMatchObject({
    status: 0,
    stdout: 'building the library, since its sources have changed …\n',
    stderr: '',
  });
  expect(trains()).toBe('3\n');
  const { ino } = statSync(join(project, 'dist'));
  expect(build()).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(statSync(join(project, 'dist')).ino).toBe(ino);
  expect(leftovers()).toEqual([]);
});

it('leaves what was there when it is killed in its midst, and when it fails', async () => {
  const { ino } = statSync(join(project, 'dist'));
  appendFileSync(join(project, 'src/index.ts'), '// changed\n');
  const child = spawn(process.execPath, BUILD, { cwd: project, stdio: 'ignore', detached: true });
  const folder = join(project, `build/dist-${child.pid}`);
  await expect.poll(() => existsSync(folder), { timeout: 200_000 }).toBe(true);
  // with what it has started
  process.kill(-child.pid!, 'SIGKILL');
  await new Promise((resolve) => child.on('close', resolve));
  expect(statSync(join(project, 'dist')).ino).toBe(ino);
  expect(trains()).toBe('3\n');

  appendFileSync(join(project, 'src/index.ts'), 'export const wrong: string = 3;\n');
  const { status, stderr } = build();
  expect(status).toBe(1);
  expect(stderr).toContain("Type 'number' is not assignable to type 'string'");
  expect(statSync(join(project, 'dist')).ino).toBe(ino);
  expect(trains()).toBe('3\n');
  expect(leftovers()).not.toContain(`dist-${child.pid}`);
});
