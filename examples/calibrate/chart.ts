/** Curves within the unit square, with characters for the terminal and as an SVG. */

/** A curve through points (x, y), all in [0, 1]. */
export interface Curve {
  name: string;
  color: string;
  /** What stands for it in the terminal. */
  sign: string;
  points: readonly (readonly [x: number, y: number])[];
}

export interface Chart {
  title: string;
  x: string;
  y: string;
  curves: Curve[];
  /** Whether the diagonal means something: guessing, or perfect calibration. */
  diagonal: boolean;
}

const [COLUMNS, ROWS] = [48, 16];

/** The chart drawn with characters; later curves are drawn over earlier ones. */
export function terminalChart({ title, x, y, curves, diagonal }: Chart): string {
  const grid = Array.from({ length: ROWS + 1 }, () => new Array<string>(COLUMNS + 1).fill(' '));
  const put = (px: number, py: number, sign: string): void => {
    (grid[Math.round((1 - py) * ROWS)] as string[])[Math.round(px * COLUMNS)] = sign;
  };
  const line = (points: Curve['points'], sign: string): void => {
    for (const [i, [px, py]] of points.entries()) {
      const [qx, qy] = points[i + 1] ?? [px, py];
      const steps = Math.max(1, Math.round(2 * COLUMNS * Math.max(Math.abs(qx - px), Math.abs(qy - py))));
      for (let s = 0; s < steps; s++) put(px + ((qx - px) * s) / steps, py + ((qy - py) * s) / steps, sign);
    }
  };
  const ends: Curve['points'] = [
    [0, 0],
    [1, 1],
  ];
  if (diagonal) line(ends, '·');
  for (const { points, sign } of curves) line(points, sign);
  const rows = grid.map((row, r) => `${(r % 4 === 0 ? (1 - r / ROWS).toFixed(2) : '').padStart(5)} │${row.join('')}`);
  const legend = curves.map(({ sign, name }) => `${sign} ${name}`).join('   ');
  return [
    `${title}: ${y} by ${x}`,
    ...rows,
    `      └${'─'.repeat(COLUMNS + 1)}`,
    `       0${'1'.padStart(COLUMNS)}`,
    `       ${legend}`,
  ].join('\n');
}

const [SIDE, LEFT, TOP, BOTTOM, GAP] = [300, 56, 44, 64, 28];
const CELL = LEFT + SIDE + GAP;

/** One chart of an SVG, moved to its place. */
function panel({ title, x, y, curves, diagonal }: Chart, place: number): string {
  const at = ([px, py]: readonly [number, number]): string =>
    `${(LEFT + px * SIDE).toFixed(1)},${(TOP + (1 - py) * SIDE).toFixed(1)}`;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((v) => {
    const [column, row] = [LEFT + v * SIDE, TOP + (1 - v) * SIDE];
    return (
      `<path d="M${LEFT} ${row}h${SIDE}M${column} ${TOP}v${SIDE}" stroke="#e4e4e7"/>` +
      `<text x="${LEFT - 8}" y="${row + 4}" text-anchor="end">${v}</text>` +
      `<text x="${column}" y="${TOP + SIDE + 18}" text-anchor="middle">${v}</text>`
    );
  });
  const lines = curves.map(({ name, color, points }, c) => {
    const legend = TOP + SIDE - 14 - 18 * (curves.length - 1 - c);
    const dots =
      points.length <= 20
        ? points.map((p) => `<circle cx="${at(p).split(',')[0]}" cy="${at(p).split(',')[1]}" r="3" fill="${color}"/>`)
        : [];
    return (
      `<polyline points="${points.map(at).join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join('')}` +
      `<rect x="${LEFT + SIDE - 160}" y="${legend - 10}" width="12" height="12" fill="${color}"/><text x="${LEFT + SIDE - 142}" y="${legend}">${name}</text>`
    );
  });
  return `<g transform="translate(${place * CELL})">
<text x="${LEFT}" y="26" font-size="16" fill="#18181b">${title}</text>
${ticks.join('\n')}
${diagonal ? `<path d="M${at([0, 0])}L${at([1, 1])}" stroke="#a1a1aa" stroke-dasharray="4 4"/>` : ''}
${lines.join('\n')}
<text x="${LEFT + SIDE / 2}" y="${TOP + SIDE + 40}" text-anchor="middle">${x}</text>
<text transform="translate(14 ${TOP + SIDE / 2}) rotate(-90)" text-anchor="middle">${y}</text>
</g>`;
}

/** Charts side by side, as an SVG. */
export function svgCharts(charts: readonly Chart[]): string {
  const [width, height] = [charts.length * CELL, TOP + SIDE + BOTTOM];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#3f3f46">
<rect width="100%" height="100%" fill="#ffffff"/>
${charts.map(panel).join('\n')}
</svg>
`;
}
