/** Three rows and the options that make a loss of them. */
import { batch } from '../compute.ts';
import { CLASSES, change, IGNORED, OTHER_ROWS, state } from '../state.ts';
import { choices } from './choices.ts';
import { element, make, setAttribute, setText } from './element.ts';
import { fixed, score } from './numbers.ts';

const REDUCTIONS = ['mean', 'sum', 'none'] as const;
const NOTES = {
  mean: 'The sum of the rows’ losses over the sum of their weights.',
  sum: 'The sum of the rows’ losses.',
  none: 'Each row’s loss, to do with as you like.',
};

export class Batches {
  private readonly weight = element('weight', HTMLInputElement);
  private readonly smoothing = element('smoothing', HTMLInputElement);
  private readonly reduce = choices(element('reduction', HTMLElement), REDUCTIONS, (at) =>
    change({ reduction: REDUCTIONS[at] ?? 'mean' }),
  );
  private readonly rows = [0, 1, 2].map((at) => {
    const select = make('select');
    select.id = `target-${at + 1}`;
    select.setAttribute('aria-label', `Right class of row ${at + 1}`);
    for (const [i, name] of [...CLASSES.entries(), [IGNORED, 'ignored'] as const]) select.append(new Option(name, String(i)));
    select.addEventListener('change', () => this.choose(at, Number(select.value)));
    const [scores, loss] = [make('td', 'scores'), make('td')];
    const head = make('th', '', String(at + 1));
    head.scope = 'row';
    element('batch-rows', HTMLTableSectionElement).append(make('tr', '', head, scores, make('td', '', select), loss));
    return { select, scores, loss };
  });

  constructor() {
    this.weight.addEventListener('input', () => change({ weights: [1, this.weight.valueAsNumber, 1, 1] }));
    this.smoothing.addEventListener('input', () => change({ smoothing: this.smoothing.valueAsNumber }));
  }

  private choose(at: number, target: number): void {
    if (at > 0) change({ others: state.others.map((old, i) => (i === at - 1 ? target : old)) });
    else if (target === IGNORED) change({ firstIgnored: true });
    else change({ firstIgnored: false, chosen: target, curve: [] });
  }

  show(): void {
    const { scores, weights, smoothing, reduction } = state;
    const rows = [scores, ...OTHER_ROWS];
    const chosen = [state.firstIgnored ? IGNORED : state.chosen, ...state.others];
    const result = batch(rows, chosen, { weights, labelSmoothing: smoothing, reduction });
    for (const [i, { select, scores: cell, loss }] of this.rows.entries()) {
      const target = String(chosen[i]);
      if (select.value !== target) select.value = target;
      setText(cell, (rows[i] ?? []).map(score).join('  '));
      setText(loss, fixed(result.rows[i] ?? 0, 4));
    }
    const weight = fixed(weights[1] ?? 1, 1);
    setText(element('weight-value', HTMLElement), weight);
    if (this.weight.valueAsNumber !== weights[1]) this.weight.value = String(weights[1]);
    setAttribute(this.smoothing, 'aria-valuetext', fixed(smoothing, 2));
    setText(element('smoothing-value', HTMLElement), fixed(smoothing, 2));
    if (this.smoothing.valueAsNumber !== smoothing) this.smoothing.value = String(smoothing);
    this.reduce(REDUCTIONS.indexOf(reduction));
    setText(element('reduction-note', HTMLElement), NOTES[reduction]);
    setText(element('batch-loss', HTMLElement), result.loss.map((loss) => fixed(loss, 4)).join(', '));
    const empty = result.loss.some(Number.isNaN);
    setText(element('batch-note', HTMLElement), empty ? 'No row counts: the mean is 0 / 0, as in PyTorch.' : '');
  }
}
