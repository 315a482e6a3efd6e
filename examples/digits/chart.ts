/** The loss curve, for the terminal and as an SVG. */
import { plot } from 'asciichart';
import type { EpochReport } from 'rushlight';

/** An epoch's losses. */
type Epoch = Pick<EpochReport, 'loss' | 'valLoss'>;

const trained = ({ loss }: Epoch): number => loss;
const heldOut = ({ valLoss = Number.NaN }: Epoch): number => valLoss;

/** Both losses by epoch, drawn with characters. */
export function terminalChart(history: Epoch[], width = 60): string {
  // stretched to the width, and to two points at least
  const stretch = (values: number[]): number[] =>
    Array.from({ length: width }, (_, i) => {
      const at = (i / (width - 1)) * (values.length - 1);
      const low = values[Math.floor(at)] as number;
      return low + ((values[Math.ceil(at)] as number) - low) * (at - Math.floor(at));
    });
  return plot([stretch(history.map(trained)), stretch(history.map(heldOut))], { height: 10 });
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [720, 400, 64, 24, 48, 48];
const SERIES = [
  { name: 'training', color: '#2563eb', of: trained },
  { name: 'held out', color: '#ea580c', of: heldOut },
];

/** A round number, about a quarter of the range. */
function tick(top: number): number {
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10);
}

/** Both losses by epoch, as an SVG. */
export function svgChart(history: Epoch[]): string {
  const top = Math.max(...history.flatMap((e) => [trained(e), heldOut(e)])) * 1.08;
  const x = (i: number): number => LEFT + (history.length > 1 ? i / (history.length - 1) : 0.5) * (WIDTH - LEFT - RIGHT);
  const y = (loss: number): number => HEIGHT - BOTTOM - (loss / top) * (HEIGHT - TOP - BOTTOM);
  const step = tick(top);
  const grid = Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step).map(
    (v) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(v)}" y2="${y(v)}" stroke="#d4d4d8"/>` +
      `<text x="${LEFT - 8}" y="${y(v) + 4}" text-anchor="end">${Number(v.toPrecision(3))}</text>`,
  );
  const every = Math.ceil(history.length / 12);
  const epochs = history.map((_, i) =>
    i % every === 0 ? `<text x="${x(i)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${i + 1}</text>` : '',
  );
  const curves = SERIES.map(({ name, color, of }, s) => {
    const points = history.map((e, i) => `${x(i).toFixed(1)},${y(of(e)).toFixed(1)}`);
    const dots = points.map((p) => `<circle cx="${p.split(',')[0]}" cy="${p.split(',')[1]}" r="3" fill="${color}"/>`);
    const legend = WIDTH - RIGHT - 200 + s * 100;
    return (
      `<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join('')}` +
      `<rect x="${legend}" y="22" width="12" height="12" fill="${color}"/><text x="${legend + 18}" y="32">${name}</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="#3f3f46">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="${LEFT}" y="32" font-size="16" fill="#18181b">Cross-entropy by epoch</text>
${grid.join('\n')}
${epochs.join('')}
<text x="${(WIDTH + LEFT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">epoch</text>
${curves.join('\n')}
</svg>
`;
}
