/** A chart of the curves of one title. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { setText } from '../../page/view/element.ts';
import { drawAtMost } from '../../page/view/frames.ts';
import { Columns } from './columns.ts';

const EVERY_MS = 60;
const HEIGHT = 160;
/** The style sheet's colours of classes, for curves too. */
export const COLOURS = 6;

const dark = matchMedia('(prefers-color-scheme: dark)');

export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name);

const caption = (title: string): HTMLElement => {
  const words = document.createElement('span');
  words.append(title);
  return words;
};

const shown = (value: number): string =>
  value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 1e5) ? value.toExponential(2) : value.toPrecision(4);

export class Curves {
  readonly figure = document.createElement('figure');
  readonly #caption = document.createElement('figcaption');
  readonly #box = document.createElement('div');
  readonly #columns = new Columns();
  readonly #title: string;
  #values: HTMLElement[] = [];
  #plot: uPlot | undefined;
  #changed = true;
  readonly #draw = drawAtMost(EVERY_MS, () => this.#show());
  readonly #resized = new ResizeObserver(([entry]) => {
    const width = Math.floor((entry as ResizeObserverEntry).contentRect.width);
    if (width > 0) this.#plot?.setSize({ width, height: HEIGHT });
  });
  readonly #recoloured = (): void => this.#plot?.redraw();

  constructor(title: string) {
    this.#title = title;
    this.#caption.append(caption(title));
    this.#box.className = 'plot';
    this.#box.role = 'img';
    this.figure.append(this.#caption, this.#box);
    this.#resized.observe(this.#box);
    dark.addEventListener('change', this.#recoloured);
  }

  add(x: number, values: Record<string, number>): void {
    if (this.#columns.add(x, values)) this.#changed = true;
    this.#draw();
  }

  dispose(): void {
    this.#resized.disconnect();
    dark.removeEventListener('change', this.#recoloured);
    this.#plot?.destroy();
    this.figure.remove();
  }

  #show(): void {
    if (!this.figure.isConnected) return;
    if (this.#changed) this.#make();
    this.#plot?.setData(this.#columns.data as uPlot.AlignedData);
    const latest = this.#columns.data.slice(1).map((column) => column.findLast((value) => value !== null));
    const texts = latest.map((value) => (typeof value === 'number' ? shown(value) : '–'));
    this.#values.forEach((value, i) => {
      setText(value, texts[i] as string);
    });
    const said = this.#columns.names.map((name, i) => `${name} ${texts[i]}`).join(', ');
    this.#box.setAttribute('aria-label', `${this.#title}, now ${said}`);
  }

  /** A chart for the curves that there are. */
  #make(): void {
    this.#changed = false;
    this.#plot?.destroy();
    const stroke = (i: number) => (): string => colour(`--class-${i % COLOURS}`);
    const axis: uPlot.Axis = {
      stroke: () => colour('--soft'),
      font: '12px system-ui, sans-serif',
      grid: { stroke: () => colour('--line'), width: 1 },
      ticks: { show: false },
      gap: 6,
    };
    this.#plot = new uPlot(
      {
        width: Math.max(this.#box.clientWidth, 100),
        height: HEIGHT,
        padding: [10, 16, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false } },
        axes: [
          { ...axis, size: 26, space: 50 },
          { ...axis, size: 44 },
        ],
        series: [
          {},
          ...this.#columns.names.map((_, i) => ({ stroke: stroke(i), width: 2, spanGaps: true, points: { show: false } })),
        ],
      },
      this.#columns.data as uPlot.AlignedData,
      this.#box,
    );
    this.#values = this.#columns.names.map((name, i) => {
      const key = document.createElement('span');
      key.className = 'key';
      key.style.setProperty('--key', `var(--class-${i % COLOURS})`);
      const value = document.createElement('b');
      key.append(`${name} `, value);
      if (i === 0) this.#caption.replaceChildren(caption(this.#title));
      this.#caption.append(key);
      return value;
    });
  }
}
