// Which of three places is a sentence about? In a bag of words
// each word has a vector, and a sentence is the mean of its words'.

import { plot } from 'playground';
import { F, manualSeed, nn, noGrad, optim, scope, type Tensor, tensor } from 'rushlight';

const PLACES = ['sea', 'kitchen', 'garden'];
const SENTENCES: [place: string, sentence: string][] = [
  ['sea', 'the waves broke over the bow of the boat'],
  ['sea', 'gulls followed the ship into the harbour'],
  ['sea', 'a storm drove the sailors back to the harbour'],
  ['sea', 'the tide left shells and weed on the sand'],
  ['sea', 'she steered the boat by the light on the rocks'],
  ['sea', 'the sailors sang while the sails filled with wind'],
  ['kitchen', 'stir the soup until it starts to boil'],
  ['kitchen', 'he cut the bread with a long knife'],
  ['kitchen', 'butter and sugar melt in the warm pan'],
  ['kitchen', 'the oven filled the house with the smell of bread'],
  ['kitchen', 'put a pinch of salt into the soup'],
  ['kitchen', 'the kettle sang on the stove before breakfast'],
  ['garden', 'roses climb along the old brick wall'],
  ['garden', 'she planted beans and peas in rows'],
  ['garden', 'the gardener cut the hedge before noon'],
  ['garden', 'bees went from flower to flower among the roses'],
  ['garden', 'water the seeds every morning in a dry spring'],
  ['garden', 'weeds came up between the beans after the rain'],
];
const UNSEEN = [
  'the boat sailed with the wind',
  'warm bread with butter and salt',
  'bees among the beans in spring',
];

const wordsOf = (sentence: string): string[] =>
  sentence.toLowerCase().match(/[a-z]+/g) ?? [];
const vocabulary = [...new Set(SENTENCES.flatMap(([, sentence]) => wordsOf(sentence)))];

/** The known words of all sentences, and where each sentence begins. */
function bags(sentences: string[]): [words: Tensor, offsets: Tensor] {
  const words: number[] = [];
  const offsets: number[] = [];
  for (const sentence of sentences) {
    offsets.push(words.length);
    const known = wordsOf(sentence).map((word) => vocabulary.indexOf(word));
    words.push(...known.filter((index) => index >= 0));
  }
  return [tensor(Int32Array.from(words)), tensor(Int32Array.from(offsets))];
}

class BagOfWords extends nn.Module {
  embedding = new nn.EmbeddingBag(vocabulary.length, 8, { mode: 'mean' });
  fc = new nn.Linear(8, PLACES.length);

  forward(words: Tensor, offsets: Tensor): Tensor {
    return this.fc.forward(this.embedding.forward(words, offsets));
  }
}

manualSeed(0);
const model = new BagOfWords();
const optimizer = new optim.Adam(model.parameters(), { lr: 0.05 });
const [words, offsets] = bags(SENTENCES.map(([, sentence]) => sentence));
const labels = tensor(Int32Array.from(SENTENCES, ([place]) => PLACES.indexOf(place)));
console.log(`${vocabulary.length} words, ${SENTENCES.length} sentences`);

for (let epoch = 1; epoch <= 60; epoch++) {
  scope(() => {
    optimizer.zeroGrad();
    const loss = F.crossEntropy(model.forward(words, offsets), labels);
    loss.backward();
    optimizer.step();
    plot(epoch, { loss: loss.item() });
  });
}

const probabilities = noGrad(() => F.softmax(model.forward(...bags(UNSEEN)), 1));
UNSEEN.forEach((sentence, i) => {
  const row = probabilities.select(0, i);
  const best = row.argmax().item();
  const sure = (100 * row.max().item()).toFixed(0);
  console.log(`${PLACES[best]}, ${sure} % sure: ${sentence}`);
});
