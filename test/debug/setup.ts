// Puts the binaries with the kernels' assertions in force, before the first tensor.
import { readFileSync } from 'node:fs';
import { init } from '../../src/index.ts';

const binary = (part: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(`build/debug${part}.wasm`));
await init({ module: binary(''), rare: binary('-rare'), extra: binary('-extra'), recurrent: binary('-recurrent') });
