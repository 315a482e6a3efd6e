// The code that the README and the guide show, run as it stands on the installed package; and the links between the pages.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, inject, it } from 'vitest';
import { codeBlocks } from '../support/markdown.ts';

const { consumer } = inject('packed');

/** Lines that a program prints, run where `rushlight` is installed. */
function run(name: string, source: string): string[] {
  writeFileSync(join(consumer, `${name}.mjs`), transformSync(source, { loader: 'ts' }).code);
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${name}.mjs`], { cwd: consumer, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.trim().split('\n');
}

/** Three kinds of flowers that their petals tell apart. */
function flowers(): string {
  const kinds: [string, number[]][] = [
    ['setosa', [5, 3.4, 1.5, 0.2]],
    ['versicolor', [5.9, 2.8, 4.3, 1.3]],
    ['virginica', [6.6, 3, 5.6, 2.1]],
  ];
  const lines = Array.from({ length: 150 }, (_, i) => {
    const [name, sizes] = kinds[i % 3]!;
    return [...sizes.map((size, j) => (size * (1 + 0.05 * Math.sin(7 * i + 3 * j))).toFixed(1)), name].join(',');
  });
  return `${lines.join('\n')}\n`;
}

describe('the README', () => {
  const [loop, ownData, ...others] = codeBlocks('README.md', 'ts') as [string, string, ...string[]];

  it('fits on a few screens', () => {
    expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThanOrEqual(121);
    expect(others).toEqual([]);
  });

  it('trains the shortest program', () => {
    const losses = run('loop', loop).map(Number);
    expect(losses).toHaveLength(10);
    expect(losses.every((loss) => loss > 0.5 && loss < 2)).toBe(true);
  });

  it('goes from data to a saved model and a prediction', () => {
    writeFileSync(join(consumer, 'flowers.csv'), flowers());
    const [accuracy, name] = run('flowers', ownData) as [string, string];
    expect(Number(accuracy)).toBeGreaterThan(0.9);
    expect(name).toBe('versicolor');
    expect(existsSync(join(consumer, 'flowers.safetensors'))).toBe(true);
  });
});

describe('the guide', () => {
  const blocks = codeBlocks('docs/guide.md', 'ts');
  const blockWith = (word: string): string => blocks.find((code) => code.includes(word))!;

  it('has no code that is not run', () => expect(blocks).toHaveLength(6));

  it('trains with fit', () => {
    const [line] = run('guide', blockWith('earlyStopping'));
    expect(line).toMatch(/^(finished|earlyStopping) \d\.\d+$/);
  });

  it('goes on from a store', () => {
    expect(run('guide', blockWith('fileStore'))).toEqual(['10 9']);
    expect(readdirSync(join(consumer, 'checkpoints')).sort()).toEqual(['06', '08', '10'].map((n) => `rl-epoch-0000${n}.1`));
  });

  it('trains in a worker', () => {
    const worker = transformSync(blockWith('// train.ts'), { loader: 'ts' }).code;
    writeFileSync(join(consumer, 'train-worker.mjs'), worker);
    const page = blockWith('// page.ts').replace("./train.ts', import", "./train-worker.mjs', import");
    const lines = run('page', `import { Worker } from 'node:worker_threads';${page}\ntrainer.close();`);
    expect(lines).toHaveLength(201);
    expect(lines.at(-1)).toMatch(/^finished Float32Array\(2\) \[ 0\.[01]/);
  });

  it('describes a model', () => {
    const code = blockWith('describe(model');
    const shown = [...code.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);
    expect(run('guide', code)).toEqual(shown);
  });

  it('makes tensors of rows', () => {
    const [first, ...rest] = run('guide', blockWith('StandardScaler'));
    expect(first).toMatch(/^\[ 4, 2 \] \[/);
    for (const name of ['scaler.mean', 'scaler.std', 'encoder.categories', 'head.weight', 'head.bias'])
      expect([first, ...rest].join(' ')).toContain(name);
  });
});

describe('beyond one machine', () => {
  it('writes a project', () => {
    const [leave] = codeBlocks('docs/beyond-one-machine.md', 'ts') as [string];
    run('leave', leave);
    expect(readdirSync(join(consumer, 'job')).sort()).toEqual(
      ['model.py', 'train.py', 'state.py', 'checkpoint.safetensors', 'data.safetensors'].sort(),
    );
  });
});

describe('every link leads somewhere', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'examples/README.md'].concat(
    readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => join('docs', name)),
  );
  /** A heading's anchor, as GitHub makes it. */
  const anchors = (page: string): string[] =>
    [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text]) =>
      (text as string)
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );

  it.each(pages)('%s', (page) => {
    for (const [, target] of readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)]*)\)/g)) {
      const [file, anchor] = (target as string).split('#') as [string, string?];
      const path = file === '' ? page : join(dirname(page), file);
      expect(existsSync(path), target).toBe(true);
      if (anchor !== undefined) expect(anchors(path), target).toContain(anchor);
    }
  });
});
