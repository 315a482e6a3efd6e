/** The stages from the scores to the loss and its gradient. */
import type { Story } from '../compute.ts';
import { CLASSES, change, setScore, state } from '../state.ts';
import { Arrows } from './arrows.ts';
import { Bars } from './bars.ts';
import { choices } from './choices.ts';
import { element, make, setAttribute, setText } from './element.ts';
import { exact, fixed, percent, score } from './numbers.ts';

/** Where the slider that pushes a score can stop: by small steps where the naive softmax breaks. */
const STOPS = [0, 2, 5, 10, 20, 50, 88, 89, 100, 200, 500, 1000];

const figure = (id: string): HTMLElement => element(`f-${id}`, HTMLElement);
const text = (id: string, value: string): void => setText(element(id, HTMLElement), value);

export class Chain {
  private readonly scores = new Bars(figure('logits'), 'The scores', 'signed');
  private readonly naive = new Bars(figure('naive'), 'Naive softmax');
  private readonly stable = new Bars(figure('stable'), 'Stable softmax');
  private readonly logs = new Bars(figure('log'), 'Log-softmax', 'logs');
  private readonly picked = new Bars(figure('nll'), 'Log-softmax, the right class picked out', 'logs');
  private readonly arrows = new Arrows(figure('gradient'));
  private readonly push = element('push', HTMLInputElement);
  private readonly pick = choices(element('pick', HTMLElement), CLASSES, (chosen) => change({ chosen, curve: [] }));
  private readonly cells = CLASSES.map((name) => {
    const cells = Array.from({ length: 4 }, () => make('td'));
    const head = make('th', '', name);
    head.scope = 'row';
    const row = make('tr', '', head, ...cells);
    element('gradient-rows', HTMLTableSectionElement).append(row);
    return { row, cells };
  });

  constructor() {
    this.push.addEventListener('input', () => setScore(0, STOPS[this.push.valueAsNumber] ?? 0));
  }

  show(story: Story): void {
    const { scores, chosen } = state;
    const [cat = 0] = scores;
    // signed bars grow from their middle: the style sheet reads the sign
    this.scores.show(
      scores.map((x) => Math.abs(x) / 10),
      scores.map(score),
      chosen,
    );
    this.scores.root.querySelectorAll('.bar').forEach((bar, i) => bar.classList.toggle('negative', (scores[i] ?? 0) < 0));

    const stop = STOPS.findLastIndex((value) => value <= Math.max(0, cat));
    if (this.push.valueAsNumber !== stop) this.push.value = String(stop);
    setAttribute(this.push, 'aria-valuetext', score(cat));
    text('push-value', score(cat));
    this.naive.show(story.naive, story.naive.map(percent), chosen);
    this.stable.show(story.stable, story.stable.map(percent), chosen);
    const broken = story.naive.some((p) => !Number.isFinite(p));
    const verdict = element('verdict', HTMLElement);
    verdict.classList.toggle('bad', broken);
    setText(
      verdict,
      broken ? 'The naive softmax is broken: ∞ / ∞ is NaN. The stable one holds.' : 'Both give the same probabilities.',
    );

    const deepest = Math.max(1, ...story.logProbs.map((x) => -x));
    const lengths = story.logProbs.map((x) => -x / deepest);
    const words = story.logProbs.map((x) => (Math.abs(x) >= 100 ? score(x) : fixed(x, 4)));
    this.logs.show(lengths, words);
    this.pick(chosen);
    this.picked.show(lengths, words, chosen);
    text('nll-entry', fixed(story.logProbs[chosen] ?? 0, 4));
    text('nll', fixed(story.nll, 4));

    const [one, two] = [exact(story.nll), exact(story.crossEntropy)];
    text('route-nll', one);
    text('route-ce', two);
    setAttribute(figure('routes'), 'aria-label', `logSoftmax, then nllLoss: ${one}. crossEntropy: ${two}.`);
    const gap = Math.abs(story.nll - story.crossEntropy);
    text('same', gap === 0 ? 'Equal, to the last bit.' : `They differ by ${gap.toExponential(1)}, a matter of rounding.`);

    this.arrows.show(scores, story.gradient);
    for (const [i, { row, cells }] of this.cells.entries()) {
      const values = [
        fixed(story.stable[i] ?? 0, 4),
        i === chosen ? '1' : '0',
        fixed(story.formula[i] ?? 0, 4),
        fixed(story.gradient[i] ?? 0, 4),
      ];
      for (const [j, cell] of cells.entries()) setText(cell, values[j] ?? '');
      row.classList.toggle('marked', i === chosen);
    }
    text('reuse-loss', fixed(story.nll, 4));
    text('reuse-entropy', fixed(story.entropy, 4));
    text('reuse-distance', fixed(story.distance, 4));
  }
}
