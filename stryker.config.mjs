// npm run mutation: small faults are put into the code one by one, and the tests must notice (docs/mutation.md).
// `-- --mutate src/core/tcp/number.ts` tries one file; what was tried before, and has not changed, is not tried again.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['src/core/{tcp,check,text}/**/*.ts', 'src/service/**/*.ts'],
  testRunner: 'mocha-sorted',
  plugins: ['@stryker-mutator/*', './scripts/lib/mutation-runner.mjs'],
  buildCommand: 'node scripts/mutation.mjs --build',
  // In this order, until one fails: what takes milliseconds comes first, and what tries many texts comes last. For what the
  // properties try, scripts/mutation.mjs sets HANDSHAKE_RUNS. What reads no diagrams, or takes a browser's parser, is not asked.
  mochaOptions: {
    'no-config': true,
    ui: 'bdd',
    spec: [
      'test/{tcp,text}/*.test.mjs',
      'test/check/!(edits|overview|checkpoints|words|*.long).test.mjs',
      'test/notation/!(fixtures|parser).test.mjs',
      'test/render/!(golden|labels).test.mjs',
      'test/{examples,service}/!(robust|documents|invisible).test.mjs',
      'test/check/+(everySlip|healed|pairs|mutants).long.test.mjs',
      'test/check/+(overview|edits|checkpoints).test.mjs',
      'test/service/+(documents|robust).test.mjs',
    ].map((files) => `.mutation/${files}`),
  },
  coverageAnalysis: 'perTest',
  // Tables that are made once when a module is loaded: each would take a process of its own, and the types look after them.
  ignoreStatic: true,
  dryRunTimeoutMinutes: 30,
  mutator: { excludedMutations: ['StringLiteral'] },
  // On a busy machine a test may wait for long; a loop that never ends is mostly known by its hits (mutation-runner.mjs).
  timeoutMS: 20000,
  timeoutFactor: 3,
  incremental: true,
  incrementalFile: 'node_modules/.cache/stryker/incremental.json',
  tempDirName: 'node_modules/.cache/stryker/sandbox',
  ignorePatterns: ['/.vscode-test', '/.vscode-test-web', '/dist', '/.bench', '/media', '*.vsix'],
  // Half of the processes look which faults are in the sample, and then have nothing to do.
  concurrency: Number(process.env.HANDSHAKE_JOBS ?? 2) * (process.env.HANDSHAKE_SAMPLE === undefined ? 1 : 2),
  reporters: ['clear-text', 'progress-append-only', 'survivors', 'html', 'json'],
  jsonReporter: { fileName: 'node_modules/.cache/stryker/report.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'node_modules/.cache/stryker/report.html' },
  thresholds: { high: 90, low: 85, break: null },
  checkers: process.env.HANDSHAKE_SAMPLE === undefined ? [] : ['sample'],
};
