// The main job as a process: what it reaches, what it leaves on disk, and how it is interrupted.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSafetensors, scope } from '../../src/index.ts';

const out = mkdtempSync(join(tmpdir(), 'rushlight-digits-'));
afterAll(() => rmSync(out, { recursive: true }));

const command = (flags: readonly string[]): string[] => [
  'examples/run.mjs',
  'digits',
  ...(flags.includes('--out') ? [] : ['--out', out]),
  ...flags,
];
const digits = (...flags: string[]) => spawnSync(process.execPath, command(flags), { encoding: 'utf8' });

/** What the run wrote: shapes by name, what is said of the model, and the curve. */
function written(): { shapes: Record<string, readonly number[]>; metadata: Record<string, string>; curve: string } {
  return scope(() => {
    const { tensors, metadata } = loadSafetensors(readFileSync(join(out, 'model.safetensors')));
    const shapes = Object.fromEntries(Object.entries(tensors).map(([name, t]) => [name, t.shape]));
    return { shapes, metadata, curve: readFileSync(join(out, 'loss.svg'), 'utf8') };
  });
}

const accuracyOf = (output: string): number => Number(/held-out accuracy (\S+)%/.exec(output)?.[1]);

describe('digits', () => {
  it('trains, tells its epochs, and writes a model that loads and a curve', () => {
    const { status, stdout, stderr } = digits('--epochs', '3', '--hidden', '128,32', '--seed', '1');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.match(/^epoch \d\/3: loss 0\.\d{4}, accuracy [\d.]+%, \d+ samples\/s; held out: loss [\d.]+, /gm)).toHaveLength(
      3,
    );
    expect(accuracyOf(stdout)).toBeGreaterThanOrEqual(90);
    expect(stdout).toMatch(/^actual {6}0 {4}1 .* recall$/m);
    expect(stdout).toContain(', 0 bytes live at the end');
    const { shapes, metadata, curve } = written();
    expect(shapes).toMatchObject({ '0.weight': [128, 784], '3.weight': [32, 128], '6.weight': [10, 32], '6.bias': [10] });
    expect(metadata).toEqual({ hidden: '128,32', epochs: '3' });
    expect(curve).toMatch(/^<svg .*<\/svg>\s*$/s);
    expect(curve.match(/<circle /g)).toHaveLength(6);
    expect(curve).not.toContain('NaN');
  });

  it('gives the same numbers for the same seed', () => {
    const [a, b] = [digits('--epochs', '1', '--hidden', '32'), digits('--epochs', '1', '--hidden', '32')];
    const figures = (output: string): string => output.replace(/\d+ samples\/s|^[\d.]+ s; .*$/gm, '');
    expect(figures(a.stdout)).toBe(figures(b.stdout));
  });

  it('stops after the batch when interrupted, reports, and saves what it has', async () => {
    const child = spawn(process.execPath, command(['--epochs', '1000', '--hidden', '64']));
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      // in the midst of the third epoch
      if (!stdout.includes('epoch 2/1000:') && (stdout + text).includes('epoch 2/1000:'))
        setTimeout(() => child.kill('SIGINT'), 30);
      stdout += text;
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(130);
    expect(stdout).toContain('stopping after this batch');
    expect(accuracyOf(stdout)).toBeGreaterThanOrEqual(85);
    const whole = stdout.match(/^epoch \d+\/1000:/gm)!.length;
    const partial = /stopped in epoch (\d+) after \d+ batches/.exec(stdout);
    if (partial !== null) expect(Number(partial[1])).toBe(whole + 1);
    const { shapes, metadata, curve } = written();
    expect(shapes['0.weight']).toEqual([64, 784]);
    expect(metadata['epochs']).toBe(String(whole + (partial === null ? 0 : 1)));
    expect(curve).not.toContain('NaN');
  });

  it('explains its flags, and refuses what it cannot read', () => {
    const { status, stdout } = digits('--help');
    expect(status).toBe(0);
    for (const flag of ['--epochs N', '--lr X', '--seed N', '--hidden N[,N…]', '--batch-size N', '--out DIR', '--help'])
      expect(stdout).toContain(flag);
    const refusals: [string[], string][] = [
      [['--epochs', '0'], "digits: --epochs: expected an integer of at least 1, got '0'; try --help"],
      [['--hidden', '12,x'], "digits: --hidden: expected an integer of at least 1, got 'x'; try --help"],
      [['--epoch', '3'], 'digits: --epoch: there is no such flag; did you mean --epochs?; try --help'],
      [['-x'], 'digits: -x: there is no such flag; try --help'],
      [['3'], "digits: expected flags alone, got '3'; try --help"],
      [['--lr'], 'digits: --lr: expected X, got nothing; try --help'],
      [['--lr', '--seed', '3'], 'digits: --lr: expected X, got nothing; try --help'],
      [['--lr', '-1'], "digits: --lr: expected a number above 0, got '-1'; try --help"],
      [['--seed', '1', '--seed', '2'], "digits: --seed: expected one value, got '1' and '2'; try --help"],
    ];
    for (const [flags, message] of refusals) {
      const refused = spawnSync(process.execPath, ['examples/run.mjs', 'digits', ...flags], { encoding: 'utf8' });
      expect([refused.status, refused.stdout]).toEqual([2, '']);
      expect(refused.stderr).toContain(message);
    }
  });

  it('refuses a folder that it cannot write to, before it trains', () => {
    const under = join(out, 'file');
    writeFileSync(under, '');
    const { status, stdout, stderr } = digits('--out', join(under, 'models'));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^digits: --out: expected a folder that can be written to, got '.*models' \(ENOTDIR\); try --help$/m);
  });
});
