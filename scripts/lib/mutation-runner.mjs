// What npm run mutation adds to StrykerJS: samples, survivors as they are known (both at the end), and a test runner,
// StrykerJS' own for mocha, which asks the tests that have noticed faults so far first (faults that stand together are
// noticed together), and picks tests by a set of names instead of a pattern of a thousand names. Ten times as fast.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createMochaTestRunner } from '@stryker-mutator/mocha-runner';

/** Puts the suites that have noticed most in front, at every level. */
function sort(suite, noticed) {
  suite.suites.sort((a, b) => (noticed.get(b) ?? 0) - (noticed.get(a) ?? 0));
  for (const child of suite.suites) sort(child, noticed);
}

function suiteOf(suite, fullTitle) {
  if (suite.tests.some((test) => test.fullTitle() === fullTitle)) return suite;
  for (const child of suite.suites) {
    const found = suiteOf(child, fullTitle);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** No test passes a place more often: a fault that makes it do so makes it do so for ever. */
const HITS_OF_A_TEST = 1_000_000;

function create(injector) {
  const runner = createMochaTestRunner(injector);
  const noticed = new Map();
  // Tests that look at texts before they begin have mutants run while they are loaded: those are as they would be without
  // (`ignoreStatic`), and no reason to begin a process anew.
  runner.capabilities = () => Promise.resolve({ reloadEnvironment: true });
  const mutantRun = runner.mutantRun.bind(runner);
  runner.mutantRun = async ({ testFilter, hitLimit, ...options }) => {
    runner.beforeEach = () => {
      runner.instrumenterContext.hitCount = 0;
    };
    const names = testFilter === undefined ? null : new Set(testFilter);
    runner.mocha.options.grep = names === null ? undefined : { test: (name) => names.has(name) };
    sort(runner.mocha.suite, noticed);
    const result = await mutantRun({ ...options, hitLimit: hitLimit && HITS_OF_A_TEST });
    const killer = result.killedBy?.[0];
    for (let suite = killer && suiteOf(runner.mocha.suite, killer); suite; suite = suite.parent)
      noticed.set(suite, (noticed.get(suite) ?? 0) * 0.9 + 1);
    return result;
  };
  return runner;
}
create.inject = createMochaTestRunner.inject;

/**
 * Lets a share of the faults pass, the same ones each time: HANDSHAKE_SAMPLE=0.2 tries a fifth, 0.9-1 a tenth of others. Those
 * that do not pass count as errors.
 */
class Sample {
  #range = (process.env.HANDSHAKE_SAMPLE ?? '1').split('-').map(Number);

  init() {
    return Promise.resolve();
  }

  check(mutants) {
    const others = { status: 'compileError', reason: 'not in the sample' };
    const results = mutants.map((mutant) => [mutant.id, this.#taken(mutant) ? { status: 'passed' } : others]);
    return Promise.resolve(Object.fromEntries(results));
  }

  group(mutants) {
    return Promise.resolve([mutants.map(({ id }) => id)]);
  }

  #taken({ fileName, location, mutatorName, replacement }) {
    const key = JSON.stringify([relative(process.cwd(), fileName), location, mutatorName, replacement]);
    const at = createHash('sha256').update(key).digest().readUInt32BE() / 2 ** 32;
    const [from, to] = this.#range.length > 1 ? this.#range : [0, ...this.#range];
    return at >= from && at < to;
  }
}

/** Tells each fault that no test has noticed as soon as that is known: the report stands at the end of hours. */
class Survivors {
  onMutantTested({ status, fileName, location, mutatorName, replacement }) {
    if (!['Survived', 'NoCoverage', 'Timeout'].includes(status)) return;
    const { start, end } = location;
    const lines = readFileSync(fileName, 'utf8').split('\n');
    const place = `${relative(process.cwd(), fileName)}:${String(start.line)}:${String(start.column)}`;
    const before = lines[start.line - 1].slice(start.column - 1, start.line === end.line ? end.column - 1 : undefined);
    console.log(`${status} ${place} ${mutatorName}: ${before} → ${replacement}`);
  }
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'mocha-sorted', factory: create },
  { kind: 'Checker', name: 'sample', injectableClass: Sample },
  { kind: 'Reporter', name: 'survivors', injectableClass: Survivors },
];
