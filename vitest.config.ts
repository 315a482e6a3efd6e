import { defineConfig } from 'vitest/config';

/** What the other projects run. */
const elsewhere = [
  '**/node_modules/**',
  'test/package/**',
  'test/browser/**',
  'test/engines/**',
  'test/runtimes/**',
  'test/examples/**',
  'test/debug/**',
];

/** The library's own tests, on its sources: at the level that needs no flag, or at the one that Node 20 hides behind a flag. */
const node = (name: string, env: Record<string, string>, slow: string[] = []) => ({
  test: {
    name,
    include: ['test/**/*.test.ts'],
    exclude: [...elsewhere, ...slow],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env,
  },
});

/** The tests that drive the kernels hardest, on binaries whose assertions are on. */
const debug = {
  test: {
    name: 'debug',
    include: [
      'test/debug/**/*.test.ts',
      ...['ops', 'golden', 'properties', 'optim', 'random', 'recurrent'].map((name) => `test/${name}.test.ts`),
    ],
    setupFiles: 'test/debug/setup.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
};

/** Tells one run from another: what several projects need is built once in each. */
const RUN = `${process.pid} ${Date.now()}`;

/** Tests of the built package: they start processes and browsers, one file after the other. */
const outside = (name: string, include = [`test/${name}/**/*.test.ts`], env: Record<string, string> = {}) => ({
  test: {
    name,
    include,
    env: { RUN, ...env },
    globalSetup: 'test/package/setup.ts',
    // one test may be a whole file of the library's, in an engine without much of a compiler
    testTimeout: 900_000,
    hookTimeout: 900_000,
    fileParallelism: false,
  },
});

/** What every browser is put to; Chromium, which runs the library's tests in more ways, has its own files besides. */
const engine = (name: string) => outside(name, ['test/engines/**/*.test.ts'], { ENGINE: name });

/** The examples, whole or in a short form, as processes of their own. */
const examples = {
  test: {
    name: 'examples',
    include: ['test/examples/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
};

const everything = [
  node('node', {}),
  node('relaxed', { RUSHLIGHT_LEVEL: 'relaxed' }),
  debug,
  outside('package'),
  outside('browser', ['test/browser/**/*.test.ts', 'test/engines/package.test.ts'], { ENGINE: 'chromium' }),
  engine('firefox'),
  engine('webkit'),
  outside('runtimes'),
  examples,
];

/** `npm run test:quick`: the library's own tests at one level, on every core, without the slowest files. */
const SLOW = [
  ...['allocation-failures', 'allocation-failures.state', 'memory', 'reference', 'random.normals', 'threads.failures', 'tfjs*'],
  ...['onnx-ops', 'onnx-table', '*.pytorch', 'store/*'],
].map((name) => `test/${name}.test.ts`);
const quick = [node('node', {}, SLOW)];

/** What Node's process does not run, and the coverage cannot see, with the tests that run it. */
const UNSEEN = [
  // the text of a worker's own script: threads
  'bindings/worker.ts',
  // a matrix product that only engines with revectorization have: runtimes
  'bindings/wide.ts',
  // files, databases and locks of browsers: browser/stores
  ...['opfs', 'indexed-db', 'web-lock'].map((name) => `src/store/${name}.ts`),
];

export default defineConfig(({ mode }) => ({
  test: {
    projects: mode === 'quick' ? quick : everything,
    ...(mode === 'quick' && { maxWorkers: '100%' }),
    reporters: process.env['CI'] ? ['default', 'json'] : ['default'],
    outputFile: { json: 'out/tests.json' },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'bindings/*.ts'],
      exclude: UNSEEN,
      reporter: ['text-summary', 'json-summary', 'json'],
      reportsDirectory: 'out/coverage',
      thresholds: { lines: 95, branches: 95 },
    },
  },
}));
