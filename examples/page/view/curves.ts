/** A live chart by epoch: a curve for training, one for the held-out digits, the run before in grey, and changes of the rate. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { element, setText } from './element.ts';
import { drawAtMost } from './frames.ts';
import type { VerticalScale } from './scales.ts';
import { type Columns, Fading, Series } from './series.ts';

const EVERY_MS = 100;
const HEIGHT = 205;

const dark = matchMedia('(prefers-color-scheme: dark)');

/** The current value of a colour in the style sheet. */
const colour = (name: string) => (): string => getComputedStyle(document.documentElement).getPropertyValue(name);

/** A change of the learning rate. */
interface Mark {
  epoch: number;
  text: string;
}

interface Key {
  value: HTMLElement;
  name: string;
}

function makeKey(caption: Element, name: string, kind: string): Key {
  const item = document.createElement('span');
  item.className = `key ${kind}`;
  const value = document.createElement('b');
  value.className = 'value-now';
  item.append(`${name} `, value);
  caption.append(item);
  return { value, name };
}

export class Curve {
  readonly #series = new Series();
  readonly #recent = new Fading();
  readonly #plot: uPlot;
  readonly #box: Element;
  readonly #keys: readonly [Key, Key];
  readonly #name: string;
  readonly #vertical: VerticalScale;
  readonly #draw: () => void;
  /** The training curve before the last `clear`. */
  #last: Columns | null = null;
  #marks: Mark[] = [];

  /** @param id of the figure, whose caption is the name */
  constructor(id: string, vertical: VerticalScale) {
    this.#vertical = vertical;
    const figure = element(id, HTMLElement);
    const caption = figure.querySelector('figcaption') as Element;
    this.#name = caption.textContent;
    this.#box = figure.querySelector('.plot') as Element;
    this.#keys = [makeKey(caption, 'training', 'trained'), makeKey(caption, 'held out', 'held-out')];
    this.#plot = this.#make();
    this.#draw = drawAtMost(EVERY_MS, () => {
      this.#plot.setData(this.#data);
      this.#label();
    });
    new ResizeObserver(([entry]) => {
      this.#plot.setSize({ width: Math.floor((entry as ResizeObserverEntry).contentRect.width), height: HEIGHT });
    }).observe(this.#box);
    dark.addEventListener('change', () => this.#plot.redraw());
  }

  /** Adds the mean over the training digits up to this point. */
  train(epoch: number, value: number, samples: number): void {
    this.#series.add(epoch, this.#recent.add(value, samples), null);
    this.#draw();
  }

  /** Adds the value for the held-out digits. */
  examine(epoch: number, value: number): void {
    this.#series.add(epoch, null, value);
    this.#draw();
  }

  /** Marks a change of the learning rate. */
  mark(epoch: number, text: string): void {
    // a slider that is drawn along leaves one mark
    if (this.#marks.at(-1)?.epoch === epoch) this.#marks.pop();
    this.#marks.push({ epoch, text });
    this.#draw();
  }

  /** Begins a new run; the one before stays in grey. */
  clear(): void {
    if (this.#series.columns[0].length > 1) this.#last = this.#series.columns;
    this.#marks = [];
    this.#series.clear();
    this.#recent.clear();
    this.#draw();
  }

  #make(): uPlot {
    const { logarithmic, range, axis } = this.#vertical;
    const common: uPlot.Axis = {
      stroke: colour('--soft'),
      font: '12px system-ui, sans-serif',
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { show: false },
      gap: 6,
    };
    const options: uPlot.Options = {
      width: 300,
      height: HEIGHT,
      padding: [10, 10, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: (_plot, _low, high) => [0, Math.max(1, high ?? 1)] },
        y: { distr: logarithmic ? 3 : 1, range: (_plot, low, high) => range(low, high, this.#series.columns[2]) },
      },
      axes: [
        { ...common, size: 26, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], space: 40 },
        { ...common, size: 48, ...axis },
      ],
      series: [
        {},
        { stroke: colour('--ember'), width: 1.5, spanGaps: true, points: { show: false } },
        { stroke: colour('--sea'), width: 2, spanGaps: true, points: { show: true, size: 5, fill: colour('--sea') } },
        { stroke: colour('--line-strong'), width: 1.5, spanGaps: true, points: { show: false } },
      ],
      hooks: { setCursor: [() => this.#label()], draw: [(plot) => this.#drawMarks(plot)] },
    };
    return new uPlot(options, this.#data, this.#box as HTMLElement);
  }

  /** The columns of this run, and the training curve of the one before. */
  get #data(): uPlot.AlignedData {
    const { columns } = this.#series;
    if (this.#last === null) return [...columns, columns[0].map(() => null)];
    return uPlot.join([columns, [this.#last[0], this.#last[1]]]);
  }

  #drawMarks(plot: uPlot): void {
    const { ctx } = plot;
    const { top, height } = plot.bbox;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = colour('--soft')();
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.setLineDash([4, 4]);
    for (const { epoch, text } of this.#marks) {
      const x = Math.round(plot.valToPos(epoch, 'x', true));
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, top + height);
      ctx.stroke();
      ctx.fillText(text, x + 4 * devicePixelRatio, top + 12 * devicePixelRatio);
    }
    ctx.restore();
  }

  /** Shows the values under the pointer, or the latest. */
  #label(): void {
    const [, trained, heldOut] = this.#data as Columns;
    const under = this.#plot?.cursor.idx ?? trained.length - 1;
    const texts = [trained, heldOut].map((values) => {
      const value = values.slice(0, under + 1).findLast((found) => typeof found === 'number');
      return value === undefined || value === null ? '–' : this.#vertical.format(value);
    });
    this.#keys.forEach(({ value }, i) => {
      setText(value, texts[i] as string);
    });
    const said = this.#keys.map(({ name }, i) => `${name} ${texts[i]}`).join(', ');
    const rates = this.#marks.map(({ epoch, text }) => `; ${text} from epoch ${epoch.toFixed(1)}`).join('');
    const before = this.#last === null ? '' : '; the run before in grey';
    this.#box.setAttribute('aria-label', `${this.#name} by epoch: ${said}${rates}${before}`);
  }
}
