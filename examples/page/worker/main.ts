/** The worker: the digits, the model that reads them, and what the page may ask of it. */
import { backend, init, memory, type nn } from 'rushlight';
import { serve, transfer } from 'rushlight/worker';
import type { Memory, Settings } from '../protocol.ts';
import { type Digits, unpackDigits } from './digits.ts';
import { look, readModel, writeModel } from './model.ts';
import { examine, Pupil } from './pupil.ts';

let digits: Digits;
let pupil: Pupil;

const memoryNow = (): Memory => {
  const { liveBytes, reservedBytes } = memory();
  return { liveBytes, reservedBytes };
};

/** Several threads if possible; a security policy may forbid them, and then one is used. */
async function begin(threads: number): Promise<void> {
  try {
    await init({ threads });
  } catch (error) {
    if (threads === 1) throw error;
    console.info(`one thread instead of ${threads}: ${(error as Error).message}`);
  }
}

function adopt(next: Pupil): void {
  pupil.dispose();
  pupil = next;
}

export const job = serve({
  model: () => pupil.model,
  /** Trains the current model, or a new one. */
  train(_model, { settings, fresh }: { settings: Settings; fresh: boolean }) {
    if (fresh) adopt(Pupil.fresh(settings.hidden));
    return pupil.training(digits, settings);
  },
  predict: (model, pixels: Float32Array) => look(model, pixels),
  save: (model) => transfer(writeModel(model)),
  load(_model, bytes) {
    adopt(new Pupil(readModel(bytes)));
    return pupil.model;
  },
  calls: {
    /** Comes first: what to train on, how many threads to try, and the width of the first model. */
    async open(packed: Uint8Array<ArrayBuffer>, threads: number, hidden: number) {
      await begin(threads);
      digits = await unpackDigits(packed);
      pupil = Pupil.fresh(hidden);
      const { images, labels } = digits;
      return transfer({ ...backend(), images, labels });
    },
    /** A new learning rate, applied at once. */
    rate: (lr: number): void => {
      pupil.rate = lr;
    },
    exam: () => examine(pupil.model, digits),
    memory: memoryNow,
    width: (): number => (pupil.model.at(0) as nn.Linear).outFeatures,
  },
});
