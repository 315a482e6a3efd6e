// The page on performance shows what the bench has written, and nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { svgOf, timeOf } from '../../bench/plot.ts';
import { drawn, filled, PAGE, read } from '../../bench/tables.ts';

const data = read();

describe('docs/performance.md', () => {
  it('has the tables that the results give', () => {
    const page = readFileSync(PAGE, 'utf8');
    expect(filled(page, data)).toBe(page);
  });

  it('has the plots that the results give, and no others', () => {
    const plots = drawn(data);
    for (const [path, svg] of plots) expect(readFileSync(path, 'utf8')).toBe(svg);
    expect(readdirSync('docs/plots').map((name) => `docs/plots/${name}`)).toEqual(plots.map(([path]) => path).sort());
    const page = readFileSync(PAGE, 'utf8');
    for (const [path] of plots) expect(page).toContain(`](${path.replace('docs/', '')})`);
  });

  it('has rows in every table, none of which failed its check', () => {
    for (const { name, outcomes } of data.bench.families) {
      expect(outcomes.length, name).toBeGreaterThan(0);
      expect(
        outcomes.filter(({ failed }) => failed !== undefined),
        name,
      ).toEqual([]);
    }
  });
});

describe('a plot', () => {
  const place = (svg: string): [number, number][] =>
    [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const plot = (points: [number, number][]) => place(svgOf({ title: '', x: '', series: [{ name: '', points }] }));

  it('has logarithmic axes', () => {
    const [a, b, c] = plot([
      [1, 0.1],
      [10, 1],
      [100, 10],
    ]) as [[number, number], [number, number], [number, number]];
    expect(c[0] - b[0]).toBeCloseTo(b[0] - a[0], 0);
    expect(c[1] - b[1]).toBeCloseTo(b[1] - a[1], 0);
    expect(b[0]).toBeGreaterThan(a[0]);
    expect(b[1]).toBeLessThan(a[1]);
  });

  it('escapes what it is given', () => {
    expect(svgOf({ title: 'a < b & c', x: '', series: [{ name: '', points: [[1, 1]] }] })).toContain('a &lt; b &amp; c');
  });
});

describe('a time', () => {
  it.each([
    [1234, '1.23 s'],
    [1, '1 ms'],
    [0.0012345, '1.23 µs'],
    [0.000001, '1 ns'],
    [123.4, '123 ms'],
  ])('of %s ms is %s', (ms, text) => expect(timeOf(ms)).toBe(text));
});
