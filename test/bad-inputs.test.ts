import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import * as rl from '../src/index.ts';
import { badInputs, type Report } from './fuzz/bad-inputs.ts';
import { allCalls } from './fuzz/calls.ts';
import { start } from './support/library.ts';

it('x', async () => {
  await start();
  const { calls, missing } = allCalls(rl);
  console.log('missing', missing);
  const report: Report = { rows: 0, refused: 0, faults: [], accepted: [] };
  const t0 = performance.now();
  for (const call of calls) {
    const t = performance.now();
    try { badInputs(rl, call, report); } catch (e) { console.log(call.name, e); }
    if (performance.now() - t > 1500) console.log('slow', call.name, performance.now() - t);
  }
  console.log(report.rows, report.refused, report.faults.length, report.accepted.length, performance.now() - t0);
  const g = (list: { call: string; what: string; label: string; wrong?: string; kind?: string }[]) => {
    const by = new Map<string, string[]>();
    for (const r of list) { const k = `${r.call} | ${r.what}${r.wrong ? ' | ' + r.wrong.replace(/-?\d+ bytes/, 'N bytes') : ''}`; by.set(k, [...(by.get(k) ?? []), r.label]); }
    return [...by].map(([k, v]) => `${k} <= ${v.join(' ; ')}`).join('\n');
  };
  writeFileSync('/tmp/faults.txt', g(report.faults));
  writeFileSync('/tmp/accepted.json', JSON.stringify(report.accepted));
}, 600000);
