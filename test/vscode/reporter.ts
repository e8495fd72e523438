import type { Runner, Test } from 'mocha';

/** What a line of ours begins with, so that whoever started VS Code can tell it from VS Code's own log. */
const MARK = '\u2063';

/** A mocha reporter for extension hosts: their console is all they have. It tells the counts in its last line. */
class HostReporter {
  readonly counts = { passed: 0, failed: 0, skipped: 0 };

  constructor(runner: Runner) {
    const { counts } = this;
    runner.on('pass', (test: Test) => {
      counts.passed++;
      say(`  ok    ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on('fail', (test: Test, error: Error) => {
      counts.failed++;
      say(`  FAIL  ${test.fullTitle()}`);
      for (const line of (error.stack ?? String(error)).split('\n')) say(`        ${line}`);
    });
    runner.on('pending', (test: Test) => {
      counts.skipped++;
      say(`  skip  ${test.fullTitle()}`);
    });
    runner.on('end', () => say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`));
  }
}

// Mocha's types ask for a descendant of its own base class, which is not there in a web worker.
export const Reporter = HostReporter as unknown as Mocha.ReporterConstructor;

function say(line: string): void {
  console.log(MARK + line);
}
