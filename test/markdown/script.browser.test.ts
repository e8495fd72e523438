import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import MarkdownIt from 'markdown-it';
import type { Page } from 'playwright-core';
import { tcpFence } from '../../src/markdown/plugin.ts';
import { hostileTexts } from '../preview/fixtures.ts';
import { bundle } from '../preview/browser.ts';
import { PreviewBrowser } from '../preview/page.ts';
import { THEMES } from '../preview/themes.ts';

const md = tcpFence(new MarkdownIt());

const NOTE = (ack: string): string => `# Handshake

Text before.

\`\`\`tcp
diagram TCP 三次握手
client C as 客户端
server S as 服务器
C -> S SYN seq=x
S -> C SYN,ACK seq=y ack=${ack}
C -> S ACK seq=x+1 ack=y+1
note over C,S: <img src=x onerror="window.hacked=1">
\`\`\`

\`\`\`mermaid
sequenceDiagram
A->>B: not ours
\`\`\`

Text behind.
`;

/** A note with a long diagram; `ack` is what the server acknowledges first. */
const longNote = (segments: number, ack: string): string => {
  const data = Array.from({ length: segments }, (_, i) => `C -> S ACK seq=x+${String(i + 1)} ack=y+1 len=1`);
  const lines = ['client C', 'server S', 'C -> S SYN seq=x', `S -> C SYN,ACK seq=y ack=${ack}`, ...data];
  return ['# Long', '', '```tcp', ...lines, '```', ''].join('\n');
};

/** Stands for VS Code's own Mermaid support: it draws every `.mermaid` of the page, again after each change. */
const BUILT_IN = `window.addEventListener('load', () => {
  const draw = () => document.querySelectorAll('.mermaid').forEach((e) => { e.innerHTML = '<svg class="theirs"></svg>'; });
  draw(); window.addEventListener('vscode.markdown.updateContent', draw);
});`;

describe('the script of the Markdown preview', function () {
  this.timeout(60_000);
  let browser: PreviewBrowser;
  let script = '';
  let style = '';

  before(async () => {
    [browser, script, style] = await Promise.all([
      PreviewBrowser.start(),
      bundle('dist/markdown-preview.js'),
      readFile('media/markdown-preview.css', 'utf8'),
    ]);
  });
  after(async () => {
    await browser.stop();
  });

  /** A page as VS Code 1.100 makes it: an async classic script, and a policy without eval and without network. */
  async function open(markdown: string, builtIn = false): Promise<Page> {
    browser.serve('/markdown-preview.js', 'text/javascript', script);
    browser.serve('/markdown-preview.css', 'text/css', style);
    const variables = Object.entries(THEMES.dark.variables).map(([name, value]) => `--vscode-${name}: ${value};`);
    const policy = `default-src 'none'; img-src 'self' https: data:; media-src 'self' https:; script-src 'nonce-n'; style-src 'self' 'unsafe-inline' https: data:; font-src 'self' https: data:`;
    const html = `<!DOCTYPE html><html style="${variables.join(' ').replaceAll('"', '&quot;')}"><head><meta charset="utf-8">
<script nonce="n">window.violations = []; document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective));${builtIn ? BUILT_IN : ''}</script>
<link rel="stylesheet" href="/markdown-preview.css"></head>
<body class="vscode-body vscode-dark" style="background: #1f1f1f; color: #ccc; font: 14px sans-serif">
${md.render(markdown)}
<script async src="/markdown-preview.js" nonce="n"></script></body></html>`;
    const page = await browser.newPage();
    await page.goto(browser.serve('/note', 'text/html', html, policy));
    return page;
  }

  const update = (page: Page, markdown: string): Promise<void> =>
    page.evaluate((html) => {
      document.body.innerHTML = html;
      window.dispatchEvent(new CustomEvent('vscode.markdown.updateContent'));
    }, md.render(markdown));

  const picture = '.tcp-diagram > svg.hs-picture';

  async function finish(page: Page): Promise<void> {
    const complaints = await page.evaluate(() => {
      const { violations, hacked } = window as unknown as { violations: string[]; hacked?: unknown };
      return hacked === undefined ? violations : [...violations, 'hacked'];
    });
    await page.close();
    assert.deepEqual(complaints, []);
  }

  it('draws with the look of the preview, and touches nobody else’s diagrams', async () => {
    const page = await open(NOTE('x+1'));
    await page.locator(picture).waitFor();
    assert.deepEqual(await page.locator(`${picture} .messageText`).allTextContents(), [
      'SYN seq=x',
      'SYN, ACK seq=y ack=x+1',
      'ACK seq=x+1 ack=y+1',
    ]);
    assert.deepEqual(await page.locator(`${picture} .band-name`).allTextContents(), ['Handshake']);
    assert.equal(await page.locator('.tcp-diagram > pre').isVisible(), false);
    assert.match(await page.locator('code.language-mermaid').innerText(), /not ours/);
    const folder = process.env['SCREENSHOTS'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/markdown.png`, fullPage: true });
    await finish(page);
  });

  it('is drawn once where VS Code draws Mermaid itself', async () => {
    const page = await open(NOTE('x+1'), true);
    await page.locator(picture).waitFor();
    assert.equal(await page.locator('.tcp-diagram').locator('svg:visible').count(), 1);
    await finish(page);
  });

  it('loads Mermaid only where there is a diagram', async () => {
    const loaded = (page: Page): Promise<boolean> =>
      page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/mermaid.js')));
    const plain = await open('# No diagram\n\n```js\nlet a;\n```\n');
    await plain.waitForTimeout(200);
    assert.equal(await loaded(plain), false);
    await finish(plain);
    const page = await open(NOTE('x+1'));
    await page.locator(picture).waitFor();
    assert.equal(await loaded(page), true);
    await finish(page);
  });

  it('draws of a diagram of thousands of segments what is in view, and stays where it was', async () => {
    const page = await open(longNote(3000, 'x+1'));
    const rows = page.locator('.hs-view .all-rows > .row');
    await rows.first().waitFor();
    assert.ok((await rows.count()) < 80, 'no more than the view and a margin');
    await page.locator('.hs-view .viewport').evaluate((element) => (element.scrollTop = 60_000));
    await page
      .locator('.hs-view .messageText', { hasText: /seq=x\+1[34]\d\d / })
      .first()
      .waitFor();
    assert.ok((await rows.count()) < 80);
    await update(page, longNote(3000, 'x'));
    await page.locator('.tcp-problems li').first().waitFor();
    await page
      .locator('.hs-view .messageText', { hasText: /seq=x\+1[34]\d\d / })
      .first()
      .waitFor();
    const top = await page.locator('.hs-view .viewport').evaluate((element) => element.scrollTop);
    assert.ok(Math.abs(top - 60_000) < 100, String(top));
    // Somebody else's Mermaid would draw for a minute.
    assert.equal(await page.locator('.tcp-diagram .mermaid').count(), 0);
    await finish(page);
  });

  it('hostile names, notes, labels and titles get nothing through', async () => {
    const lines = hostileTexts
      .filter((text) => !/[\n\r\p{Cc}]/u.test(text))
      .flatMap((text) => [
        `note over A: ${text}`,
        `participant "${text.replaceAll('"', "'")}" as "${text.replaceAll('"', "'")}"`,
        `A -> B SYN seq=x "${text.replaceAll('"', "'")}"`,
      ]);
    const title = hostileTexts.filter((text) => !/[\n\r\p{Cc}]/u.test(text)).join(' ');
    // What could end the fence is Markdown's business, not ours.
    const content = [`diagram ${title}`, ...lines].filter((line) => !/^\s*`{3}/.test(line));
    const note = ['```tcp', ...content, '```', ''].join('\n');
    const page = await open(note);
    await page.locator('.tcp-diagram > .hs-shown').first().waitFor();
    const bad =
      'script:not([nonce]), img, iframe, a, image, foreignObject, object, embed, form, [onerror], [onload], [onclick], [onmouseover]';
    assert.equal(await page.locator(`.tcp-diagram :is(${bad}), .tcp-problems :is(${bad})`).count(), 0);
    assert.equal(await page.locator('.tcp-diagram style').count(), 0);
    await finish(page);
  });

  it('follows the text, and is there again at once where it did not change', async () => {
    const page = await open(NOTE('x+1'));
    await page.locator(picture).waitFor();
    await update(page, NOTE('x'));
    // Until the new picture is drawn, the old one stands in.
    assert.equal(await page.locator(picture).count(), 1);
    await page.locator(`${picture} .row.has-error`).waitFor();
    assert.equal(await page.locator('.tcp-problems li').count(), 1);
    await update(page, NOTE('x+1'));
    assert.equal(await page.locator(`${picture}:not(.tcp-stale) .has-error`).count(), 0);
    assert.equal(await page.locator(picture).count(), 1);
    await finish(page);
  });
});
