// Runs a test suite that VS Code runs in its extension host, by opening VS Code's page.
import { mkdir } from 'node:fs/promises';
import { format } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { dropOn } from './drop.mjs';
import { inRoot } from './paths.mjs';

/** Begins each line of our reporter, so that it can be told from VS Code's own log. It is an invisible separator. */
const MARK = '\u2063';

/** Begins a line by which a suite asks for what only a person can do (`test/vscode/hands.ts`). */
const ASKED = '\u2062';

/** Longer than any suite takes, even on a slow machine. */
const TIMEOUT = 300_000;

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
    const hands = handsOn(page);
    let timer;
    const ended = new Promise((resolve) => {
      timer = setTimeout(() => resolve(TIMED_OUT), TIMEOUT);
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', (_type, args) => {
      const text = format(...args);
      if (text.includes(ASKED)) hands.ask(JSON.parse(text.slice(text.indexOf(ASKED) + ASKED.length).split('\n')[0]));
      else if (text.includes(MARK)) console.log(text.slice(text.indexOf(MARK) + MARK.length));
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

/** How long a thing that is to be clicked may take to be there: VS Code's service worker for webviews can take half a minute. */
const PATIENCE = 60_000;

/**
 * Does one after the other what a suite asks for: keys, clicks, words, drops, and looking at what is shown. Where one thing
 * fails, the others of its test are left out.
 */
function handsOn(page) {
  let last = Promise.resolve();
  const complain = (action, error) => {
    if (error !== LEFT_OUT) console.log(`        ${JSON.stringify(action)}: ${error.message}`);
    throw LEFT_OUT;
  };
  return {
    ask(action) {
      if (action.begin) last = last.catch(() => undefined);
      else last = last.then(() => act(page, action)).catch((error) => complain(action, error));
      last.catch(() => undefined);
    },
  };
}

const LEFT_OUT = new Error('left out');

async function act(page, { press, copy, click, fill, text, expect, texts, drop, data, picture }) {
  if (press) return page.keyboard.press(press);
  // Where suites run, VS Code keeps a clipboard of its own.
  if (copy !== undefined) return page.evaluate((copied) => globalThis.navigator.clipboard.writeText(copied), copy);
  if (picture) {
    await mkdir(inRoot('.vscode-test/screenshots'), { recursive: true });
    return page.screenshot({ path: inRoot(`.vscode-test/screenshots/${picture}.png`) });
  }
  if (expect) return expectTexts(page, expect, texts);
  if (drop) return dropAt(page, drop, text, data);
  const found = await locate(page, click ?? fill, fill ? undefined : text);
  return click ? found.first().click() : found.first().fill(text);
}

/** Drops data on a line, again if the line was drawn anew between being found and the drop. */
async function dropAt(page, selector, text, data) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await page.waitForTimeout(100)) {
    const found = await locate(page, selector, text);
    if (await found.first().evaluate(dropOn, data)) return;
  }
  throw new Error(`${selector} ${text} does not stay long enough for a drop`);
}

/** Waits until what a selector finds has these texts, one by one. */
async function expectTexts(page, selector, texts) {
  const wanted = JSON.stringify(texts);
  let shown = '[]';
  for (const end = Date.now() + PATIENCE; Date.now() < end; await page.waitForTimeout(100)) {
    for (const frame of page.frames()) {
      const all = await frame
        .locator(selector)
        .allInnerTexts()
        .catch(() => []);
      if (all.length === 0) continue;
      shown = JSON.stringify(all);
      if (shown === wanted) return;
    }
  }
  throw new Error(`${shown} is shown instead of ${wanted}`);
}

/** What a selector finds, with a text in it if one is given, in the page or in any frame of it: webviews are frames. */
async function locate(page, selector, hasText) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await page.waitForTimeout(100)) {
    for (const frame of page.frames()) {
      const found = frame.locator(selector, hasText === undefined ? {} : { hasText });
      if (
        await found
          .first()
          .isVisible()
          .catch(() => false)
      )
        return found;
    }
  }
  throw new Error(`there is no ${selector} ${hasText ?? ''}`);
}
