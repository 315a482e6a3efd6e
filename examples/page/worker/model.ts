/** The model, with one hidden layer; its prediction for a drawing; and its file. */
import { F, loadSafetensors, nn, saveSafetensors, scope, type Tensor, tensor } from 'rushlight';
import { CLASSES, type Look, PIXELS } from '../protocol.ts';

export const makeModel = (hidden: number): nn.Sequential =>
  new nn.Sequential(new nn.Linear(PIXELS, hidden), new nn.ReLU(), new nn.Linear(hidden, CLASSES));

const ALL = Int32Array.from({ length: CLASSES }, (_, digit) => digit);

/** What the model makes of a drawing, by either route to the loss. */
export function look(model: nn.Sequential, pixels: Float32Array): Look {
  const logits = model.forward(tensor(pixels, { shape: [1, PIXELS] }));
  const logProbabilities = F.logSoftmax(logits, 1);
  // one row for each class that it may be
  const classes = tensor(ALL);
  const asMany = [CLASSES, CLASSES];
  const numbers = (t: Tensor): number[] => Array.from(t.toTypedArray());
  return {
    logits: numbers(logits),
    logProbabilities: numbers(logProbabilities),
    probabilities: numbers(F.softmax(logits, 1)),
    crossEntropy: numbers(F.crossEntropy(logits.expand(asMany), classes, { reduction: 'none' })),
    nllLoss: numbers(F.nllLoss(logProbabilities.expand(asMany), classes, { reduction: 'none' })),
  };
}

/** A safetensors file under PyTorch's names: 0.weight, 0.bias, 2.weight, 2.bias. */
export function writeModel(model: nn.Sequential): Uint8Array<ArrayBuffer> {
  const hidden = (model.at(0) as nn.Linear).outFeatures;
  return saveSafetensors(model.stateDict(), { model: `Linear(${PIXELS}, ${hidden}), ReLU, Linear(${hidden}, ${CLASSES})` });
}

/** The model in such a file, of the width that it has there. @throws {Error} for any other file, saying what is wrong. */
export function readModel(bytes: Uint8Array): nn.Sequential {
  return scope(() => {
    const { tensors } = loadSafetensors(bytes);
    const shape = tensors['0.weight']?.shape ?? [];
    if (shape.length !== 2 || shape[1] !== PIXELS) {
      const found = Object.entries(tensors).map(([name, { shape }]) => `${name} (${shape.join(' × ')})`);
      throw new Error(
        `expected the tensors of this page’s model, the first one 0.weight (width × ${PIXELS}), got ${found.slice(0, 6).join(', ') || 'none'}`,
      );
    }
    const model = makeModel(shape[0] as number);
    try {
      model.loadStateDict(tensors);
    } catch (error) {
      model.dispose();
      throw error;
    }
    return model;
  });
}
