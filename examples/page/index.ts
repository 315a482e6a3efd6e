/** The page: passes what the worker does to the views, and what the views want to the worker. */
import type { Phase } from './protocol.ts';
import { Confusion } from './view/confusion.ts';
import { Controls } from './view/controls.ts';
import { Curve } from './view/curves.ts';
import { button, element, setText } from './view/element.ts';
import { Facts } from './view/facts.ts';
import { fetchBytes } from './view/fetch.ts';
import { Files } from './view/files.ts';
import { Guess } from './view/guess.ts';
import { Learner } from './view/learner.ts';
import { percent } from './view/numbers.ts';
import { NumbersCard } from './view/numbers-card.ts';
import { Pad } from './view/pad.ts';
import { colourOf, contextOf, tint } from './view/pixels.ts';
import { ACCURACY, LOSS } from './view/scales.ts';
import { SettingsForm } from './view/settings.ts';
import { Stored } from './view/stored.ts';

/** Two threads train layers of this size about 1.1 times as fast as one; more do not help. */
const MOST_THREADS = 2;

let heldOut = 0;
/** Where the curves have come to. */
let epochNow = 0;

const WORDS: Record<Phase, () => string> = {
  untrained: () => 'Ready. Press Train, or draw first.',
  training: () => 'Training …',
  paused: () => 'Paused. Drawings are still read.',
  stopped: () => 'Stopped. “Train on” continues from here.',
  finished: () => `Done: ${percent(heldOut)} of the held-out digits are right.`,
  diverged: () => 'The loss has become NaN: the learning rate is too high. Lower it and start over.',
  loaded: () => 'Loaded. Draw, or continue training.',
};

const guess = new Guess();
const card = new NumbersCard();
const confusion = new Confusion();
const facts = new Facts();
const loss = new Curve('loss-figure', LOSS);
const accuracy = new Curve('accuracy-figure', ACCURACY);
const seen = element('seen', HTMLCanvasElement);

const failed = ({ message }: Error): void => controls.say(`That did not work: ${message.replace(/\.$/, '')}.`);

const learner = new Learner({
  opened({ level, threads, images, labels }) {
    facts.opened(level, threads);
    digits.open(images, labels);
    files.open();
  },
  phase(phase) {
    controls.enter(phase);
    controls.say(WORDS[phase]());
    form.running = controls.isRunning;
  },
  model(hidden) {
    epochNow = 0;
    loss.clear();
    accuracy.clear();
    facts.clear();
    form.hidden = hidden;
    setText(element('architecture', HTMLElement), `784 → ${hidden} → 10`);
  },
  memory: (memory) => facts.memory(memory),
  progress(progress, until) {
    epochNow = progress.epoch;
    facts.progress(progress, until);
    loss.train(progress.epoch, progress.loss, progress.samples);
    accuracy.train(progress.epoch, progress.accuracy, progress.samples);
  },
  exam(epoch, lossThen, accuracyThen) {
    heldOut = accuracyThen;
    facts.examined(accuracyThen);
    loss.examine(epoch, lossThen);
    accuracy.examine(epoch, accuracyThen);
  },
  confusion: (counts) => confusion.show(counts),
  look(look) {
    guess.update(look.probabilities);
    card.update(look);
  },
  failed,
});

const files = new Files({ save: () => learner.save(), load: (bytes) => learner.load(bytes) });
const form = new SettingsForm((lr) => {
  for (const curve of [loss, accuracy]) if (controls.isRunning) curve.mark(epochNow, `lr ${lr}`);
  learner.rate(lr).catch(failed);
});

const pad = new Pad(element('pad', HTMLCanvasElement), (digit) => {
  const stored = digit !== null && !pad.isDrawing;
  learner.look(digit);
  guess.look(digit === null ? undefined : stored ? digits.label : null);
  if (digit === null) card.update(null);
  tint(contextOf(seen), digit ?? [], colourOf(seen));
  button('clear').disabled = digit === null;
  element('pad-hint', HTMLElement).hidden = digit !== null;
  const what = digit === null ? 'empty' : stored ? `a stored digit, a ${digits.label}` : 'a drawing';
  pad.canvas.setAttribute('aria-label', `Drawing pad: ${what}`);
});
const digits = new Stored(pad);
button('clear').addEventListener('click', () => {
  pad.clear();
  pad.canvas.focus();
});

const controls = new Controls({
  train(fresh) {
    const { settings } = form;
    form.apply(settings);
    learner.train(settings, fresh).catch(failed);
  },
  pause: () => void learner.pause().catch(failed),
  resume: () => void learner.resume().catch(failed),
  stop: () => void learner.stop().catch(failed),
});

/** `?threads=3` asks for three; by default, one core is left for the page itself. */
const wanted = Number(new URLSearchParams(location.search).get('threads'));
const spare = crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency - 1) : 1;

try {
  const packed = await fetchBytes(new URL('digits.bin', document.baseURI).href, (share) =>
    controls.say(`Fetching 10,000 handwritten digits: ${percent(share, 0)}`),
  );
  await learner.open(packed, Math.max(1, wanted || spare), form.settings.hidden);
} catch (error) {
  failed(error as Error);
}
