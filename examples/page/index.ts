/** The page: passes the worker's reports to the views, and the views' requests to the worker. */
import type { Phase, Report, Request } from './protocol.ts';
import { Controls } from './view/controls.ts';
import { Curve } from './view/curves.ts';
import { button, element, setText } from './view/element.ts';
import { Facts } from './view/facts.ts';
import { Files } from './view/files.ts';
import { Guess } from './view/guess.ts';
import { percent } from './view/numbers.ts';
import { Pad } from './view/pad.ts';
import { colourOf, contextOf, tint } from './view/pixels.ts';
import { ACCURACY, LOSS } from './view/scales.ts';
import { SettingsForm } from './view/settings.ts';
import { Stored } from './view/stored.ts';

/** Two threads train layers of this size about 1.1 times as fast as one; more do not help. */
const MOST_THREADS = 2;

const worker = new Worker(new URL('./worker/main.ts', import.meta.url), { type: 'module' });
const ask = (request: Request): void => worker.postMessage(request);

const guess = new Guess();
const facts = new Facts();
const files = new Files({ save: () => ask({ type: 'save' }), load: (bytes) => ask({ type: 'load', bytes }) });
const form = new SettingsForm((lr) => ask({ type: 'rate', lr }));
const seen = element('seen', HTMLCanvasElement);

const loss = new Curve('loss-figure', LOSS);
const accuracy = new Curve('accuracy-figure', ACCURACY);

const pad = new Pad(element('pad', HTMLCanvasElement), (digit) => {
  const stored = digit !== null && !pad.isDrawing;
  ask({ type: 'look', pixels: digit });
  guess.look(digit === null ? undefined : stored ? digits.label : null);
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
    ask({ type: 'train', settings, fresh });
  },
  pause: () => ask({ type: 'pause' }),
  resume: () => ask({ type: 'resume' }),
  stop: () => ask({ type: 'stop' }),
});

let heldOut = 0;

const WORDS: Record<Phase, () => string> = {
  untrained: () => 'Ready. Press Train, or draw first.',
  training: () => 'Training …',
  paused: () => 'Paused. Drawings are still read.',
  stopped: () => 'Stopped. “Train on” continues from here.',
  finished: () => `Done: ${percent(heldOut)} of the held-out digits are right.`,
  diverged: () => 'The loss has become NaN: the learning rate is too high. Lower it and start over.',
  loaded: () => 'Loaded. Draw, or continue training.',
};

function hear(report: Report): void {
  switch (report.type) {
    case 'opened':
      facts.opened(report.level, report.threads, report.memory);
      digits.open(report.images, report.labels);
      files.open();
      break;
    case 'model':
      loss.clear();
      accuracy.clear();
      facts.clear();
      form.hidden = report.hidden;
      setText(element('architecture', HTMLElement), `784 → ${report.hidden} → 10`);
      break;
    case 'phase':
      controls.enter(report.phase);
      controls.say(WORDS[report.phase]());
      form.running = controls.isRunning;
      if (report.phase === 'loaded') files.loaded();
      facts.memory(report.memory);
      break;
    case 'progress':
      facts.progress(report);
      loss.train(report.epoch, report.loss, report.samples);
      accuracy.train(report.epoch, report.accuracy, report.samples);
      break;
    case 'exam':
      heldOut = report.accuracy;
      facts.examined(report.accuracy);
      loss.examine(report.epoch, report.loss);
      accuracy.examine(report.epoch, report.accuracy);
      break;
    case 'guess':
      guess.update(report.probabilities);
      break;
    case 'saved':
      files.saved(report.bytes);
      break;
    case 'refused':
      if (report.request === 'load') files.refused(report.message);
      else controls.say(`That did not work: ${report.message}.`);
  }
}

worker.onmessage = ({ data }: MessageEvent<Report>) => hear(data);
worker.onerror = ({ message }) => controls.say(`The worker failed: ${message ?? 'it could not be loaded'}.`);

/** `?threads=3` asks for three; by default, one core is left for the page itself. */
const wanted = Number(new URLSearchParams(location.search).get('threads'));
const spare = crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency - 1) : 1;
const { hidden } = form.settings;
ask({ type: 'open', digits: new URL('digits.bin', document.baseURI).href, threads: Math.max(1, wanted || spare), hidden });
