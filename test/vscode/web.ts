// Runs the suites in an extension host in a web worker.
import { Reporter } from './reporter.ts';

/** Called by VS Code. Rejects when a test fails. */
export async function run(): Promise<void> {
  // Mocha's build for browsers puts itself into the global object when it is loaded.
  await import('mocha/mocha.js');
  mocha.setup({ ui: 'bdd', timeout: 20_000, reporter: Reporter });
  await import('./suite/index.ts');
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
