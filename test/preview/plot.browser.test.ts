import assert from 'node:assert/strict';
import type { PreviewState } from '../../src/protocol/index.ts';
import { trouble } from './fixtures.ts';
import { PreviewBrowser, type Preview } from './page.ts';
import { plotOf } from './plots.ts';

describe('the time–sequence plot of the preview', function () {
  this.timeout(60_000);
  let browser: PreviewBrowser;
  before(async () => {
    browser = await PreviewBrowser.start();
  });
  after(() => browser.stop());

  const open = async (width: number, theme: 'light' | 'dark' | 'hc-dark' | 'hc-light' = 'light'): Promise<Preview> => {
    const preview = await browser.open(trouble(), { width, height: 600, theme });
    await preview.drawn();
    await preview.page.locator('[data-tool="plot"]').click();
    assert.deepEqual(
      (await preview.sent('plot')).map(({ direction }) => direction),
      [null],
    );
    await preview.send({ type: 'plot', uri: 'file:///a.tcp', result: plotOf(null) });
    await preview.page.locator('.plot-view .plot-ack').first().waitFor({ state: 'attached' });
    await preview.settled();
    return preview;
  };

  it('stands beside the diagram where there is room, and else in its place', async () => {
    const wide = await open(1400);
    const box = async (selector: string) => wide.page.locator(selector).boundingBox();
    const [diagram, plot] = [await box('.viewport'), await box('.plot-pane')];
    assert.ok(diagram && plot && diagram.width > 400 && plot.x >= diagram.x + diagram.width - 1);
    await wide.page.close();
    const narrow = await open(500);
    assert.equal(await narrow.page.locator('.viewport').isVisible(), false);
    await narrow.page.locator('[data-tool="plot"]').click();
    assert.equal(await narrow.page.locator('.viewport').isVisible(), true);
    assert.equal(await narrow.page.locator('.plot-pane').isVisible(), false);
    await narrow.page.close();
  });

  for (const theme of ['light', 'dark', 'hc-dark', 'hc-light'] as const) {
    for (const width of [320, 600, 1400]) {
      it(`has no flaw in ${theme}, ${String(width)} wide, and is open to everyone`, async () => {
        const preview = await open(width, theme);
        await preview.shot(`plot ${theme} ${String(width)}`);
        assert.deepEqual(await preview.flaws(), []);
        assert.deepEqual(await preview.violations(), []);
        assert.deepEqual(await preview.complaints(), []);
        await preview.page.close();
      });
    }
  }

  it('is walked through by keys, told to a screen reader, and leads to the lines', async () => {
    const preview = await open(1000);
    const { page } = preview;
    await page.locator('.plot-view').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await preview.settled();
    assert.equal(await page.locator('.plot-tip').textContent(), 'Line 7: lost 1–1,001, 300 ms');
    assert.equal(await page.locator('[role="status"].sr-only').last().textContent(), 'Line 7: lost 1–1,001, 300 ms');
    await page.keyboard.press('Enter');
    assert.deepEqual((await preview.sent('reveal')).at(-1), { type: 'reveal', line: 6, focus: true });
    assert.match(
      (await page.locator('#plot-description').textContent()) ?? '',
      /Segments from Client to Server: 4\. Bytes: 3,000\./,
    );
    await page.close();
  });

  it('is zoomed by wheel and keys, dragged, and shown whole again', async () => {
    const preview = await open(1000);
    const { page } = preview;
    const ticks = async (): Promise<string> => (await page.locator('.plot-view .plot-tick').allTextContents()).join();
    const whole = await ticks();
    const box = await page.locator('.plot-view').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -400);
    await preview.settled();
    const near = await ticks();
    assert.notEqual(near, whole);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 160, box.y + box.height / 2 + 60, { steps: 4 });
    await page.mouse.up();
    await preview.settled();
    assert.notEqual(await ticks(), near);
    await page.locator('.plot-view').focus();
    await page.keyboard.press('0');
    await preview.settled();
    assert.equal(await ticks(), whole);
    await page.locator('[data-tool="clock"]').click();
    await preview.settled();
    assert.notEqual(await ticks(), whole, 'by line');
    await page.close();
  });

  it('is saved as SVG and PNG, and another direction is asked for', async () => {
    const preview = await open(1000);
    const { page } = preview;
    const [svg, png] = [page.locator('.plot-save').first(), page.locator('.plot-save').last()];
    await svg.click();
    await png.click();
    await page.waitForFunction(
      () => (window as unknown as { sent: { type: string }[] }).sent.filter(({ type }) => type === 'save').length === 2,
    );
    const saved = await preview.sent('save');
    assert.deepEqual(
      saved.map(({ format }) => format),
      ['plot', 'png'],
    );
    assert.match(saved[0]?.text ?? '', /^<svg [^]*Time–sequence plot: Client → Server/);
    await page.locator('.plot-bar select').selectOption('1');
    assert.deepEqual((await preview.sent('plot')).at(-1)?.direction, 1);
    await page.close();
  });

  it('is shown again after a reload, if it was shown', async () => {
    const first = await open(1400);
    const kept = await first.page.evaluate(() => (window as unknown as { kept: PreviewState }).kept);
    assert.equal(kept.plot, true);
    await first.page.close();
    const preview = await browser.open(trouble(), { width: 1400, state: kept });
    await preview.drawn();
    assert.equal(await preview.page.locator('.plot-pane').isVisible(), true);
    assert.equal(await preview.page.locator('[data-tool="plot"]').getAttribute('aria-pressed'), 'true');
    assert.deepEqual(
      (await preview.sent('plot')).map(({ direction }) => direction),
      [null],
    );
    await preview.page.close();
  });
});
