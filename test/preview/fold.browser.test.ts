import assert from 'node:assert/strict';
import { transfer } from './fixtures.ts';
import { PreviewBrowser, type OpenOptions, type Preview } from './page.ts';

describe('runs in the preview', function () {
  this.timeout(60_000);
  let browser: PreviewBrowser;
  before(async () => {
    browser = await PreviewBrowser.start();
  });
  after(() => browser.stop());

  const open = async (text: string, options: OpenOptions = {}): Promise<Preview> => {
    const preview = await browser.open(null, { ...options, text });
    await preview.drawn();
    return preview;
  };
  const names = (preview: Preview): Promise<string[]> =>
    preview.page.locator('.rows button').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
  const fold = (preview: Preview) => preview.page.locator('.rows button[aria-expanded]').first();

  it('of a long diagram are folded by themselves, and opened and closed by a click', async () => {
    const preview = await open(transfer(400));
    const all = await names(preview);
    assert.equal(all.length, 5);
    assert.equal(all[3], '600 segments, 400,000 bytes.');
    assert.match(all[4] ?? '', /^Client to Server: FIN, ACK/);
    assert.equal(await fold(preview).getAttribute('aria-expanded'), 'false');
    await fold(preview).click();
    await preview.page.locator('.rows button[aria-expanded="true"]').waitFor();
    await preview.settled();
    assert.match((await names(preview))[4] ?? '', /^Client to Server: PSH, ACK seq=1 /);
    assert.deepEqual((await preview.sent('reveal')).at(-1), { type: 'reveal', line: 6, focus: false });
    await fold(preview).click();
    await preview.page.locator('.rows button[aria-expanded="false"]').waitFor();
    await preview.settled();
    assert.equal((await names(preview)).length, 5);
    assert.deepEqual(await preview.complaints(), []);
    await preview.page.close();
  });

  it('are opened and closed by keys, and the focus stays on their row', async () => {
    const preview = await open(transfer(400));
    await fold(preview).focus();
    for (const [key, state] of [
      ['Enter', 'true'],
      ['Space', 'false'],
    ] as const) {
      await preview.page.keyboard.press(key);
      await preview.page.locator(`.rows button[aria-expanded="${state}"]`).waitFor();
      await preview.settled();
      assert.equal(await preview.page.evaluate(() => document.activeElement?.getAttribute('aria-expanded')), state);
    }
    await preview.page.close();
  });

  it('stay open while the text is written, and over a reload', async () => {
    const preview = await open(transfer(400));
    await fold(preview).click();
    await preview.page.locator('.rows button[aria-expanded="true"]').waitFor();
    const [said] = await preview.sent('fold');
    assert.deepEqual(said?.fold, { on: null, open: [6] });
    // The extension moves the lines that are open with the text.
    await preview.retype(`# a line more\n${transfer(400)}`, { on: null, open: [7] });
    await preview.settled();
    assert.equal(await fold(preview).getAttribute('aria-expanded'), 'true');
    await preview.page.locator('.viewport').evaluate((viewport) => viewport.scrollTo(0, 50));
    await preview.settled();
    const kept = await preview.page.evaluate(() => (window as unknown as { kept: { fold: unknown } }).kept);
    assert.deepEqual(kept.fold, { on: null, open: [7] });
    await preview.page.close();
  });

  it('the cursor of the editor inside of a folded run is shown at its row; a click on a segment goes to its line', async () => {
    const preview = await open(transfer(400));
    const cursor = () => preview.page.locator('.rows button[data-cursor="true"]').getAttribute('aria-label');
    await preview.send({ type: 'cursor', line: 300 });
    await preview.settled();
    assert.equal(await cursor(), '600 segments, 400,000 bytes.');
    await fold(preview).click();
    await preview.page.locator('.rows button[aria-expanded="true"]').waitFor();
    await preview.send({ type: 'cursor', line: 6 });
    await preview.settled();
    assert.match((await cursor()) ?? '', /^Client to Server: PSH, ACK seq=1 /);
    await preview.page.locator('.rows button[data-line="8"]').click();
    assert.deepEqual((await preview.sent('reveal')).at(-1), { type: 'reveal', line: 8, focus: true });
    await preview.page.close();
  });

  it('are folded and shown by a switch in the menu', async () => {
    const preview = await open(transfer(20));
    const turn = async (): Promise<void> => {
      await preview.page.locator('[data-tool="look"]').click();
      await preview.page.getByRole('menuitemcheckbox', { name: 'Fold runs' }).click();
      await preview.settled();
    };
    const count = () => preview.page.locator('.rows li').first().getAttribute('aria-setsize');
    assert.equal(await count(), '34');
    await turn();
    assert.equal(await count(), '5');
    await turn();
    assert.equal(await count(), '34');
    await preview.page.close();
  });

  it('are saved as they are shown, without what opens them', async () => {
    const preview = await open(transfer(400));
    await preview.page.locator('[data-tool="export"]').click();
    await preview.page.getByRole('menuitem', { name: 'Save as SVG…' }).click();
    await preview.settled();
    const [saved] = await preview.sent('save');
    assert.match(saved?.text ?? '', />600 segments, 400,000 bytes</);
    await preview.page.close();
  });

  it('are open to everyone', async () => {
    for (const theme of ['light', 'hc-dark'] as const) {
      const preview = await open(transfer(400), { theme, width: 420 });
      await preview.shot(`fold ${theme}`);
      assert.deepEqual(await preview.flaws(), []);
      assert.deepEqual(await preview.violations(), []);
      await preview.page.close();
    }
  });
});
