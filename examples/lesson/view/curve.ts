/** The loss by step, as a line. */
import { element, setAttribute } from './element.ts';
import { fixed } from './numbers.ts';

const WIDTH = 600;
const HEIGHT = 160;
/** The fewest steps that the width stands for. */
const LEAST = 20;

export class Curve {
  private readonly root = element('curve', SVGSVGElement);
  private readonly line = element('curve-line', SVGPolylineElement);
  private readonly end = element('curve-end', SVGCircleElement);

  show(losses: readonly number[]): void {
    const top = Math.max(...losses, 0.5) * 1.05;
    const across = WIDTH / Math.max(LEAST, losses.length - 1);
    const places = losses.map((loss, i) => [i * across, HEIGHT * (1 - loss / top)] as const);
    this.line.setAttribute('points', places.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '));
    const [x, y] = places.at(-1) ?? [0, 0];
    this.end.setAttribute('cx', String(x));
    this.end.setAttribute('cy', String(y));
    const steps = losses.length - 1;
    const words =
      steps < 1 ? 'no steps yet' : `from ${fixed(losses[0] ?? 0, 3)} to ${fixed(losses.at(-1) ?? 0, 3)} in ${steps} steps`;
    setAttribute(this.root, 'aria-label', `The loss by step: ${words}`);
  }
}
