/** The model, with one hidden layer; its prediction for a drawing; and its file. */
import { F, loadSafetensors, nn, noGrad, saveSafetensors, scope, tensor } from 'rushlight';
import { CLASSES, PIXELS } from '../protocol.ts';

export const makeModel = (hidden: number): nn.Sequential =>
  new nn.Sequential(new nn.Linear(PIXELS, hidden), new nn.ReLU(), new nn.Linear(hidden, CLASSES));

/** The probability of each class. */
export const guess = (model: nn.Sequential, pixels: Float32Array): number[] =>
  scope(() => noGrad(() => [...F.softmax(model.forward(tensor(pixels, { shape: [1, PIXELS] })), 1).toTypedArray()]));

/** A safetensors file under PyTorch's names: 0.weight, 0.bias, 2.weight, 2.bias. */
export const writeModel = (model: nn.Sequential, hidden: number): Uint8Array<ArrayBuffer> =>
  saveSafetensors(model.stateDict(), { model: `Linear(${PIXELS}, ${hidden}), ReLU, Linear(${hidden}, ${CLASSES})` });

/** The model in such a file, of the width that it has there. @throws {Error} for any other file, saying what is wrong. */
export function readModel(bytes: Uint8Array): { model: nn.Sequential; hidden: number } {
  return scope(() => {
    const { tensors } = loadSafetensors(bytes);
    const shape = tensors['0.weight']?.shape ?? [];
    if (shape.length !== 2 || shape[1] !== PIXELS) {
      const found = Object.entries(tensors).map(([name, { shape }]) => `${name} (${shape.join(' × ')})`);
      throw new Error(
        `expected the tensors of this page’s model, the first one 0.weight (width × ${PIXELS}), got ${found.slice(0, 6).join(', ') || 'none'}`,
      );
    }
    const hidden = shape[0] as number;
    const model = makeModel(hidden);
    try {
      model.loadStateDict(tensors);
    } catch (error) {
      model.dispose();
      throw error;
    }
    return { model, hidden };
  });
}
