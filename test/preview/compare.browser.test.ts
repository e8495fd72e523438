import assert from 'node:assert/strict';
import type { PreviewState } from '../../src/protocol/index.ts';
import { comparison, handshake } from './fixtures.ts';
import { PreviewBrowser, type Preview } from './page.ts';

describe('the comparison in the preview', function () {
  this.timeout(60_000);
  let browser: PreviewBrowser;
  before(async () => {
    browser = await PreviewBrowser.start();
  });
  after(() => browser.stop());

  const open = async (theme: 'light' | 'hc-dark' = 'light', height = 420): Promise<Preview> => {
    const preview = await browser.open(handshake(), { theme, height });
    await preview.drawn();
    await preview.send(comparison());
    await preview.page.locator('.compare-bar').waitFor();
    await preview.settled();
    return preview;
  };

  it('says what it is compared with, counts the changes, and marks each by a sign and not by its colour alone', async () => {
    const preview = await open('light', 1200);
    const { page } = preview;
    assert.match(
      (await page.locator('.compare-bar').textContent()) ?? '',
      /Compared with the saved file.*Added: 2.*Removed: 1.*Changed: 2/,
    );
    for (const [kind, count] of [
      ['added', 2],
      ['removed', 1],
      ['changed', 2],
    ] as const) {
      assert.equal(await page.locator(`.row.${kind}`).count(), count, kind);
      assert.equal(await page.locator(`.row.${kind} .change-mark`).count(), count, `${kind}: the sign`);
    }
    assert.match((await page.locator('.row.changed .remark').first().textContent()) ?? '', /was "GET \/"/);
    const labels = await page
      .locator('.rows button')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    assert.deepEqual(
      ['Added.', 'Removed.', 'Changed.'].map((word) => labels.filter((label) => label.startsWith(word)).length),
      [2, 1, 2],
    );
    await page.close();
  });

  it('buttons and keys go from change to change, round and round, and the editor follows', async () => {
    const preview = await open();
    const { page } = preview;
    const row = () => page.locator('.rows button[data-change="true"]').getAttribute('data-row');
    const next = page.getByRole('button', { name: 'Next change' });
    const seen: (string | null)[] = [];
    for (let i = 0; i < 5; i++) {
      await next.click();
      await preview.settled();
      seen.push(await row());
    }
    // Rows next to each other are one change.
    assert.equal(new Set(seen).size, 4);
    assert.equal(seen[4], seen[0]);
    await page.locator('.viewport').press('p');
    await preview.settled();
    assert.equal(await row(), seen[3]);
    await page.locator('.viewport').press('n');
    await preview.settled();
    assert.equal(await row(), seen[0]);
    const shown = comparison().shown ?? assert.fail();
    const lines = (await preview.sent('reveal')).map(({ line }) => line);
    assert.deepEqual(
      lines.slice(0, 2),
      seen.slice(0, 2).map((index) => shown.overview.lines[Number(index)]),
    );
    await page.close();
  });

  it('is left by a button, and the picture is as it was', async () => {
    const preview = await open();
    const { page } = preview;
    await page.getByRole('button', { name: 'Leave the comparison' }).click();
    assert.deepEqual(
      (await preview.sent('compare')).map((message) => message.with),
      [null],
    );
    await preview.edit(handshake());
    await page.locator('.compare-bar').waitFor({ state: 'hidden' });
    await preview.settled();
    assert.equal(await page.locator('.change-mark').count(), 0);
    await page.close();
  });

  it('is kept over a reload: it is asked for before the first picture', async () => {
    const first = await open();
    const kept = (preview: Preview): Promise<PreviewState> =>
      preview.page.evaluate(() => (window as unknown as { kept: PreviewState }).kept);
    const state = await kept(first);
    assert.deepEqual(state.baseline, { kind: 'saved' });
    await first.page.close();
    const baseline = { kind: 'revision', ref: 'v1', name: 'v1' } as const;
    const preview = await browser.open(handshake(), { state: { ...state, baseline } });
    await preview.drawn();
    assert.deepEqual(
      (await preview.sent('compare')).map((message) => message.with),
      [baseline],
    );
    // It is not there any more: nothing is compared, and nothing is kept.
    assert.equal(await preview.page.locator('.compare-bar').isVisible(), false);
    assert.equal((await kept(preview)).baseline, undefined);
    await preview.page.close();
  });

  it('is asked for in the menu, as in the palette', async () => {
    const preview = await browser.open(handshake());
    await preview.drawn();
    for (const name of ['Compare with Saved', 'Compare with Git Revision…']) {
      await preview.page.locator('[data-tool="look"]').click();
      await preview.page.getByRole('menuitem', { name }).click();
    }
    assert.deepEqual(
      (await preview.sent('compare')).map((message) => message.with),
      ['saved', 'revision'],
    );
    await preview.page.close();
  });

  it('without any difference says so', async () => {
    const preview = await browser.open(handshake());
    await preview.drawn();
    const message = comparison();
    const shown = message.shown ?? assert.fail();
    const changes = '='.repeat(shown.overview.changes.length);
    await preview.send({ ...message, shown: { ...shown, overview: { ...shown.overview, changes } } });
    await preview.page.locator('.change-counts', { hasText: 'No differences' }).waitFor();
    assert.equal(await preview.page.getByRole('button', { name: 'Next change' }).isDisabled(), true);
    await preview.page.close();
  });

  it('is saved as it is shown, without a style sheet', async () => {
    const preview = await open();
    await preview.page.locator('[data-tool="export"]').click();
    await preview.page.getByRole('menuitem', { name: 'Save as SVG…' }).click();
    await preview.settled();
    const [saved] = await preview.sent('save');
    assert.match(saved?.text ?? '', /text-decoration="line-through"/);
    assert.equal((saved?.text?.match(/stroke="#1a7f37"/g) ?? []).length, 2, 'the signs of what was added');
    await preview.page.close();
  });

  it('is open to everyone', async () => {
    for (const theme of ['light', 'hc-dark'] as const) {
      const preview = await open(theme);
      assert.deepEqual(await preview.violations(), []);
      assert.deepEqual(await preview.complaints(), []);
      await preview.page.close();
    }
  });
});
