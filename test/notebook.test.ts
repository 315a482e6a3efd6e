// What a notebook shows: text and HTML under a symbol that neither JSON nor structuredClone sees.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fit, memory, metrics, nn, optim, scope, tensor } from '../src/index.ts';
import { start } from './support/library.ts';

beforeAll(start);
afterAll(() => expect(memory().liveBytes).toBe(0));

interface Display {
  'text/plain': string;
  'text/html': string;
}

/** As Jupyter's kernels call it. */
const shown = (value: object): Display => (value as Record<symbol, () => Display>)[Symbol.for('Jupyter.display')]!();

it('shows a tensor with its dtype and shape', () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  const text = 'tensor([[1., 2.],\n        [3., 4.]])';
  expect(shown(x)).toEqual({ 'text/plain': text, 'text/html': `<pre>${text}\nfloat32 [2, 2]</pre>` });
  x.dispose();
  expect(shown(x)['text/plain']).toBe('tensor(disposed, shape=[2, 2])');
});

it('shows a confusion matrix with its classes', () =>
  scope(() => {
    const [predicted, actual] = [tensor(Int32Array.of(0, 0, 1, 0)), tensor(Int32Array.of(0, 0, 1, 1))];
    const counts = metrics.confusionMatrix(predicted, actual);
    expect(shown(counts)['text/plain']).toBe(
      ['actual \\ predicted  0  1', '                 0  2  0', '                 1  1  1'].join('\n'),
    );
    expect(shown(counts)['text/html']).toContain('<td style="background:rgba(243,166,75,0.50)">1</td>');
    const parts = metrics.confusionMatrix(predicted, actual, { normalize: 'true' });
    expect(shown(parts)['text/plain']).toContain('1  0.5  0.5');
    for (const matrix of [counts, parts]) expect(structuredClone(matrix)).toEqual(matrix);
    expect(JSON.stringify(counts)).toBe('[[2,0],[1,1]]');
  }));

it('says how large a confusion matrix is that is too large to look at', () =>
  scope(() => {
    const labels = tensor(Int32Array.of(0, 99));
    expect(shown(metrics.confusionMatrix(labels, labels))['text/plain']).toBe('confusion matrix of 100 classes');
  }));

it('shows a history by epoch', async () => {
  const [x, y] = [tensor([[1], [-1]]), tensor(Int32Array.of(0, 1))];
  const model = new nn.Linear(1, 2);
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
  const batches = [[x, y]] as const;
  const options = { epochs: 2, optimizer, criterion: new nn.CrossEntropyLoss(), validation: batches };
  const history = await fit(model, batches, { ...options, metrics: { '<hits>': metrics.accuracy } });
  const { 'text/plain': text, 'text/html': html } = shown(history);
  const [head, ...rows] = text.split('\n');
  expect(head!.trim().split(/ {2,}/)).toEqual(['epoch', 'loss', '<hits>', 'valLoss', 'val <hits>', 'seconds']);
  expect(rows.map((row) => row.trim().split(/ +/)[0])).toEqual(['0', '1']);
  expect(html).toContain('<th>&#60;hits&#62;</th>');
  expect(Object.keys(structuredClone(history))).toEqual(Object.keys(history));
  expect(JSON.parse(JSON.stringify(history))).toEqual(history);
  for (const thing of [x, y, model, optimizer]) thing.dispose();
});

it('shows a history without epochs', async () => {
  const model = new nn.Linear(1, 2);
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
  const history = await fit(model, [], { epochs: 0, optimizer, criterion: new nn.CrossEntropyLoss() });
  expect(shown(history)['text/plain']).toMatch(/^epoch {2}loss {2}seconds$/);
  for (const thing of [model, optimizer]) thing.dispose();
});
