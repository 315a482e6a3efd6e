/** The programs to start from. */
import crossEntropy from './cross-entropy.ts?raw';
import digits from './digits.ts?raw';
import nllLoss from './nll-loss.ts?raw';
import spirals from './spirals.ts?raw';
import words from './words.ts?raw';

export interface Example {
  /** In an address: `#example=spirals`. */
  id: string;
  title: string;
  program: string;
}

export const EXAMPLES: readonly [Example, ...Example[]] = [
  {
    id: 'spirals',
    title: 'Spirals, with the boundary drawn live',
    program: spirals,
  },
  {
    id: 'cross-entropy',
    title: 'The tutorial: CrossEntropyLoss',
    program: crossEntropy,
  },
  {
    id: 'nll-loss',
    title: 'The tutorial: logSoftmax and nllLoss',
    program: nllLoss,
  },
  { id: 'digits', title: 'Handwritten digits', program: digits },
  { id: 'words', title: 'Sentences as bags of words', program: words },
];
