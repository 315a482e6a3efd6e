// The real TensorFlow.js, from its nested package.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { describe } from 'vitest';
import { leftOut } from '../package/absent.ts';

/** As much of TensorFlow.js's types as the tests use. */
export interface Tf {
  tensor(data: ArrayLike<number>, shape: readonly number[], dtype?: string): TfTensor;
  tidy<T>(fn: () => T): T;
  ready(): Promise<void>;
  setBackend(name: string): Promise<boolean>;
  input(options: object): TfSymbolic;
  model(options: object): TfModel;
  sequential(options?: object): TfModel;
  layers: Record<string, (options?: object) => TfLayer>;
  train: Record<string, (...args: number[]) => unknown>;
  loadLayersModel(handler: object): Promise<TfModel>;
  io: { fromMemory(artifacts: object): object };
}

export interface TfTensor {
  shape: number[];
  dataSync(): Float32Array;
  dispose(): void;
}

export type TfSymbolic = object;

export interface TfLayer {
  apply(input: TfSymbolic | TfSymbolic[]): TfSymbolic;
  name: string;
}

export interface TfModel extends TfLayer {
  add(layer: TfLayer): void;
  predict(x: TfTensor | TfTensor[], options?: object): TfTensor;
  getWeights(): TfTensor[];
  setWeights(weights: TfTensor[]): void;
  compile(options: object): void;
  trainOnBatch(x: TfTensor | TfTensor[], y: TfTensor): Promise<number>;
  save(handler: object): Promise<unknown>;
  dispose(): void;
}

export interface Artifacts {
  modelTopology: Record<string, unknown>;
  weightSpecs: Record<string, unknown>[];
  weightData: ArrayBuffer;
}

const FOLDER = resolve('test/tfjs');
const PACKAGE = resolve(FOLDER, 'node_modules/@tensorflow/tfjs');

/** TensorFlow.js on its plain JavaScript backend. */
export async function loadTf(): Promise<Tf> {
  const warn = console.warn;
  console.warn = () => {};
  try {
    const tf = createRequire(resolve(FOLDER, 'package.json'))('@tensorflow/tfjs') as Tf;
    await tf.setBackend('cpu');
    return tf;
  } finally {
    console.warn = warn;
  }
}

/** Tests that need TensorFlow.js, and word of their absence where it is not installed. */
export function describeWithTf(name: string, tests: () => void): void {
  if (existsSync(PACKAGE)) describe(name, tests);
  else leftOut(`no @tensorflow/tfjs: ${name}: these tests did not run; install it with \`npm ci --prefix test/tfjs\``);
}

/** What a model saves. */
export async function artifactsOf(model: TfModel): Promise<Artifacts> {
  let saved: Artifacts | undefined;
  await model.save({
    save: async (artifacts: Artifacts & { weightData: ArrayBuffer | ArrayBuffer[] }) => {
      const { weightData } = artifacts;
      const parts = Array.isArray(weightData) ? weightData : [weightData];
      saved = { ...artifacts, weightData: await new Blob(parts).arrayBuffer() };
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    },
  });
  return saved as Artifacts;
}

/** `model.json` and one binary file, as `tf.io` writes them. */
export function filesOf({ modelTopology, weightSpecs, weightData }: Artifacts) {
  const manifest = [{ paths: ['./model.weights.bin'], weights: weightSpecs }];
  const model = { format: 'layers-model', generatedBy: 'TensorFlow.js tfjs-layers v4.22.0', convertedBy: null };
  return {
    json: JSON.stringify({ modelTopology, ...model, weightsManifest: manifest }),
    bytes: new Uint8Array(weightData),
  };
}
