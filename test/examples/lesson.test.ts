// The lesson's snippets: the lines that the page shows and runs, beside those of PyTorch, which give the same numbers.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { memory } from 'rushlight';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shown } from '../../examples/lesson/code/shown.ts';
import { batch, load, step, tell, temper } from '../../examples/lesson/compute.ts';
import { leftOut } from '../package/absent.ts';

const FOLDER = 'examples/lesson/code';
const PYTHON = '/usr/bin/python3';

const ROWS = [
  [2, 1, -0.5, 0.5],
  [0.5, -1, 3, 0],
  [-0.5, 1.5, 0, 2],
];
const CASES = [
  { scores: [2, 1, -0.5, 0.5], chosen: 1, lr: 1, temperature: 2, smoothing: 0, weights: [1, 1, 1, 1], reduction: 'mean' },
  { scores: [1000, 1, -0.5, 0.5], chosen: 0, lr: 0.5, temperature: 0.1, smoothing: 0.1, weights: [1, 3, 1, 1], reduction: 'sum' },
  { scores: [-9.9, 0, 10, 3.3], chosen: 3, lr: 5, temperature: 10, smoothing: 0.5, weights: [1, 0.5, 1, 1], reduction: 'mean' },
  { scores: [0, 0, 0, 0], chosen: 2, lr: 0.1, temperature: 1, smoothing: 0.2, weights: [1, 0, 1, 1], reduction: 'none' },
] as const;
/** The targets of the rows: all that can be ignored is, in one case or the other. */
const TARGETS = [
  [1, 2, 0],
  [1, -100, 0],
  [-100, 1, 1],
  [1, 2, -100],
];

/** All that the page computes of a case, as flat lists by name. */
const ours = ({ scores, chosen, lr, temperature, smoothing, weights, reduction }: (typeof CASES)[number], at: number) => {
  const { picked, nll, crossEntropy, entropy, distance, ...lists } = tell(scores, chosen);
  const { loss, rows } = batch(ROWS, TARGETS[at]!, { weights, labelSmoothing: smoothing, reduction });
  const one = { picked, nll, crossEntropy, entropy, distance };
  return {
    ...lists,
    ...Object.fromEntries(Object.entries(one).map(([name, value]) => [name, [value]])),
    stepped: step(scores, chosen, lr),
    tempered: temper(scores, temperature),
    batch: loss,
    rows,
  } as Record<string, number[]>;
};

/** Runs each snippet as it stands, in the order of the lesson. */
const SCRIPT = `
import json, sys
import torch
import torch.nn.functional as F
folder, cases = sys.argv[1], json.loads(sys.argv[2])
# JSON from JavaScript writes 2.0 as 2
for case in cases:
    case['scores'], case['weights'] = [float(x) for x in case['scores']], [float(x) for x in case['weights']]
    case['rows'] = [[float(x) for x in row] for row in case['rows']]

def run(name, space):
    exec(open(f'{folder}/{name}.py').read(), space)
    return space

def told(case):
    space = dict(case, torch=torch, F=F)
    for name in ('logits', 'softmax', 'log-softmax', 'nll'):
        run(name, space)
    out = dict(naive=space['naive'], stable=space['stable'], logProbs=space['log_probs'], nll=space['loss'], picked=space['picked'])
    out['crossEntropy'] = run('cross-entropy', space)['loss']
    run('gradient', space)
    out.update(gradient=space['gradient'].clone(), formula=space['formula'])
    run('reuse', space)
    out.update(entropy=space['entropy'], distance=space['distance'])
    out['tempered'] = run('temperature', space)['probabilities']
    run('logits', space)
    out['stepped'] = run('step', space)['logits']
    rows = dict(case, torch=torch, F=F, chosen=case['targets'])
    out['batch'] = run('batch', rows)['loss']
    out['rows'] = run('batch', dict(rows, reduction='none'))['loss']
    return {k: [str(x) for x in v.detach().reshape(-1).tolist()] for k, v in out.items()}

print(json.dumps([told(case) for case in cases]))
`;

/** As near as two ways of rounding float32 are. */
function near(actual: Record<string, number[]>, expected: Record<string, readonly number[]>): void {
  for (const [name, values] of Object.entries(expected)) {
    expect(actual[name], name).toHaveLength(values.length);
    for (const [i, value] of values.entries()) {
      const got = actual[name]![i]!;
      if (Number.isNaN(value)) expect(got, name).toBeNaN();
      else
        expect(Math.abs(got - value), `${name}[${i}]: ${got}, ${value}`).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)));
    }
  }
}

beforeAll(load);
afterAll(() => expect(memory().liveBytes).toBe(0));

describe('the lesson', () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.py'));

  it('shows a part of each snippet that it runs, beside one of PyTorch', () => {
    expect(names).toHaveLength(10);
    const page = readFileSync('examples/lesson/index.html', 'utf8');
    for (const name of names) {
      const stem = name.slice(0, -3);
      const source = readFileSync(`${FOLDER}/${stem}.ts`, 'utf8');
      const lines = shown(source);
      expect(lines).not.toMatch(/import|export|shown|^ /);
      expect(source).toContain(`  ${lines.split('\n')[0]}\n`);
      expect(page).toContain(`data-code="${stem}"`);
      expect(readFileSync('examples/lesson/compute.ts', 'utf8')).toContain(`from './code/${stem}.ts'`);
    }
  });

  it('has two routes to the same bits, and a gradient that is its formula', () => {
    for (const { scores, chosen } of CASES) {
      const { nll, picked, crossEntropy, gradient, formula } = tell(scores, chosen);
      // −0 is 0
      expect([picked === nll, crossEntropy === nll]).toEqual([true, true]);
      near({ gradient }, { gradient: formula });
    }
  });

  it('breaks the naive softmax, and only that', () => {
    expect(tell([88, 1, 0, 0], 1).naive.every(Number.isFinite)).toBe(true);
    const { naive, stable, crossEntropy } = tell([1000, 1, -0.5, 0.5], 1);
    expect(naive[0]).toBeNaN();
    expect(stable).toEqual([1, 0, 0, 0]);
    expect(crossEntropy).toBe(999);
  });

  const found = spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
  if (!found) leftOut(`${PYTHON} with torch is absent: the lesson's lines of PyTorch did not run`);

  it.runIf(found)('has the numbers that its lines of PyTorch give', () => {
    const cases = CASES.map(({ smoothing, ...rest }, i) => ({
      ...rest,
      label_smoothing: smoothing,
      rows: ROWS,
      targets: TARGETS[i],
    }));
    const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', SCRIPT, FOLDER, JSON.stringify(cases)], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const theirs = JSON.parse(stdout) as Record<string, string[]>[];
    expect(theirs).toHaveLength(CASES.length);
    for (const [i, told] of theirs.entries()) {
      const expected = Object.fromEntries(Object.entries(told).map(([name, values]) => [name, values.map(Number)]));
      const actual = ours(CASES[i]!, i);
      expect(Object.keys(expected).sort()).toEqual(Object.keys(actual).sort());
      near(actual, expected);
    }
  });
});
