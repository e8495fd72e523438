// npm run mutation: small faults are put into the code one by one, and the tests must notice (docs/mutation.md).
// `-- --mutate src/core/tcp/number.ts` tries one file; what was tried before, and has not changed, is not tried again.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['src/core/{tcp,check,text}/**/*.ts', 'src/service/**/*.ts'],
  testRunner: 'mocha',
  // Whoever wrote the sentence "it is one short" wants a test that fails, not one that takes long.
  mochaOptions: {
    ui: 'bdd',
    spec: ['test/{tcp,check,text,notation,service}/**/*.test.ts'],
    ignore: ['test/**/*.long.test.ts'],
  },
  testRunnerNodeArgs: ['--import', 'tsx'],
  coverageAnalysis: 'perTest',
  // Tables that are made once when a module is loaded: each would take a process of its own, and the types look after them.
  ignoreStatic: true,
  mutator: { excludedMutations: ['StringLiteral'] },
  incremental: true,
  incrementalFile: 'node_modules/.cache/stryker/incremental.json',
  tempDirName: 'node_modules/.cache/stryker/sandbox',
  ignorePatterns: ['/.vscode-test', '/.vscode-test-web', '/dist', '/.bench', '/media', '*.vsix'],
  concurrency: Number(process.env.HANDSHAKE_JOBS ?? 2),
  reporters: ['clear-text', 'progress-append-only', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'node_modules/.cache/stryker/report.html' },
  thresholds: { high: 90, low: 85, break: null },
  checkers: [],
};
