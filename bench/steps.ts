/** Whole steps: the tutorial's, a prediction, and training of two classifiers against their matrix products alone. */
import { imageTrainee } from './cnn.ts';
import { type Family, PLAIN, type Row, type Work } from './harness.ts';
import { LARGE, nameOf, predictor, products, type Shape, SMALL, TUTORIAL, trainee } from './net.ts';
import { torch } from './torch.ts';

const STEP_MICROS = 1.4;
const OF_PRODUCTS = 0.8;

async function tutorial(): Promise<Work> {
  const { step, plain, check, dispose } = trainee(TUTORIAL);
  return {
    work: 1,
    unit: 'µs',
    tolerance: 1e-6,
    check,
    ours: step,
    versus: { [PLAIN]: { run: plain }, torch: await torch({ op: 'step', ...TUTORIAL }) },
    goals: [
      { as: 'micros', target: STEP_MICROS },
      { versus: 'torch', as: 'faster' },
    ],
    dispose,
  };
}

async function training(shape: Shape): Promise<Work> {
  const { step, plain, check, dispose } = trainee(shape);
  const alone = products(shape, true);
  return {
    work: 1,
    unit: 'steps/s',
    // the first steps of Adam are of the size of the rate whatever the gradient's: its rounding shows
    tolerance: shape.optimizer === 'Adam' ? 1e-3 : 1e-6,
    check,
    ours: step,
    versus: { 'its products': { run: alone.run }, [PLAIN]: { run: plain }, torch: await torch({ op: 'step', ...shape }) },
    goals: [
      { versus: 'its products', as: 'share', target: OF_PRODUCTS },
      { versus: 'torch', as: 'faster' },
    ],
    dispose: () => {
      dispose();
      alone.dispose();
    },
  };
}

function inference(shape: Shape): Work {
  const { step, plain, check, dispose } = predictor(shape);
  const alone = products(shape, false);
  return {
    work: 1,
    unit: 'µs',
    tolerance: 1e-6,
    check,
    ours: step,
    versus: { 'its products': { run: alone.run }, [PLAIN]: { run: plain } },
    goals: [{ versus: 'its products', as: 'share' }],
    dispose: () => {
      dispose();
      alone.dispose();
    },
  };
}

const ONE: Shape = { ...SMALL, batch: 1 };

/** Of PyTorch's time. */
const IMAGES = 0.8;

async function images(): Promise<Work> {
  const { step, check, dispose } = imageTrainee();
  return {
    work: 1,
    unit: 'ms',
    // a value near the maximum of its four may take its place
    tolerance: 1e-4,
    check,
    ours: step,
    versus: { torch: await torch({ op: 'images' }) },
    goals: [{ versus: 'torch', as: 'cost', target: IMAGES }],
    dispose,
  };
}

export const steps: Family = {
  name: 'steps',
  title: 'Whole steps',
  rows: (): Row[] => [
    { name: `tutorial step, ${nameOf(TUTORIAL)}`, setup: tutorial },
    { name: `prediction, ${ONE.sizes.join('-')}, batch 1`, setup: () => inference(ONE) },
    ...[SMALL, LARGE].map((shape) => ({ name: `step, ${nameOf(shape)}`, setup: () => training(shape) })),
    { name: 'step, two convolutions, batch 64', setup: images },
  ],
};
