// Runs a test suite that VS Code runs in its extension host, by opening VS Code's page.
import { mkdir } from 'node:fs/promises';
import { format } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { inRoot } from './paths.mjs';

/** Begins each line of our reporter, so that it can be told from VS Code's own log. It is an invisible separator. */
const MARK = '\u2063';

/** Longer than any suite takes, even on a slow machine. */
const TIMEOUT = 180_000;

/** A code of our own for a suite that never ended. */
const TIMED_OUT = 97;

/**
 * @param {string} url VS Code's page, told to run a test suite
 * @param {string} name names the picture that is taken if it fails
 * @returns {Promise<number>} the suite's exit code
 */
export async function runInPage(url, name) {
  const browser = await launchBrowser();
  try {
    const page = await browser.context.newPage();
    const verbose = Boolean(process.env.HANDSHAKE_VERBOSE);
    const log = [];
    let timer;
    const ended = new Promise((resolve) => {
      timer = setTimeout(() => resolve(TIMED_OUT), TIMEOUT);
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', (_type, args) => {
      const text = format(...args);
      if (text.includes(MARK)) console.log(text.slice(text.indexOf(MARK) + MARK.length));
      else if (verbose) console.log(text);
      else log.push(text);
    });
    await page.goto(url);
    const code = await ended;
    clearTimeout(timer);
    if (code !== 0) {
      console.log(log.slice(-40).join('\n'));
      await mkdir(inRoot('.vscode-test/screenshots'), { recursive: true });
      await page.screenshot({ path: inRoot(`.vscode-test/screenshots/failed-${name}.png`) });
      if (code === TIMED_OUT) console.log(`The suite did not end within ${TIMEOUT / 1000} s.`);
    }
    return code;
  } finally {
    await browser.close();
  }
}
