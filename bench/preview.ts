/**
 * What the preview costs in a real browser, as ratios to a bare `mermaid.render` of the same diagram with the Mermaid that
 * npm has, in the same run: from a changed text to the new picture, the first picture, and scrolling.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { analyze } from '../src/core/check/index.ts';
import { english } from '../src/core/findings/finding.ts';
import { plotWords, type PlotData } from '../src/core/plot/index.ts';
import { toMermaid } from '../src/core/render/index.ts';
import type { StepsMessage, ToPreview } from '../src/protocol/index.ts';
import { long, messageOf, resultOf, type Fixture } from '../test/preview/fixtures.ts';
import { PreviewBrowser, type Preview } from '../test/preview/page.ts';
import { findBrowser } from '../scripts/lib/browser.mjs';

const ROUNDS = 9;
const WINDOW = { from: 0, to: 200 };

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;
const ms = (time: number): string => `${time.toFixed(1)} ms`;

/** The diagram with another text at its middle segment. */
function edited(segments: number, round: number): Fixture {
  const fixture = long(segments);
  const steps = fixture.trace.steps.map((step, i) =>
    i === segments >> 1 && step.kind === 'segment' ? { ...step, text: `edit ${String(round)}` } : step,
  );
  return { ...fixture, trace: { ...fixture.trace, steps } };
}

/** Milliseconds in the page from a message until a segment shows `text`. */
function untilShown(page: Page, message: ToPreview, text: string): Promise<number> {
  return page.evaluate(
    ([data, wanted]) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (![...document.querySelectorAll('.messageText')].some((label) => label.textContent.includes(wanted)))
            return;
          observer.disconnect();
          resolve(performance.now() - start);
        });
        observer.observe(document.body, { subtree: true, childList: true });
        window.postMessage(data, '*');
      }),
    [message, text] as const,
  );
}

/** A page with the Mermaid that npm has, whole and unchanged. */
async function stockMermaid(browser: PreviewBrowser): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(browser.serve('/stock', 'text/html', '<!DOCTYPE html><body></body>'));
  await page.addScriptTag({ content: await readFile('node_modules/mermaid/dist/mermaid.min.js', 'utf8') });
  await page.evaluate(() => {
    const { mermaid } = window as unknown as { mermaid: { initialize(config: object): void } };
    mermaid.initialize({ startOnLoad: false, maxTextSize: 10_000_000 });
  });
  return page;
}

function bareRender(page: Page, fixture: Fixture, round: number): Promise<number> {
  const { text } = toMermaid(fixture.trace, { translate: english });
  return page.evaluate(
    async ([source, id]) => {
      const { mermaid } = window as unknown as {
        mermaid: { render(id: string, text: string): Promise<{ svg: string }> };
      };
      const start = performance.now();
      const { svg } = await mermaid.render(id, source);
      document.body.innerHTML = svg;
      return performance.now() - start;
    },
    [text, `bare${String(round)}`] as const,
  );
}

async function keystrokes(browser: PreviewBrowser, stock: Page): Promise<void> {
  for (const segments of [10, 50, 100]) {
    // So high that all segments are in view.
    const preview = await browser.open(long(segments), { height: 5000 });
    await preview.drawn();
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      const fixture = edited(segments, round);
      bare.push(await bareRender(stock, fixture, segments * 100 + round));
      ours.push(await untilShown(preview.page, messageOf(fixture, round + 2, WINDOW), `edit ${String(round)}`));
    }
    await preview.page.close();
    const ratio = (median(ours) / median(bare)).toFixed(2);
    console.log(
      `keystroke, ${String(segments)} segments in view: ${ms(median(ours))}, bare ${ms(median(bare))}, ratio ${ratio} (bar 1.1)`,
    );
  }
}

async function firstPicture(browser: PreviewBrowser, segments: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const preview = await browser.open(null);
    await preview.settled();
    times.push(await untilShown(preview.page, messageOf(long(segments), 1, { from: 0, to: 120 }), 'SYN seq=x'));
    await preview.page.close();
  }
  return median(times);
}

/** From the moment that the steps of a new part arrive until it fills the view. */
async function scrolling(preview: Preview, fixture: Fixture): Promise<number[]> {
  const times: number[] = [];
  preview.silent = true;
  for (let part = 1; part <= ROUNDS; part++) {
    const from = part * 400;
    await preview.page.locator('.viewport').evaluate((element, top) => (element.scrollTop = top), from * 46);
    await preview.settled();
    const shown = resultOf(fixture, 1, { from: Math.max(0, from - 60), to: from + 80 });
    const message: StepsMessage = { type: 'steps', uri: 'file:///a.tcp', shown };
    const step = fixture.trace.steps[from + 6];
    const text = step?.kind === 'segment' ? `seq=${step.seq ?? ''} ack=${step.ack ?? ''}` : '';
    times.push(await untilShown(preview.page, message, text));
  }
  return times;
}

/** A plot with so many marks: half of them data, half of them acknowledgments, now and then a loss. */
function plotOf(count: number): PlotData {
  const all = Array.from({ length: count }, (_, i) => i);
  const low = all.map((i) => (i >> 1) * 1448);
  const counts = { segments: count / 2, bytes: count * 724, retransmissions: 0, lost: count / 200, zeroWindows: 0 };
  return {
    direction: { from: 'C', to: 'S', fromPort: null, toPort: null, counts },
    kinds: all.map((i) => (i % 2 === 1 ? 'k' : i % 200 === 0 ? 'l' : 'd')).join(''),
    flags: '-'.repeat(count),
    lines: all,
    order: all,
    times: all.map((i) => i * 100 + ((i * 7919) % 90)),
    low,
    high: low.map((at, i) => at + (i % 2 === 1 ? 65_535 : 1448)),
    nominal: 0,
  };
}

/** How long a frame takes while the plot is zoomed, and then panned: 60 a second are 16.7 ms each. */
async function plotFrames(page: Page): Promise<void> {
  const box = await page.locator('.plot-view').boundingBox();
  if (!box) throw new Error('there is no plot');
  const times = await page.evaluate(
    async ([x, y]) => {
      const view = document.querySelector('.plot-view');
      const found: number[] = [];
      for (let i = 0; i < 80; i++) {
        const start = performance.now();
        const place = { clientX: i < 40 ? x : x + i * 2, clientY: y, bubbles: true, cancelable: true };
        if (i < 40) view?.dispatchEvent(new WheelEvent('wheel', { ...place, deltaY: i < 20 ? -40 : 40 }));
        else view?.dispatchEvent(new MouseEvent(i === 40 ? 'pointerdown' : 'pointermove', place));
        // What is drawn in a frame is drawn when the task behind it runs.
        const before = performance.now() - start;
        const drawn = await new Promise<number>((resolve) => {
          requestAnimationFrame(() => {
            const begun = performance.now();
            setTimeout(() => resolve(performance.now() - begun));
          });
        });
        found.push(before + drawn);
      }
      return found;
    },
    [box.x + box.width / 2, box.y + box.height / 2] as const,
  );
  const sorted = times.toSorted((a, b) => a - b);
  const slow = ms(sorted[Math.floor(sorted.length * 0.9)] ?? NaN);
  console.log(
    `zooming and panning 100,000 marks: a frame takes ${ms(median(times))}, 9 of 10 at most ${slow} (bar 16.7 ms)`,
  );
}

/** From the moment that a plot arrives in the page until the frame in which it is painted. */
async function firstPlot(browser: PreviewBrowser): Promise<number> {
  const plot = plotOf(100_000);
  const words = plotWords(plot, (name) => name, english);
  const result = { version: 1, index: 0, title: '', names: ['C → S', 'S → C'], direction: 0, plot, words };
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const preview = await browser.open(long(100), { width: 1400 });
    await preview.drawn();
    await preview.page.locator('[data-tool="plot"]').click();
    await preview.settled();
    const message = { type: 'plot', uri: 'file:///a.tcp', result } as const;
    times.push(
      await preview.page.evaluate(
        (data) =>
          new Promise<number>((resolve) => {
            // As the extension sends them (client/preview/columns.ts).
            const { plot } = data.result;
            const [order, times, low, high] = [plot.order, plot.times, plot.low, plot.high].map((column) =>
              Float64Array.from<number | null>(column, (value) => value ?? NaN),
            );
            const packed = { ...plot, lines: Int32Array.from(plot.lines), order, times, low, high };
            const start = performance.now();
            const observer = new MutationObserver(() => {
              if (!document.querySelector('.plot-view .plot-ack')) return;
              observer.disconnect();
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
            });
            observer.observe(document.body, { subtree: true, childList: true });
            window.postMessage({ ...data, result: { ...data.result, plot: packed } }, '*');
          }),
        message,
      ),
    );
    if (round === 0) await plotFrames(preview.page);
    await preview.page.close();
  }
  return median(times);
}

/** Whole processes that make an SVG of 100 segments: ours, and Mermaid's command line where `MMDC` names it (it is 500 MB). */
async function exportProcess(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'handshake-bench-'));
  const file = (name: string): string => path.join(folder, name);
  try {
    const lines = Array.from({ length: 48 }, (_, i) => [
      `C -> S PSH,ACK seq=${String(1 + i * 100)} ack=1 len=100`,
      `C <- S ACK seq=1 ack=${String(101 + i * 100)}`,
    ]);
    const open = ['client C', 'server S', 'C -> S SYN seq=0', 'C <- S SYN,ACK seq=0 ack=1', 'C -> S ACK seq=1 ack=1'];
    const text = `${[...open, ...lines.flat(), 'C -> S FIN,ACK seq=4801 ack=1'].join('\n')}\n`;
    const analysis = analyze(text, { severities: {} });
    const [diagram] = analysis.diagrams;
    if (!diagram) throw new Error('there is no diagram');
    await writeFile(file('a.tcp'), text);
    await writeFile(file('a.mmd'), toMermaid(analysis.trace(diagram), { translate: english }).text);
    await writeFile(
      file('browser.json'),
      JSON.stringify({ executablePath: await findBrowser(), args: ['--no-sandbox'] }),
    );
    const time = (command: string, ...args: string[]): number => {
      const start = performance.now();
      const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      return performance.now() - start;
    };
    const { MMDC: mmdc } = process.env;
    const svg = ['--to', 'svg', '--out', file('a.svg'), '--force'];
    const [all, others]: [number[], number[]] = [[], []];
    // In turn: what else the machine does is the same for both.
    for (let round = 0; round < ROUNDS; round++) {
      all.push(time(process.execPath, 'dist/cli.js', 'export', file('a.tcp'), ...svg));
      if (mmdc !== undefined)
        others.push(time(mmdc, '-i', file('a.mmd'), '-o', file('b.svg'), '-p', file('browser.json')));
    }
    const [ours, theirs] = [median(all), median(others)];
    const compared =
      mmdc === undefined
        ? 'MMDC=…/mmdc compares it'
        : `mmdc ${ms(theirs)}, ${(theirs / ours).toFixed(1)} times as long (bar 10)`;
    console.log(`export --to svg of 100 segments, a whole process: ${ms(ours)}, ${compared}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const browser = await PreviewBrowser.start();
try {
  const stock = await stockMermaid(browser);
  await keystrokes(browser, stock);
  const [small, large] = [await firstPicture(browser, 100), await firstPicture(browser, 5000)];
  const plotted = await firstPlot(browser);
  console.log(
    `first plot of 100,000 marks: ${ms(plotted)}, ${(plotted / small).toFixed(2)} times the picture of 100 (bar 2)`,
  );
  await exportProcess();
  const bare = await bareRender(stock, long(5000), 1);
  console.log(
    `first picture: 100 segments ${ms(small)}, 5,000 segments ${ms(large)}, ratio ${(large / small).toFixed(2)} (bar 1.5)`,
  );
  console.log(`bare render of 5,000 segments: ${ms(bare)}, ${(bare / large).toFixed(0)} times as long (bar 30)`);
  const fixture = long(5000);
  const preview = await browser.open(fixture);
  await preview.drawn();
  console.log(
    `scrolling through 5,000 segments: ${ms(median(await scrolling(preview, fixture)))} a window (bar 100 ms)`,
  );
} finally {
  await browser.stop();
}
