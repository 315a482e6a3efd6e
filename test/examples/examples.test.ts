// The examples as a user runs them, each in a process of its own, held to what they promise. Those that train for long
// run fewer epochs here, with a bar of their own; the whole of each is `npm run example -- NAME`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leftOut } from '../package/absent.ts';
import { ownPort } from '../support/ports.ts';

/** The table that the example csv reads by itself. */
const WEATHER = 'node_modules/vega-datasets/data/weather.csv';

/** What the example prints. */
function run(name: string, ...flags: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/run.mjs', name, ...flags], {
    encoding: 'utf8',
    timeout: 240_000,
    // torchrun's port
    env: { ...process.env, PET_MASTER_PORT: `${ownPort()}` },
  });
  if (status !== 0) throw new Error(`examples/run.mjs ${name} ${flags.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** The last number that follows `what` in the output. */
function figure(output: string, what: string): number {
  const found = output.slice(output.lastIndexOf(what) + what.length).match(/^ (\d+(\.\d+)?)/);
  return found === null ? Number.NaN : Number(found[1]);
}

/** Runs an example that must be right about so many per cent at least of what it has not seen, and free what it took. */
function reaches(leastAccuracy: number, name: string, ...flags: string[]): string {
  const output = run(name, ...flags);
  expect(figure(output, 'held-out accuracy')).toBeGreaterThanOrEqual(leastAccuracy);
  expect(output).toContain(', 0 bytes live at the end');
  return output;
}

describe('an example reaches what it promises:', () => {
  it('penguins', () => void reaches(96, 'penguins'));

  it('folds, in every fold', () => {
    const output = reaches(98, 'folds');
    expect(output.match(/^fold \d: /gm)).toHaveLength(5);
    expect(figure(output, 'held-out macro F1')).toBeGreaterThanOrEqual(98);
    expect(figure(output, 'deviation')).toBeLessThanOrEqual(3);
  });

  it('csv, on its own table', () => {
    const out = mkdtempSync(join(tmpdir(), 'csv-'));
    try {
      const output = reaches(82, 'csv', '--out', out);
      expect(output).toContain('numbers: precipitation, temp_max, temp_min, wind; categories: location; not used: date\n');
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it("csv, on a reader's own table, and predicts other rows by the file that it saved", () => {
    const out = mkdtempSync(join(tmpdir(), 'csv-'));
    try {
      const penguins: Record<string, string | number | null>[] = JSON.parse(
        readFileSync('node_modules/vega-datasets/data/penguins.json', 'utf8'),
      );
      const table = (rows: typeof penguins): string => {
        const names = Object.keys(rows[0]!);
        const line = (cells: unknown[]): string => `${cells.map((cell) => (cell === null ? '' : `"${cell}"`)).join(',')}\r\n`;
        return [names, ...rows.map((row) => names.map((name) => row[name]))].map(line).join('');
      };
      const write = (name: string, text: string): string => {
        writeFileSync(join(out, name), text);
        return join(out, name);
      };
      const some = penguins.filter((_, i) => i % 10 === 0);
      const mine = write('mine.csv', table(penguins.filter((_, i) => i % 10 !== 0)));
      const flags = ['--file', mine, '--target', 'Species', '--out', out];
      expect(reaches(95, 'csv', ...flags)).toContain('; categories: Island, Sex; not used: none\n');
      rmSync(mine);

      // nothing but the saved model is left; the rows have other gaps, and an island that the model has not heard of
      const unnamed = some.map(({ Species: _, ...row }, i) => (i === 0 ? { ...row, Island: 'Anvers, south' } : row));
      const other = write('new.csv', table(unnamed));
      expect(run('csv', '--predict', other, '--out', out)).toContain(
        `\n${some.length} rows in ${join(out, 'predictions.csv')}\n`,
      );
      const [head, ...lines] = readFileSync(join(out, 'predictions.csv'), 'utf8').trimEnd().split('\r\n');
      expect(head).toMatch(/^Island,.*,predicted Species,probability$/);
      expect(lines).toHaveLength(some.length);
      expect(lines[0]).toMatch(/^"Anvers, south",/);
      const right = lines.filter((line, i) => line.split(',').at(-2) === some[i]!['Species']).length;
      expect(right / lines.length).toBeGreaterThan(0.9);
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  const hasTorch = spawnSync('/usr/bin/python3', ['-c', 'import torch']).status === 0;
  if (!hasTorch) leftOut('the example scale-out: no /usr/bin/python3 with torch');
  it.runIf(hasTorch)('scale-out, to the losses of a run that never left', () => {
    const output = run('scale-out', '--epochs', '1');
    const [, difference] = /never left: (\S+)/.exec(output) ?? [];
    expect(Number(difference)).toBeLessThan(1e-4);
    expect(output).toContain(', 0 bytes live at the end');
  });

  const hasMpi = spawnSync('mpirun', ['--version'], { encoding: 'utf8' }).stdout?.includes('Open MPI') === true;
  if (!hasMpi) leftOut('the example mpi: no mpirun of Open MPI');
  it.runIf(hasMpi)('mpi, to the losses of one process, on two and on three', () => {
    for (const [ranks, batchSize, threads] of [
      [2, 32, 2],
      [3, 30, 1],
    ]) {
      const output = run('mpi', '--ranks', `${ranks}`, '--batch-size', `${batchSize}`, '--threads', `${threads}`);
      expect(output).toContain(`summed in place, in the tensors' own ${threads === 2 ? 'shared memory' : 'memory'}\n`);
      expect(output).toContain(`steps on ${ranks} processes, loss`);
      expect(output).toContain('difference of a parameter between the processes: 0\n');
      const [, difference] = /joined batch: (\S+)/.exec(output) ?? [];
      expect(Number(difference)).toBeLessThanOrEqual(1e-6);
      expect(figure(output, 'accuracy')).toBeGreaterThanOrEqual(94);
      expect(output).toContain(', 0 bytes live at the end');
    }
  });

  it.runIf(hasMpi)('mpi ends in all processes when one fails', () => {
    expect(() => run('mpi', '--ranks', '2', '--batch-size', '31')).toThrow(
      'mpi: expected a batch size divisible by 2 processes, got 31',
    );
  });

  it('calibrate, an error of a third at most', () => {
    const out = mkdtempSync(join(tmpdir(), 'calibrate-'));
    try {
      const output = reaches(83, 'calibrate', '--out', out);
      const [before, after] = ['before: calibration error', 'after:  calibration error'].map((what) => figure(output, what));
      expect(before).toBeGreaterThan(6);
      expect(after).toBeLessThan(before! / 3);
      expect(figure(output, 'mean of ten digits:')).toBeGreaterThan(0.97);
      const svg = readFileSync(join(out, 'calibration.svg'), 'utf8');
      expect(svg.match(/<polyline/g)).toHaveLength(6);
      expect(svg).not.toContain('NaN');
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it('spam', () => void reaches(96, 'spam'));

  it('names, 88 % in whole, 84 % with four of its twelve epochs', () => {
    const output = reaches(84, 'names', '--epochs', '4', '--names', 'Anna,Bob');
    expect(output).toMatch(/ +a +n +n +a\n( +\d+){4} {2}female\n/);
    expect(output).toMatch(/ +b +o +b\n( +\d+){3} {2}male\n/);
  });

  it('digits-cnn, 98 % in whole, 96 % with two of its eight epochs', () => void reaches(96, 'digits-cnn', '--epochs', '2'));

  it('head, better than on bare pixels', () => {
    const output = reaches(87, 'head');
    expect(figure(output, 'frozen features:')).toBeGreaterThan(figure(output, 'bare pixels:') + 5);
  });

  it('encoder-head, better than on bare pixels, and the same in onnxruntime-web', () => {
    const out = mkdtempSync(join(tmpdir(), 'encoder-head-'));
    try {
      const flags = ['--out', out, '--samples', '5', '--held-out', '50'];
      const output = reaches(80, 'encoder-head', ...flags);
      expect(figure(output, "the reader's features:")).toBeGreaterThan(figure(output, 'bare pixels:') + 5);
      expect(figure(output, 'differ by')).toBeLessThan(1e-4);
      // again, with the features that were kept
      const again = reaches(80, 'encoder-head', ...flags);
      expect(again).not.toContain('encoded');
      expect(figure(again, 'held-out accuracy')).toBe(figure(output, 'held-out accuracy'));
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it('charlm, a loss of 2.1 in whole, 2.5 with two of its eight epochs', () => {
    const output = reaches(30, 'charlm', '--epochs', '2');
    expect(figure(output, 'held-out loss')).toBeLessThanOrEqual(2.5);
  });
});

describe('an example says what it cannot read:', () => {
  it.each([
    [['nothing'], 'run: expected one of calibrate, charlm, csv, digits'],
    [['penguins', '--epochs', 'x'], "penguins: --epochs: expected an integer of at least 1, got 'x'; try --help"],
    [['penguins', '--lr', '0'], "penguins: --lr: expected a number above 0, got '0'; try --help"],
    [['penguins', '--speed', '9'], 'penguins: --speed: there is no such flag; did you mean --seed?; try --help'],
  ])('%j', (args, message) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/run.mjs', ...args], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('csv says what it cannot use:', () => {
  it.each([
    [['--file', 'README.md/none.csv'], 'csv: expected a file at README.md/none.csv, got ENOTDIR; name a CSV file\n'],
    [['--file', 'package.json'], 'csv: package.json: row 1 after the header: '],
    [
      ['--target', 'wether'],
      "csv: --target: expected one of location, date, precipitation, temp_max, temp_min, wind, weather, got 'wether'\n",
    ],
    [['--target', 'date'], "csv: --target: expected at least 2 classes of 5 rows or more, got 1461 in the 2922 rows of 'date'\n"],
    [
      ['--predict', WEATHER, '--out', 'out/csv-none'],
      `csv: expected a file at ${join('out/csv-none/model.safetensors')}, got ENOENT; train a model first\n`,
    ],
  ])('%j', (args, message) => {
    const { status, stderr } = spawnSync(process.execPath, ['examples/run.mjs', 'csv', ...args], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr.slice(0, message.length)).toBe(message);
  });
});
