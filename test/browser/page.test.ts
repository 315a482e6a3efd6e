// The demo page as built, on a server without special headers: it trains, reads what is drawn, and stays alive.
import { readFileSync, rmSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HELD_OUT, PIXELS, SIDE } from '../../examples/page/protocol.ts';
import { centreOfMass, type Point, toDigit } from '../../examples/page/view/ink.ts';
import { Series } from '../../examples/page/view/series.ts';
import { loadSafetensors, memory, metrics, nn, noGrad, saveSafetensors, scope, tensor, zeros } from '../../src/index.ts';
import type { BatchNews } from '../../src/worker/index.ts';
import { hasChromium, launch, withoutChromium } from './support/chromium.ts';
import { buildDemo, Demo, type Heard, heldOutDigits, PATIENCE, previewDemo, serveDemo } from './support/demo.ts';
import { tasksDuring } from './support/tasks.ts';

/** What counts as a long task, in milliseconds. */
const LONG = 50;
/** The held-out accuracy to train to. */
const BAR = 0.95;

describe('ink', () => {
  const angle: Point[] = [
    { x: 0.3, y: 0.2 },
    { x: 0.3, y: 0.7 },
    { x: 0.6, y: 0.7 },
  ];

  it('is as large as MNIST draws digits, and lies where it puts them', () => {
    const pixels = toDigit([angle])!;
    const rows = Array.from({ length: SIDE }, (_, y) => Math.max(...pixels.subarray(y * SIDE, (y + 1) * SIDE)));
    const height = rows.findLastIndex((ink) => ink > 0.5) - rows.findIndex((ink) => ink > 0.5) + 1;
    expect(height).toBeGreaterThanOrEqual(19);
    expect(height).toBeLessThanOrEqual(20);
    const { x, y } = centreOfMass(pixels);
    expect(x).toBeCloseTo(SIDE / 2, 1);
    expect(y).toBeCloseTo(SIDE / 2, 1);
  });

  it('does not depend on where and how large it was drawn', () => {
    const other = angle.map(({ x, y }) => ({ x: 0.4 + x / 2, y: 0.1 + y / 2 }));
    const [one, two] = [toDigit([angle])!, toDigit([other])!];
    for (const [i, ink] of one.entries()) expect(two[i]).toBeCloseTo(ink, 4);
  });

  it('is none without a stroke, and a dot for one point', () => {
    expect(toDigit([])).toBeNull();
    const dot = toDigit([[{ x: 0.1, y: 0.9 }]])!;
    expect(dot[(SIDE / 2) * SIDE + SIDE / 2]).toBe(1);
    expect(dot.reduce((sum, ink) => sum + ink)).toBeLessThan(10);
  });
});

describe('a curve', () => {
  it('has a bounded number of points, with the same ends and means, however many came', () => {
    const series = new Series();
    for (let i = 1; i <= 100_000; i++) series.add(i / 1000, i % 2, i % 1000 === 0 ? i : null);
    const [x, trained, heldOut] = series.columns;
    expect(x.length).toBeLessThanOrEqual(600);
    expect(x.at(-1)).toBe(100);
    expect(x).toEqual(x.toSorted((a, b) => a - b));
    expect(trained.slice(0, 100)).toEqual(new Array(100).fill(0.5));
    expect(heldOut.filter((value) => value !== null).at(-1)).toBe(100_000);
  });
});

if (hasChromium) {
  let browser: Browser;
  let folder: string;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let demo: Demo;
  let digits: ReturnType<typeof heldOutDigits>;
  let saved: Uint8Array;

  /** The first held-out digit of a class. */
  const firstOf = (digit: number): Uint8Array => {
    const index = digits.labels.indexOf(digit);
    return digits.images.subarray(index * PIXELS, (index + 1) * PIXELS);
  };
  /** Waits for half a second in which nothing is learnt; the updates until then. */
  const rest = async (): Promise<number> => {
    let updates = -1;
    const unchanged = async (): Promise<boolean> => {
      const before = updates;
      updates = await demo.number('updates');
      return updates === before;
    };
    // the figures are shown five times a second
    await expect.poll(unchanged, { interval: 500, timeout: PATIENCE }).toBe(true);
    return updates;
  };
  const soon = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: PATIENCE });
  const label = (): Promise<string | null> => demo.page.getAttribute('#pad', 'aria-label');

  beforeAll(async () => {
    folder = await buildDemo();
    site = await serveDemo(folder);
    digits = heldOutDigits();
    browser = await launch();
    demo = await Demo.open(browser, site.url, { viewport: { width: 1200, height: 900 } });
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true });
    expect(memory().liveBytes).toBe(0);
  });

  describe('the demo page', () => {
    it('says what it runs on', async () => {
      expect(await demo.text('backend')).toMatch(/^(simd|relaxed), 1 thread$/);
      expect(await demo.text('memory')).toMatch(/^3\d\.\d \/ \d+\.\d MiB$/);
    });

    it('has something to look at before anything is trained', async () => {
      await soon(() => demo.text('reading')).toMatch(/^Reads as \d, \d+ % sure/);
      await soon(() => demo.text('accuracy')).toMatch(/^\d+\.\d %$/);
      await soon(() => demo.page.getAttribute('#loss-figure .plot', 'aria-label')).toMatch(/held out 2\.\d{4}/);
      const counts = await demo.page.locator('#confusion-body td').allTextContents();
      expect(counts.map(Number).reduce((a, b) => a + b)).toBe(HELD_OUT);
    });

    it('links to the pages about it and to its source, which are beside it', async () => {
      const hrefs = await demo.page
        .locator('a[href^="./"]')
        .evaluateAll((links) => links.map((a) => (a as HTMLAnchorElement).href));
      expect(hrefs.length).toBeGreaterThanOrEqual(10);
      const texts = await Promise.all(
        hrefs.map((href) => fetch(href).then((response) => (response.ok ? response.text() : href))),
      );
      for (const file of [
        'docs/two-routes.md',
        'docs/own-data.md',
        'examples/page/worker/model.ts',
        'examples/page/worker/pupil.ts',
      ])
        expect(texts).toContain(readFileSync(file, 'utf8'));
      expect(texts.filter((text) => hrefs.includes(text))).toEqual([]);
      expect(await demo.page.content()).not.toMatch(/href="(docs|source):/);
    });

    it('follows a digit from its logits to either loss', async () => {
      await demo.page.selectOption('#target', '4');
      await soon(() => demo.page.textContent('#numbers-body .target')).toMatch(/^4-?\d/);
      const cells = (await demo.page.locator('#numbers-body td').allTextContents()).map(Number.parseFloat);
      const logits = Array.from({ length: 10 }, (_, digit) => cells[3 * digit]!);
      const [viaOne, viaTwo] = [await demo.number('crossEntropy'), await demo.number('nllLoss')];
      expect(viaTwo).toBeCloseTo(viaOne, 4);
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
      expect(viaOne).toBeCloseTo(Math.log(total) - logits[4]!, 1);
      expect(cells[3 * 4 + 1]).toBeCloseTo(-viaOne, 2);
      await demo.page.selectOption('#target', '');
    });

    it('trains past the bar, reading a drawing all the while, without a long task on its main thread', async () => {
      const longTasks = (): Promise<number> => demo.page.evaluate(() => (globalThis as unknown as Heard).longTasks.length);
      const before = await longTasks();
      const tasks = await tasksDuring(browser, demo.page, async () => {
        await demo.click('Clear');
        await demo.click('Train');
        await demo.draw(firstOf(3));
        await demo.page.waitForFunction(
          (bar) => Number.parseFloat(document.querySelector('#accuracy')!.textContent!) >= bar,
          100 * BAR,
          { timeout: PATIENCE },
        );
        await demo.click('Pause');
      });
      const observed = (await longTasks()) - before;
      const most = (of: 'processor' | 'wall'): number => Math.max(...tasks.map((task) => task[of]));
      console.log(
        `the page's longest of ${tasks.length} tasks while training: ${most('processor').toFixed(1)} ms of work, ` +
          `${most('wall').toFixed(1)} ms with what other processes took; ${observed} over ${LONG} ms`,
      );
      expect(tasks.length).toBeGreaterThan(100);
      expect(most('processor')).toBeLessThan(LONG);
      const guesses = (await demo.heard('answer to predict')).map(({ value }) => value.probabilities[3]!);
      expect(new Set(guesses).size).toBeGreaterThan(20);
      expect(guesses.at(-1)).toBeGreaterThan(0.9);
    });

    it('held its memory steady', async () => {
      const batches = await demo.heard('batch');
      // the first exam is the largest thing that happens; another may be going on at any report
      const settled = batches.filter(({ epoch }) => epoch >= 1).map((report) => report.memory);
      expect(settled.length).toBeGreaterThan(10);
      const least = (part: typeof settled): number => Math.min(...part.map(({ liveBytes }) => liveBytes));
      const half = settled.length >> 1;
      expect(least(settled.slice(half))).toBe(least(settled.slice(0, half)));
      // that one beside a validation takes its batch more, and no more ever
      expect(settled.at(-1)!.reservedBytes).toBeLessThan(settled[0]!.reservedBytes + 2 ** 23);
    });

    it('would notice a long task', async () => {
      const tasks = await tasksDuring(browser, demo.page, () =>
        demo.page.evaluate((ms) => {
          const button = document.createElement('button');
          button.onclick = () => {
            for (const begun = performance.now(); performance.now() - begun < ms; );
          };
          button.click();
        }, 20 * LONG),
      );
      expect(Math.max(...tasks.map(({ processor }) => processor))).toBeGreaterThan(LONG);
    });

    it('does nothing while it is paused, but reads stored digits that the mouse draws', async () => {
      await demo.phase('paused');
      await rest();
      const read: number[] = [];
      for (let digit = 0; digit < 10; digit++) {
        await demo.click('Clear');
        await soon(() => demo.text('reading')).toBe('Nothing drawn yet.');
        await demo.draw(firstOf(digit));
        // a few may be misread
        read.push(await demo.reading());
      }
      console.log(`drawn 0 to 9, read ${read.join(' ')}`);
      expect(read[3]).toBe(3);
      expect(read.filter((digit, i) => digit === i).length).toBeGreaterThanOrEqual(8);
      await rest();
    });

    it('shows stored digits by keys on the pad', async () => {
      await demo.page.focus('#pad');
      await demo.page.keyboard.press('Escape');
      const [
        {
          value: { probabilities },
        },
      ] = await demo.after(() => demo.page.keyboard.press('7'), 'answer to predict');
      expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      await soon(label).toBe('Drawing pad: a stored digit, a 7');
      await soon(() => demo.text('reading')).toBe(
        `Reads as 7, ${Math.round(100 * probabilities[7]!)} % sure, and that is right.`,
      );
      await demo.page.keyboard.press('ArrowRight');
      await demo.page.keyboard.press('ArrowLeft');
      await soon(label).toBe('Drawing pad: a stored digit, a 7');
    });

    it('goes on, takes a learning rate at once, and stops with its model in hand', async () => {
      const updates = await demo.number('updates');
      const [{ meanLoss: loss }] = await demo.after(() => demo.click('Resume'), 'batch');
      await soon(() => demo.number('updates')).toBeGreaterThan(updates);
      await demo.page.fill('#lr', '9');
      expect(await demo.text('lr-value')).toBe('0.1');
      await demo.page.waitForFunction(
        (bound) =>
          (globalThis as unknown as Heard).items
            .slice(-40)
            .some((item) => item.type === 'batch' && (item as BatchNews).loss > bound),
        3 * loss,
        { timeout: PATIENCE },
      );
      await demo.page.fill('#lr', '3');
      await soon(() => demo.page.getAttribute('#loss-figure .plot', 'aria-label')).toMatch(/; lr 0\.1 from epoch [\d.]+/);
      await demo.click('Stop');
      await demo.phase('stopped');
      const stopped = await rest();
      await demo.click('Train on');
      await soon(() => demo.number('updates')).toBeGreaterThan(stopped);
      await demo.click('Stop');
      await demo.phase('stopped');
    });

    it('comes to the same by either route', async () => {
      const exams = [];
      const live: number[] = [];
      for (const route of ['CrossEntropyLoss', 'logSoftmax + nllLoss']) {
        await demo.page.getByLabel(route).check();
        const [, exam] = await demo.after(() => demo.click('Start over'), 'start', 'epoch');
        const [{ value: after }] = await demo.after(() => demo.click('Stop'), 'answer to memory');
        expect(exam.epoch).toBe(0);
        exams.push(exam);
        live.push(after.liveBytes);
      }
      expect(exams[1]?.valLoss).toBeCloseTo(exams[0]!.valLoss, 3);
      expect(Math.abs(exams[1]!.valMetrics.accuracy - exams[0]!.valMetrics.accuracy)).toBeLessThanOrEqual(2 / HELD_OUT);
      expect(live[1]).toBe(live[0]);
      await soon(() => demo.page.getAttribute('#loss-figure .plot', 'aria-label')).toMatch(/; the run before in grey$/);
    });

    it('says when a setting waits for a new start', async () => {
      expect(await demo.text('pending')).toBe('');
      await demo.page.selectOption('#hidden', '64');
      expect(await demo.text('pending')).toBe('The current model is 256 wide; “Start over” makes a new one of width 64.');
      await demo.after(() => demo.click('Start over'), 'start', 'batch');
      expect(await demo.text('pending')).toBe('');
      expect(await demo.text('architecture')).toBe('784 → 64 → 10');
      await demo.page.selectOption('#batch', '128');
      expect(await demo.text('pending')).toContain('“Start over” trains with these settings');
      const [, exam] = await demo.after(() => demo.click('Start over'), 'start', 'epoch');
      expect(exam.valMetrics.accuracy).toBeGreaterThan(0.8);
      expect(await demo.text('pending')).toBe('');
      await demo.click('Stop');
      await demo.phase('stopped');
    });

    it('saves a model under the names of PyTorch', async () => {
      const download = demo.page.waitForEvent('download');
      await demo.click('Save');
      saved = readFileSync(await (await download).path());
      const shapes = scope(() => Object.entries(loadSafetensors(saved).tensors).map(([name, { shape }]) => [name, shape]));
      expect(Object.fromEntries(shapes)).toEqual({
        '0.weight': [64, PIXELS],
        '0.bias': [64],
        '2.weight': [10, 64],
        '2.bias': [10],
      });
    });

    it('loads it again, to the accuracy that it has in Node', async () => {
      const model = new nn.Sequential(new nn.Linear(PIXELS, 64), new nn.ReLU(), new nn.Linear(64, 10));
      const accuracy = scope(() => {
        model.loadStateDict(loadSafetensors(saved).tensors);
        const images = tensor(
          Float32Array.from(digits.images, (byte) => byte / 255),
          { shape: [HELD_OUT, PIXELS] },
        );
        return noGrad(() => metrics.accuracy(model.forward(images), tensor(Int32Array.from(digits.labels))));
      });
      model.dispose();
      await demo.page.selectOption('#hidden', '32');
      await demo.after(() => demo.click('Start over'), 'start', 'batch');
      const load = (): Promise<void> =>
        demo.page.setInputFiles('#file', { name: 'mine.safetensors', mimeType: '', buffer: Buffer.from(saved) });
      const [{ value: hidden }, { value: exam }] = await demo.after(load, 'answer to width', 'answer to exam');
      expect(hidden).toBe(64);
      expect(Math.abs(exam.accuracy - accuracy)).toBeLessThanOrEqual(1 / HELD_OUT);
      expect(exam.accuracy).toBeGreaterThan(0.8);
      await soon(() => demo.text('file-status')).toBe('Loaded mine.safetensors.');
      // the charts have their first point, too
      await soon(() => demo.page.getAttribute('#loss-figure .plot', 'aria-label')).toMatch(/held out 0\.\d{4}/);
    });

    it('says in words why a file does not fit, and keeps its model', async () => {
      const files = {
        'notes.safetensors': Buffer.from('dear diary, today was'),
        'short.safetensors': Buffer.from(saved.subarray(0, 9000)),
        'other.safetensors': scope(() => Buffer.from(saveSafetensors({ weight: zeros([3, 20]) }))),
      };
      const said: string[] = [];
      for (const [name, buffer] of Object.entries(files)) {
        await demo.after(() => demo.page.setInputFiles('#file', { name, mimeType: '', buffer }), 'refusal of load');
        await soon(() => demo.text('file-status')).toContain(`${name} does not fit`);
        said.push(await demo.text('file-status'));
      }
      expect(said[0]).toMatch(/^notes\.safetensors does not fit: .*is it a safetensors file\?$/);
      expect(said[1]).toMatch(/^short\.safetensors does not fit: .*truncated\.$/);
      expect(said[2]).toMatch(/^other\.safetensors does not fit: .*got weight \(3 × 20\)\.$/);
      expect(await demo.text('architecture')).toBe('784 → 64 → 10');
      await demo.phase('loaded');
    });

    it('had nothing to complain of', () => {
      expect(demo.errors).toEqual([]);
    });
  });

  it('says how much of the digits has come', async () => {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const speed = { offline: false, latency: 0, downloadThroughput: 2 ** 21, uploadThroughput: -1 };
    await session.send('Network.emulateNetworkConditions', speed);
    await page.addInitScript(() => {
      const said = new Set<string>();
      Object.assign(globalThis, { said });
      new MutationObserver(() => said.add(document.querySelector('#status')?.textContent ?? '')).observe(document, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await page.goto(site.url);
    await page.waitForSelector('html[data-phase="untrained"]', { state: 'attached', timeout: PATIENCE });
    const said = await page.evaluate(() => [...(globalThis as unknown as { said: Set<string> }).said]);
    const shares = said.flatMap((text) => /^Fetching 10,000 handwritten digits: (\d+) %$/.exec(text)?.[1] ?? []).map(Number);
    expect(shares.filter((share) => share > 0 && share < 100).length).toBeGreaterThan(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    await page.close();
  });

  it('says so when the digits cannot be had', async () => {
    const page = await browser.newPage();
    await page.route('**/digits.bin', (route) => route.fulfill({ status: 503 }));
    await page.goto(site.url);
    await expect
      .poll(() => page.textContent('#status'), { timeout: PATIENCE })
      .toMatch(/^That did not work: the server answered 503 for .*digits\.bin\.$/);
    expect(await page.isDisabled('#go')).toBe(true);
    await page.close();
  });

  it('has threads where `npm run demo` serves it', async () => {
    const served = await previewDemo(folder);
    const visit = await Demo.open(browser, `${served.url}?threads=2`);
    expect(await visit.text('backend')).toMatch(/, 2 threads$/);
    const [exam] = await visit.after(() => visit.click('Train'), 'epoch');
    expect(exam.valMetrics.accuracy).toBeGreaterThan(0.8);
    expect(visit.errors).toEqual([]);
    await visit.close();
    await served.close();
  });

  describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
    it.each([360, 1200])('fits %i pixels of width, and anyone can use it', async (width) => {
      const hasTouch = width < 600;
      const visit = await Demo.open(browser, site.url, { colorScheme, hasTouch, viewport: { width, height: 740 } });
      await visit.click('Stored digit →');
      await visit.after(() => visit.click('Train'), 'epoch');
      await visit.click('Stop');
      await visit.phase('stopped');
      expect(await visit.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const violations = await visit.page.evaluate(
        `${axe.source}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`,
      );
      expect(violations).toEqual([]);
      if (hasTouch) {
        await visit.page.evaluate(() => scrollTo(0, 0));
        const lights = await visit.page.locator('#classes').boundingBox();
        expect(lights!.y + lights!.height).toBeLessThanOrEqual(740);
        await visit.touch([
          [0.5, 0.15],
          [0.5, 0.85],
        ]);
        await soon(() => visit.page.getAttribute('#pad', 'aria-label')).toBe('Drawing pad: a drawing');
        expect(await visit.page.evaluate(() => scrollY)).toBe(0);
      }
      expect(visit.errors).toEqual([]);
      await visit.close();
    });
  });
} else {
  withoutChromium('the demo page');
}
