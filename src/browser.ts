// Everything in one module, for `rushlight/browser`: a page imports it from a server of files, without a build step.
export * from './index.ts';
export * from './onnx/index.ts';
