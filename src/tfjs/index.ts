/** Import and export of TensorFlow.js models. @packageDocumentation */
export { type FromTfjsOptions, fromTfjs, type TfjsModule } from './from-tfjs.ts';
export { type TfjsFiles, type ToTfjsOptions, toTfjs } from './to-tfjs.ts';
export { type TfjsZip, unzipTfjs } from './unzip.ts';
export type { TfjsWeights } from './weights.ts';
