/**
 * What a keystroke costs in VS Code, with 10,000 segments in the file beside nothing but the lines in view: the time from
 * the key until what it changes is back on the screen, as a problem, as an inlay hint, and as a colour of the semantic
 * tokens. VS Code's own delays are in both; the difference should be less than a frame of the screen.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type * as Browser from '../scripts/lib/browser.mjs';
import type * as Run from '../scripts/lib/run.mjs';
import type * as Server from '../scripts/lib/vscode-server.mjs';

// The scripts find the repository from where they are, so they cannot be bundled into this program.
const script = (file: string): string => pathToFileURL(path.resolve('scripts/lib', file)).href;
const { launchBrowser } = (await import(script('browser.mjs'))) as typeof Browser;
const { run } = (await import(script('run.mjs'))) as typeof Run;
const { developmentUrl, startServer } = (await import(script('vscode-server.mjs'))) as typeof Server;

const SEGMENTS = 10_000;
const ROUNDS = 25;
const WARM_UP = 5;
const FRAME = 1000 / 60;
/** The colour of comments by the server's tokens: the grammar's colour is another one. */
const COMMENT = 'rgb(1, 2, 3)';
const COMMENT_COLOUR = '#010203';

/** What is waited for on the screen after a key. */
const PARTS = ['problems', 'hints', 'tokens'] as const;
type Times = Record<(typeof PARTS)[number], number>;

interface Case {
  readonly name: string;
  readonly segments: number;
  /** Where in the file the keys are pressed, as a share of it. */
  readonly share: number;
}

/** The first and the last are the same, which shows how much the rest is to be trusted. */
const CASES: readonly Case[] = [
  { name: 'almost empty', segments: 10, share: 0.5 },
  { name: 'start', segments: SEGMENTS, share: 0 },
  { name: 'middle', segments: SEGMENTS, share: 0.5 },
  { name: 'end', segments: SEGMENTS, share: 1 },
  { name: 'almost empty again', segments: 10, share: 0.5 },
];

/** A file with a wrong number, and what a `#` in front of it does: no problem any more, a hint instead, a comment. */
interface Scene {
  readonly text: string;
  /** Where the `#` goes, both from 1. */
  readonly line: number;
  readonly column: number;
  readonly hint: string;
}

/** Marks the line that is looked at. */
const MARK = 'win=500';

function sceneOf({ segments, share }: Case): Scene {
  const lines = [
    'client C',
    'server S',
    'C -> S SYN seq=x',
    'S -> C SYN,ACK seq=y ack=x+1',
    'C -> S ACK seq=x+1 ack=y+1',
  ];
  const pairs = Math.floor(segments / 2);
  const chosen = Math.min(pairs - 2, Math.floor(pairs * share));
  for (let pair = 0; pair < pairs; pair++) {
    const sent = 1 + pair * 100;
    if (pair === chosen) lines.push(`C -> S PSH,ACK ${MARK} len=100 seq=x+${String(sent + 5)} ack=y+1`);
    else lines.push(`C -> S PSH,ACK seq=x+${String(sent)} ack=y+1 len=100`);
    lines.push(`S -> C ACK seq=y+1 ack=x+${String(sent + 100)}`);
  }
  const index = 5 + chosen * 2;
  return {
    text: `${lines.join('\n')}\n`,
    line: index + 1,
    column: (lines[index] ?? '').indexOf('seq=') + 1,
    hint: `seq=x+${String(1 + chosen * 100)}`,
  };
}

/** Milliseconds in the page from a key until each thing that it changes is on the screen. */
async function untilShown(page: Page, key: string, commented: boolean, hint: string): Promise<Times> {
  await page.evaluate(watchScreen, { commented, hint, line: MARK, colour: COMMENT, limit: 20_000 });
  await page.keyboard.press(key);
  return page.evaluate(() => (globalThis as Watching).handshakeTimes as Promise<Times>);
}

/** Where the page keeps what it waits for. */
interface Watching {
  handshakeTimes?: Promise<Times>;
}

interface Wanted {
  /** Whether the number is a comment, so that its hint is there and its problem is not. */
  readonly commented: boolean;
  readonly hint: string;
  readonly line: string;
  readonly colour: string;
  /** Milliseconds until it is given up. */
  readonly limit: number;
}

/** Runs in the page: looks at each frame from the next key on. */
function watchScreen({ commented, hint, line, colour, limit }: Wanted): void {
  const parts = (selector: string): Element[] => [...document.querySelectorAll(`.monaco-editor ${selector}`)];
  // A hint is part of the text of its line.
  const holdsHint = (text: string): boolean => text.includes(line) && text.includes(hint);
  const shown = {
    problems: () => parts('.squiggly-error').length === 0,
    hints: () => parts('.view-line').some(({ textContent }) => holdsHint(textContent.replaceAll('\u00a0', ' '))),
    tokens: () => parts('.view-line > span > span').some((part) => getComputedStyle(part).color === colour),
  };
  (globalThis as Watching).handshakeTimes = new Promise((resolve, reject) => {
    const times: Partial<Times> = {};
    let start = NaN;
    const look = (): void => {
      const now = performance.now();
      for (const part of ['problems', 'hints', 'tokens'] as const)
        if (shown[part]() === commented) times[part] ??= now - start;
      const { problems, hints, tokens } = times;
      if (problems !== undefined && hints !== undefined && tokens !== undefined) resolve({ problems, hints, tokens });
      else if (now - start < limit) requestAnimationFrame(look);
      else reject(new Error(`after ${String(limit)} ms there is only ${JSON.stringify(times)}`));
    };
    const begin = (): void => {
      start = performance.now();
      requestAnimationFrame(look);
    };
    document.addEventListener('keydown', begin, { once: true, capture: true });
  });
}

async function measure(page: Page, file: string, scene: Scene): Promise<Times[]> {
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input').first().fill(file);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: file }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: file }).waitFor();
  await page.locator('.codelens-decoration, .view-line').first().waitFor();
  await page.keyboard.press('Control+G');
  await page
    .locator('.quick-input-widget input')
    .first()
    .fill(`:${String(scene.line)}:${String(scene.column)}`);
  await page.keyboard.press('Enter');
  await page.locator('[id="status.editor.selection"]', { hasText: `Ln ${String(scene.line)},` }).waitFor();
  const found: Times[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const keyed = await untilShown(page, '#', true, scene.hint);
    const undone = await untilShown(page, 'Backspace', false, scene.hint);
    if (round >= 0) found.push(keyed, undone);
  }
  return found;
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN;

const folder = await mkdtemp(path.join(tmpdir(), 'handshake-bench-'));
const workspace = path.join(folder, 'workspace');
await mkdir(workspace);
const scenes = CASES.map(sceneOf);
const files = scenes.map((_, index) => `case-${String(index)}.tcp`);
for (const [index, { text }] of scenes.entries()) await writeFile(path.join(workspace, files[index] ?? ''), text);
await run(process.execPath, ['scripts/build.mjs', '--release'], { quiet: true });
const server = await startServer({
  data: path.join(folder, 'data'),
  extensions: path.join(folder, 'extensions'),
  settings: {
    'editor.semanticTokenColorCustomizations': { enabled: true, rules: { comment: COMMENT_COLOUR } },
    'files.autoSave': 'off',
  },
});
const browser = await launchBrowser();
try {
  const page = await browser.context.newPage();
  await page.goto(developmentUrl(server.port, workspace));
  await page.getByRole('treeitem', { name: files[0] ?? '' }).waitFor();
  console.log(
    `median milliseconds from a key to the screen, ${String(ROUNDS * 2)} keys each; a frame has ${FRAME.toFixed(1)}`,
  );
  console.log(`${'keys are pressed'.padEnd(20)}  segments  ${PARTS.map((part) => part.padStart(20)).join('')}`);
  let base: Times | undefined;
  for (const [index, one] of CASES.entries()) {
    const scene = scenes[index];
    const times = scene === undefined ? [] : await measure(page, files[index] ?? '', scene);
    const medians = Object.fromEntries(PARTS.map((part) => [part, median(times.map((all) => all[part]))])) as Times;
    base ??= medians;
    const cells = PARTS.map((part) => {
      const more = medians[part] - (base?.[part] ?? NaN);
      return `${medians[part].toFixed(1)} (${more < 0 ? '' : '+'}${(more / FRAME).toFixed(1)} frames)`.padStart(20);
    });
    console.log(`${one.name.padEnd(20)}  ${String(one.segments).padStart(8)}  ${cells.join('')}`);
  }
} catch (error) {
  await browser.context
    .pages()
    .at(-1)
    ?.screenshot({ path: path.resolve('.bench/failed-editor.png') });
  throw error;
} finally {
  await browser.close();
  server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
}
