/** The model with its optimizer: training goes on with both, or begins anew. */
import { data, evaluate, F, manualSeed, metrics, nn, optim, type Tensor } from 'rushlight';
import type { Exam, Settings } from '../protocol.ts';
import type { Digits } from './digits.ts';
import { makeModel } from './model.ts';

/** Every start uses the same initial weights and order of digits, so that settings can be compared. */
const SEED = 1;
/** The number of epochs in a run. */
const EPOCHS = 30;
const EXAM_BATCH = 500;

/** The two routes to the same loss. */
const criterionOf = (route: Settings['route']): nn.CrossEntropyLoss | ((logits: Tensor, labels: Tensor) => Tensor) =>
  route === 'crossEntropy' ? new nn.CrossEntropyLoss() : (logits, labels) => F.nllLoss(F.logSoftmax(logits, 1), labels);

export class Pupil {
  readonly model: nn.Sequential;
  readonly #optimizer: optim.Adam;

  constructor(model: nn.Sequential) {
    this.model = model;
    this.#optimizer = new optim.Adam(model.parameters());
  }

  static fresh(hidden: number): Pupil {
    manualSeed(SEED);
    return new Pupil(makeModel(hidden));
  }

  set rate(lr: number) {
    for (const group of this.#optimizer.paramGroups) group.lr = lr;
  }

  /** What a run consists of. */
  training({ train, test }: Digits, { lr, batchSize, route }: Settings) {
    this.rate = lr;
    return {
      model: this.model,
      loader: new data.DataLoader(train, { batchSize, shuffle: true }),
      validation: new data.DataLoader(test, { batchSize: EXAM_BATCH }),
      epochs: EPOCHS,
      optimizer: this.#optimizer,
      criterion: criterionOf(route),
      metrics: { accuracy: metrics.accuracy },
    };
  }

  dispose(): void {
    this.#optimizer.dispose();
    this.model.dispose();
  }
}

/** How the model does on the held-out digits. */
export async function examine(model: nn.Sequential, { test }: Digits): Promise<Exam> {
  const confusion: number[][] = [];
  const { loss, metrics: figures } = await evaluate(model, new data.DataLoader(test, { batchSize: test.length }), {
    criterion: new nn.CrossEntropyLoss(),
    metrics: {
      accuracy: (logits, labels) => {
        confusion.push(...metrics.confusionMatrix(logits, labels));
        return metrics.accuracy(logits, labels);
      },
    },
  });
  return { loss, accuracy: figures['accuracy'] as number, confusion };
}
