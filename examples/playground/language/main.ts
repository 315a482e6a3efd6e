/** The worker that knows the types: TypeScript on a file system in memory, with the package as it is installed. */
import { createSystem, createVirtualTypeScriptEnvironment } from '@typescript/vfs';
import { createWorker } from '@valtown/codemirror-ts/worker';
import { expose } from 'comlink';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.webworker.d.ts'],
  strict: true,
  // JavaScript is welcome
  noImplicitAny: false,
  allowJs: true,
  skipLibCheck: true,
  noEmit: true,
  // one that the program makes is its own, whatever else is in the worker
  moduleDetection: ts.ModuleDetectionKind.Force,
};

/** The worker's name is the address of the types. */
const types = self.name;

expose(
  createWorker(async () => {
    const response = await fetch(types);
    if (!response.ok) throw new Error(`the server answered ${response.status} for ${types}`);
    const files = new Map(Object.entries((await response.json()) as Record<string, string>));
    return createVirtualTypeScriptEnvironment(createSystem(files), [], ts, OPTIONS);
  }),
);
