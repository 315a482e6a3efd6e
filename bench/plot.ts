/** A plot of time against a size, both on logarithmic axes, as SVG that brings its background, light or dark as its reader has it. */

export interface Series {
  name: string;
  /** Size and time: in milliseconds, or as a multiple. */
  points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  title: string;
  /** What stands under the axis of sizes. */
  x: string;
  /** Of what the times are multiples, if they are. */
  multiplesOf?: string;
  series: readonly Series[];
}

const [WIDTH, HEIGHT] = [480, 280];
const [LEFT, RIGHT, TOP, BOTTOM] = [72, 16, 34, 46];
const LEGEND_ROW = 18;

/** Colours that are told apart without red and green, for each background; with dashes they are told apart without colours. */
const LIGHT = ['#005a9e', '#b34700', '#00694b', '#8a2c7a', '#6b5900', '#444444', '#c2185b', '#3f51b5'];
const DARK = ['#6cb8ff', '#ffa057', '#4fd0a5', '#ec9ade', '#e0c94a', '#cccccc', '#ff8fb3', '#a5b0ff'];
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '1 4', '10 4', '4 2', '12 3 2 3'];

const style = (text: string, lines: string, ground: string, colours: readonly string[]): string =>
  `.g{fill:${ground}}text{fill:${text}}.a{stroke:${lines}}${colours.map((c, i) => `.s${i}{stroke:${c}}.s${i} circle{fill:${c}}`).join('')}`;

const STYLE = `text{font:12px system-ui,sans-serif}.t{font-weight:600;font-size:13px}.a{stroke-width:.6}
.s{fill:none;stroke-width:2}.m{text-anchor:middle}.e{text-anchor:end}
${style('#222', '#ccc', '#fff', LIGHT)}
@media(prefers-color-scheme:dark){${style('#ddd', '#444', '#1b1b1f', DARK)}}`;

const UNITS: [ms: number, unit: string][] = [
  [1000, 's'],
  [1, 'ms'],
  [1e-3, 'µs'],
  [1e-6, 'ns'],
];

/** A time with as many digits as it is worth, and its unit. */
export function timeOf(ms: number, digits: number = 3): string {
  const [scale, unit] = UNITS.find(([least]) => ms >= least * (1 - 1e-9)) ?? (UNITS.at(-1) as [number, string]);
  return `${Number((ms / scale).toPrecision(digits)).toLocaleString('en')} ${unit}`;
}

const escaped = (text: string): string => text.replace(/[&<]/g, (c) => (c === '&' ? '&amp;' : '&lt;'));
const at = (x: number): string => x.toFixed(1).replace(/\.0$/, '');

/** From the logarithm of what it shows to pixels. */
const scale = (from: number, to: number, start: number, end: number) => (value: number) =>
  start + ((Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))) * (end - start);

/** The marks of an axis of multiples, as many as the values reach to. */
function multiples(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const marks = [0.125, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 4, 8];
  return marks.filter((mark, i) => (marks[i + 1] ?? mark) > least && (marks[i - 1] ?? mark) < most);
}

/** The powers of ten from below all values to above them. */
function decades(values: readonly number[]): number[] {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`));
}

export function svgOf({ title, x: label, multiplesOf, series }: Plot): string {
  const all = series.flatMap(({ points }) => points);
  const sizes = [...new Set(all.map(([size]) => size))].sort((a, b) => a - b);
  const values = all.map(([, value]) => value);
  const times = multiplesOf === undefined ? decades(values) : multiples(values);
  const x = scale(sizes[0] as number, sizes.at(-1) as number, LEFT + 8, WIDTH - RIGHT - 16);
  const y = scale(times[0] as number, times.at(-1) as number, HEIGHT - BOTTOM, TOP);
  const height = HEIGHT + LEGEND_ROW * Math.ceil(series.length / 2) + 6;
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title><style>${STYLE}</style><rect class="g" width="100%" height="100%" rx="6"/>`,
    `<text class="t" x="12" y="21">${escaped(title)}</text>`,
    `<text class="m" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}">${escaped(label)}</text>`,
    `<text class="m" transform="translate(14 ${(TOP + HEIGHT - BOTTOM) / 2})rotate(-90)">${multiplesOf === undefined ? 'time' : `time over ${multiplesOf}`}</text>`,
  ];
  for (const mark of times) {
    out.push(`<path class="a" d="M${LEFT} ${at(y(mark))}H${WIDTH - RIGHT}"/>`);
    const text = multiplesOf === undefined ? timeOf(mark) : `${mark}`;
    out.push(`<text class="e" x="${LEFT - 6}" y="${at(y(mark) + 4)}">${text}</text>`);
  }
  for (const size of sizes) {
    out.push(`<path class="a" d="M${at(x(size))} ${TOP}V${HEIGHT - BOTTOM}"/>`);
    out.push(`<text class="m" x="${at(x(size))}" y="${HEIGHT - BOTTOM + 16}">${size.toLocaleString('en')}</text>`);
  }
  series.forEach(({ name, points }, i) => {
    const line = points.map(([size, value], j) => `${j === 0 ? 'M' : 'L'}${at(x(size))} ${at(y(value))}`).join('');
    const dots = points.map(([size, value]) => `<circle cx="${at(x(size))}" cy="${at(y(value))}" r="2.5"/>`).join('');
    const [left, top] = [12 + (i % 2) * (WIDTH / 2), HEIGHT + 10 + LEGEND_ROW * Math.floor(i / 2)];
    const dash = DASHES[i] && ` stroke-dasharray="${DASHES[i]}"`;
    out.push(`<g class="s s${i}"><path${dash} d="${line}"/>${dots}<path${dash} d="M${left} ${top - 4}h26"/></g>`);
    out.push(`<text x="${left + 32}" y="${top}">${escaped(name)}</text>`);
  });
  return `${out.join('\n')}\n</svg>\n`;
}
