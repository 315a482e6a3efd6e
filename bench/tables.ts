/** The plots and tables of docs/performance.md, of what the bench and the bench of peers have written. */
import { readFileSync } from 'node:fs';
import { type Outcome, PLAIN } from './harness.ts';
import { type Plot, svgOf, timeOf } from './plot.ts';
import { digits, missed, type Results, table } from './report.ts';

export const PAGE = 'docs/performance.md';
const PLOTS = 'docs/plots';
const RESULTS = 'bench/results/bench.json';
const PEERS = 'bench/results/peers.json';

/** What a run of bench/peers writes: of each work, each library's cell. */
interface Peers {
  platform: string;
  works: Record<string, Record<string, { ms?: number; growth?: number; kB?: number; note?: string }>>;
}

interface Data {
  bench: Results;
  peers: Peers;
}

export const read = (): Data => ({
  bench: JSON.parse(readFileSync(RESULTS, 'utf8')) as Results,
  peers: JSON.parse(readFileSync(PEERS, 'utf8')) as Peers,
});

type Timed = Outcome & Required<Pick<Outcome, 'ms' | 'rate' | 'unit' | 'versus'>>;

/** A family's rows that have a time. */
const timed = ({ families }: Results, family: string): Timed[] =>
  (families.find(({ name }) => name === family)?.outcomes ?? []).filter((o): o is Timed => o.ms !== undefined);

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const figure = (o: Outcome, start: string): string =>
  o.goals.find(({ text }) => text.startsWith(start))?.value.toPrecision(3) ?? '';

const own = ({ goals }: Outcome): string[] => goals.map(({ text }) => text).filter((text) => !text.includes('torch'));

/** A family as the bench prints it, without PyTorch, which has a table of its own. */
const asPrinted = (bench: Results, family: string): string =>
  table(
    ['work', 'rate', 'against'],
    timed(bench, family).map((o) => [o.row, `${digits(o.rate)} ${o.unit}`, own(o).join('; ')]),
  );

/** Products by shape and layout, as a share of the peak. */
function products(bench: Results): string {
  const all = timed(bench, 'gemm');
  const shapes = [...new Set(all.flatMap(({ row }) => /^matmul (\S+) NN$/.exec(row)?.[1] ?? []))];
  const cells = (shape: string): string[] =>
    ['NN', 'NT', 'TN'].flatMap((layout) => {
      const o = all.find(({ row }) => row === `matmul ${shape} ${layout}`);
      return o === undefined ? ['', ''] : [digits(o.rate), percent((o.versus['peak'] as number) / o.ms)];
    });
  const head = ['NN', 'NT', 'TN'].flatMap((layout) => [`${layout}, GFLOP/s`, 'of the peak']);
  return table(
    ['m×k×n', ...head],
    shapes.map((shape) => [shape, ...cells(shape)]),
  );
}

/** All that is timed beside PyTorch, but for the rows of the plots. */
function besidePyTorch(bench: Results): string {
  const rows = bench.families
    .filter(({ name }) => name !== 'growth')
    .flatMap(({ name }) => timed(bench, name))
    .flatMap((o) => {
      const torch = o.versus['torch'];
      return torch === undefined ? [] : [[o.row, timeOf(o.ms), timeOf(torch), (o.ms / torch).toFixed(2)]];
    });
  return table(['work', 'rushlight', 'PyTorch', 'time over PyTorch’s'], rows);
}

const threads = (bench: Results): string =>
  table(
    ['work', 'one thread', 'two threads', 'times as fast'],
    timed(bench, 'threads').map((o) => {
      const one = o.versus['one thread'] as number;
      return [o.row.replace(/, \d threads$/, ''), timeOf(one), timeOf(o.ms), (one / o.ms).toFixed(2)];
    }),
  );

/** The same work in Node and in each browser. */
function browsers(bench: Results): string {
  const all = timed(bench, 'engines').map((o) => {
    const [engine, work] = o.row.split(': ') as [string, string];
    return { ...o, engine, work };
  });
  const names = [...new Set(all.map(({ engine }) => engine))];
  const rows = [...new Set(all.map(({ work }) => work))].map((work) => {
    const cells = names.map((name) => all.find((o) => o.engine === name && o.work === work));
    const here = cells.find((o) => o !== undefined)?.versus['Node'];
    return [
      work,
      here === undefined ? '' : timeOf(here),
      ...cells.map((o) => {
        if (o === undefined) return '';
        const plain = o.versus[PLAIN];
        return timeOf(o.ms) + (plain === undefined ? '' : ` (plain JS: ${timeOf(plain)})`);
      }),
    ];
  });
  return table(['work', 'Node', ...names], rows);
}

const vocabularies = (bench: Results): string =>
  table(
    ['work', 'time', 'over linear, then crossEntropy', 'GFLOP/s', 'memory, MiB', 'with the logits whole, MiB'],
    timed(bench, 'linearCrossEntropy').map((o) => {
      const whole = o.versus['linear, then crossEntropy'] as number;
      return [o.row, timeOf(o.ms), (o.ms / whole).toFixed(2), digits(o.rate), figure(o, 'memory'), figure(o, 'whole')];
    }),
  );

const coldStart = (bench: Results): string =>
  table(
    ['start', 'import to first product', 'its import alone', 'plain JavaScript', 'compiling the binary', 'at level simd'],
    timed(bench, 'cold').map(({ row, ms, versus }) => [
      row,
      ...[ms, ...['its import', PLAIN, 'compiling the binary', 'level simd'].map((name) => versus[name])].map((t) =>
        t === undefined ? '' : timeOf(t),
      ),
    ]),
  );

/** Libraries that are shown, and what the table calls them. */
const SHOWN = {
  rushlight: 'rushlight',
  'rushlight, 2 threads': '2 threads',
  'plain JS': 'plain JS',
  'tfjs wasm': 'tfjs wasm',
  'jax-js': 'jax-js',
  'js-pytorch': 'js-pytorch',
  'ort-web': 'ORT web',
  PyTorch: 'PyTorch, native',
};

const libraries = ({ platform, works }: Peers): string =>
  `${platform}.\n\n${table(
    ['work', ...Object.values(SHOWN)],
    Object.entries(works).map(([title, cells]) => [
      title.replace(/, (ms|steps\/s|GFLOP\/s)\b/, ''),
      ...Object.keys(SHOWN).map((name) => {
        const { ms, kB, growth, note } = cells[name] ?? {};
        if (kB !== undefined) return `${kB}`;
        if (ms === undefined) return note ?? '';
        return timeOf(ms) + (growth !== undefined && title.includes('memory') ? ` (${Math.round(growth)})` : '');
      }),
    ]),
  )}`;

const platform = ({ machine, load, judged, quick, families }: Results): string =>
  `${machine}, at a load of ${load.toFixed(0)}; ${families.find(({ name }) => name === 'gemm')?.platform ?? ''} unless a row says otherwise; ${
    judged === 'best' ? 'best rounds' : 'medians'
  }${quick ? ' of a short run (`--quick`)' : ''}.`;

/** What stands between `<!-- NAME -->` and `<!-- /NAME -->` in the page. */
const PARTS: Record<string, (data: Data) => string> = {
  platform: ({ bench }) => platform(bench),
  pytorch: ({ bench }) => besidePyTorch(bench),
  products: ({ bench }) => products(bench),
  softmax: ({ bench }) => asPrinted(bench, 'softmax'),
  optim: ({ bench }) => asPrinted(bench, 'optim'),
  steps: ({ bench }) => asPrinted(bench, 'steps'),
  threads: ({ bench }) => threads(bench),
  browsers: ({ bench }) => browsers(bench),
  vocabularies: ({ bench }) => vocabularies(bench),
  cold: ({ bench }) => coldStart(bench),
  missed: ({ bench }) =>
    missed(bench.families.flatMap(({ outcomes }) => outcomes))
      .map((line) => `- ${line}`)
      .join('\n'),
  libraries: ({ peers }) => libraries(peers),
};

/** The page with its parts made anew. */
export function filled(page: string, data: Data): string {
  for (const [name, make] of Object.entries(PARTS)) {
    const [begin, end] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
    const [from, to] = [page.indexOf(begin), page.indexOf(end)];
    if (from === -1 || to < from) throw new Error(`pages: expected ${begin.trim()} and ${end.trim()} in ${PAGE}`);
    page = `${page.slice(0, from + begin.length)}\n${make(data)}\n${page.slice(to)}`;
  }
  return page;
}

const SIZES = {
  batch: { title: 'Step of a 784-128-10 classifier, SGD', x: 'batch, rows' },
  classes: { title: 'Cross-entropy with its gradient, 64 rows', x: 'classes' },
  hidden: { title: 'Step of a 784-hidden-10 classifier, batch 64', x: 'hidden width' },
};

/** The plots by the names of their files. */
export function plots({ bench }: Data): Record<string, Plot> {
  const lines = { '2 threads': 'rushlight, two threads', torch: 'PyTorch, native, one thread', [PLAIN]: 'plain JavaScript' };
  const against = (plot: keyof typeof SIZES): Plot => {
    const all = timed(bench, 'growth').filter(({ at }) => at?.plot === plot);
    const series = (name: string, ms: (o: Timed) => number | undefined) => ({
      name,
      points: all.flatMap((o) => {
        const time = ms(o);
        return time === undefined ? [] : [[o.at?.x as number, time] as const];
      }),
    });
    const others = Object.entries(lines).map(([key, name]) => series(name, (o) => o.versus[key]));
    return {
      ...SIZES[plot],
      series: [series('rushlight, one thread', (o) => o.ms), ...others].filter((s) => s.points.length > 0),
    };
  };
  const onThreads = timed(bench, 'threads').map(({ row, at, ms, versus }) => ({
    name: row.replace(/, \d threads$/, '').replace('crossEntropy + gradient', 'cross-entropy'),
    points: [[1, 1] as const, [at?.x as number, ms / (versus['one thread'] as number)] as const],
  }));
  return {
    batch: against('batch'),
    classes: against('classes'),
    hidden: against('hidden'),
    threads: { title: 'Time against threads', x: 'threads', multiplesOf: 'that of one thread', series: onThreads },
  };
}

export const drawn = (data: Data): [path: string, svg: string][] =>
  Object.entries(plots(data)).map(([name, plot]) => [`${PLOTS}/${name}.svg`, svgOf(plot)]);
