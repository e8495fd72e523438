// Takes the pictures of docs/preview.md anew: the page of the preview by itself, in a browser. With names as arguments, only those.
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Translate } from '../src/core/findings/finding.ts';
import { STRINGS } from '../src/preview/strings.ts';
import { connectionsText, crossingText, transfer } from '../test/preview/fixtures.ts';
import { PreviewBrowser, type OpenOptions, type Preview } from '../test/preview/page.ts';

const ROOT = path.resolve(fileURLToPath(import.meta.url), '../..');
const OUT = path.join(ROOT, 'docs/images/preview');
/** Nobody wants to wait for a picture of a page of documentation. */
const MOST_BYTES = 60_000;

const example = (name: string): Promise<string> => readFile(path.join(ROOT, 'examples', name), 'utf8');
const bundle = JSON.parse(await readFile(path.join(ROOT, 'l10n/bundle.l10n.zh-cn.json'), 'utf8')) as Record<
  string,
  string
>;
const chinese: Translate = (template, args) =>
  (bundle[template] ?? template).replace(/\{(\w+)\}/g, (whole, key: string) => String(args[key] ?? whole));
const CHINESE: OpenOptions = {
  translate: chinese,
  config: { language: 'zh-cn', strings: Object.fromEntries(STRINGS.map((key) => [key, bundle[key] ?? key])) },
};

const tool = (preview: Preview, name: string): Promise<void> => preview.page.locator(`[data-tool="${name}"]`).click();

interface Shot {
  readonly text: string;
  readonly options: OpenOptions & { readonly width: number; readonly height: number };
  /** What the reader does before the picture is taken. */
  readonly act?: (preview: Preview) => Promise<void>;
}

const handshake = await example('handshake.tcp');
const loss = await example('retransmission.tcp');

const SHOTS: Readonly<Record<string, Shot>> = {
  light: { text: handshake, options: { width: 560, height: 330 } },
  wrong: {
    text: handshake.replace(/(SYN,ACK .*ack=x)\+1/, '$1'),
    options: { theme: 'dark', width: 620, height: 400 },
  },
  steps: {
    text: await example('丢包与重传.tcp'),
    options: { ...CHINESE, theme: 'hc-dark', width: 900, height: 420 },
    act: async (preview) => {
      await tool(preview, 'steps');
      for (let i = 0; i < 5; i++) await preview.page.keyboard.press('ArrowRight');
    },
  },
  narrow: { text: await example('四次挥手.tcp'), options: { ...CHINESE, width: 340, height: 460 } },
  slanted: { text: crossingText, options: { width: 560, height: 360 } },
  time: {
    text: crossingText,
    options: { ...CHINESE, theme: 'dark', width: 600, height: 420 },
    act: async (preview) => {
      await tool(preview, 'look');
      await preview.page.getByRole('menuitemcheckbox').last().click();
      await preview.page.locator('.time').first().waitFor({ state: 'attached' });
    },
  },
  connections: {
    text: connectionsText,
    options: { width: 640, height: 420 },
    act: (preview) => preview.page.locator('.legend button').nth(1).click(),
  },
  menu: {
    text: loss,
    options: { theme: 'hc-light', width: 560, height: 420 },
    act: (preview) => tool(preview, 'look'),
  },
  compared: {
    text: `${loss
      .replace(/note over C.*\n/, '')
      .replace('ack=501', 'ack=501 win=2000')
      .trimEnd()}\n...\nclose C\nC -> S FIN,ACK seq=501 ack=1\n`,
    options: { before: loss, width: 620, height: 520 },
    act: async ({ page }) => {
      for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'Next change' }).click();
    },
  },
  folded: { text: transfer(400), options: { theme: 'dark', width: 560, height: 330 } },
  unfolded: {
    text: transfer(400),
    options: { ...CHINESE, width: 560, height: 420 },
    act: async (preview) => {
      await preview.page.locator('.rows button[aria-expanded]').click();
      await preview.page.locator('.rows button[aria-expanded="true"]').waitFor();
    },
  },
  plot: {
    text: transfer(60),
    options: { width: 980, height: 420 },
    act: async (preview) => {
      await tool(preview, 'plot');
      await preview.page.locator('.plot-view .plot-ack').first().waitFor({ state: 'attached' });
    },
  },
};

await mkdir(OUT, { recursive: true });
const wanted = process.argv.slice(2);
const browser = await PreviewBrowser.start();
try {
  for (const [name, { text, options, act }] of Object.entries(SHOTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const preview = await browser.open(null, { ...options, text });
    await preview.drawn();
    await act?.(preview);
    await preview.settled();
    const flaws = [...(await preview.flaws()), ...(await preview.complaints())];
    if (flaws.length > 0) throw new Error(`${name}: ${flaws.join('; ')}`);
    const file = path.join(OUT, `${name}.png`);
    await preview.page.screenshot({ path: file, animations: 'disabled' });
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw new Error(`${name}.png has ${String(size)} bytes`);
    console.log(`docs/images/preview/${name}.png  ${(size / 1000).toFixed(0)} kB`);
    await preview.page.close();
  }
} finally {
  await browser.stop();
}
