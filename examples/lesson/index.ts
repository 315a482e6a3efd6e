/** The lesson: what the reader changes goes through the library's own lines, and all figures follow. */
import { backend, memory } from 'rushlight';
import { load, tell } from './compute.ts';
import { onChange, restart, state } from './state.ts';
import { Batches } from './view/batch.ts';
import { Bench } from './view/bench.ts';
import { Chain } from './view/chain.ts';
import { showCode } from './view/code.ts';
import { element, setText } from './view/element.ts';
import { markPlaces } from './view/places.ts';
import { Steps } from './view/steps.ts';
import { Temperature } from './view/temperature.ts';
import { offerTheme } from './view/theme.ts';

offerTheme();
showCode();
markPlaces();
// the lines are laid out first, in a task of their own
await new Promise((rested) => setTimeout(rested));
await load();

const bench = new Bench();
const chain = new Chain();
const steps = new Steps();
const batches = new Batches();
const temperature = new Temperature();

function draw(): void {
  const story = tell(state.scores, state.chosen);
  bench.show(story);
  chain.show(story);
  steps.show(story);
  batches.show();
  temperature.show();
  setText(element('memory', HTMLElement), String(memory().liveBytes));
}

onChange(draw);
element('restart', HTMLButtonElement).addEventListener('click', restart);
setText(element('backend', HTMLElement), `${backend().level} kernels`);
// now, and not in the frame that lays it out
draw();
document.documentElement.dataset['ready'] = '';
