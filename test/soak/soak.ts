// Training whose batches have a new size at every step: what the memory grows to, beside the most that was ever in use.

type Library = typeof import('../../src/index.ts');

export interface Outcome {
  reservedBytes: number;
  peakBytes: number;
  /** Bytes in use after the last step beyond those before the first. */
  leftBytes: number;
}

/** Trains a small network for `steps` steps of 1 to `most` rows. */
export function soak(rl: Library, steps: number, most: number): Outcome {
  const { nn, optim, F, manualSeed, memory, randint, randn, scope } = rl;
  manualSeed(0);
  const model = new nn.Sequential(new nn.Linear(64, 128), new nn.ReLU(), new nn.Linear(128, 10));
  const optimizer = new optim.Adam(model.parameters());
  let seed = 1;
  const step = (): void => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    const rows = 1 + ((seed >>> 8) % most);
    scope(() => {
      optimizer.zeroGrad();
      F.crossEntropy(model.forward(randn([rows, 64])), randint(0, 10, [rows])).backward();
      optimizer.step();
    });
  };
  step();
  const before = memory().liveBytes;
  for (let i = 1; i < steps; i++) step();
  const { reservedBytes, peakBytes, liveBytes } = memory();
  model.dispose();
  optimizer.dispose();
  return { reservedBytes, peakBytes, leftBytes: liveBytes - before };
}

/** Builds `models` networks of random widths one after the other, with a training step each. */
export function search(rl: Library, models: number): Outcome {
  const { nn, optim, F, memory, randint, randn, scope } = rl;
  const before = memory().liveBytes;
  let seed = 1;
  for (let i = 0; i < models; i++) {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    const width = 64 + ((seed >>> 8) % 1024);
    const model = new nn.Sequential(new nn.Linear(256, width), new nn.ReLU(), new nn.Linear(width, 10));
    const optimizer = new optim.Adam(model.parameters());
    scope(() => {
      F.crossEntropy(model.forward(randn([16, 256])), randint(0, 10, [16])).backward();
      optimizer.step();
    });
    model.dispose();
    optimizer.dispose();
  }
  const { reservedBytes, peakBytes, liveBytes } = memory();
  return { reservedBytes, peakBytes, leftBytes: liveBytes - before };
}
