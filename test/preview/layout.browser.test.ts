import assert from 'node:assert/strict';
import { STRINGS } from '../../src/preview/strings.ts';
import { chinese, inChinese } from './chinese.ts';
import {
  comparison,
  connections,
  crossing,
  handshake,
  messageOf,
  resultOf,
  summaryOf,
  threeParties,
  transfer,
  trouble,
  type Fixture,
} from './fixtures.ts';
import { PreviewBrowser, type Preview } from './page.ts';
import { plotOf } from './plots.ts';
import { allPairs, type Choice } from './pairs.ts';

const AXES = {
  width: [320, 420, 600, 860, 1100, 1600],
  height: [300, 600, 1000],
  problems: [0, 1, 30],
  situation: [
    'plain',
    'stepper',
    'menu',
    'view menu',
    'several',
    'stale',
    'empty',
    'loading',
    'three hosts',
    'connections',
    'slanted',
    'spaced by time',
    'plot',
    'compared',
    'folded',
    'unfolded',
  ],
  language: ['en', 'zh-cn'],
  theme: ['light', 'dark', 'hc-light', 'hc-dark'],
} as const;

const STRINGS_ZH = inChinese(STRINGS);

/** What is shown where it is not the usual diagram. */
const FIXTURES: Readonly<Record<string, (() => Fixture) | undefined>> = {
  'three hosts': threeParties,
  connections,
  slanted: crossing,
  'spaced by time': crossing,
};

/** A fixture with so many problems. */
function withProblems(fixture: Fixture, count: number): Fixture {
  const lines = fixture.trace.steps.map(({ line }) => line);
  const problems = Array.from({ length: count }, (_, i) => ({
    line: lines[i % lines.length] ?? 0,
    from: 0,
    to: 3,
    severity: (['error', 'warning', 'info'] as const)[i % 3] ?? 'error',
    code: 'retransmission-unmarked',
    message: `ack should be x+${String(i)}, not x: the SYN on line 3 occupies one sequence number of the other direction`,
  }));
  return { ...fixture, problems };
}

describe('the layout of the preview', function () {
  this.timeout(60_000);
  let browser: PreviewBrowser;
  before(async () => {
    browser = await PreviewBrowser.start();
  });
  after(() => browser.stop());

  const show = async (choice: Choice<typeof AXES>): Promise<Preview> => {
    const { width, height, language, theme, situation } = choice;
    const base = FIXTURES[situation] ?? trouble;
    const fixture = withProblems(base(), choice.problems);
    const translated = language === 'zh-cn';
    const translate = translated ? chinese : undefined;
    const preview = await browser.open(situation === 'empty' ? null : fixture, {
      theme,
      width,
      height,
      translate,
      ...(situation.endsWith('folded') && { text: transfer(400) }),
      config: translated ? { language, strings: STRINGS_ZH } : { language },
    });
    const { page } = preview;
    if (situation === 'empty') await page.locator('.empty').waitFor();
    else await preview.drawn();
    const tool = (kind: string) => page.locator(`[data-tool="${kind}"]`);
    if (situation === 'stepper') {
      await tool('steps').click();
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
      await preview.settled();
      assert.equal(await page.locator('.stepper').isVisible(), true);
      assert.match((await page.locator('.stepper .count').textContent()) ?? '', /6/, 'the arrow keys step');
      assert.equal(await page.evaluate(() => document.activeElement?.closest('.stepper') !== null), true, 'focus');
    } else if (situation === 'menu') {
      await tool('export').click();
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'menuitem');
    } else if (situation === 'view menu') {
      await tool('look').click();
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'menuitemradio');
    } else if (situation === 'spaced by time') {
      await tool('look').click();
      await page.getByRole('menuitemcheckbox').last().click();
      await page.locator('.time').first().waitFor({ state: 'attached' });
      await preview.settled();
    } else if (situation === 'connections') {
      const chip = page.locator('.legend button').nth(1);
      await chip.click();
      await preview.settled();
      assert.equal(await chip.getAttribute('aria-pressed'), 'true');
      assert.ok((await page.locator('.row.other').count()) > 0, 'the others are faded');
      assert.equal(await page.locator('.row.other.cn-2').count(), 0);
    } else if (situation === 'plot') {
      await tool('plot').click();
      await preview.send({ type: 'plot', uri: 'file:///a.tcp', result: plotOf(null, translate) });
      await page.locator('.plot-view .plot-ack').first().waitFor({ state: 'attached' });
      await preview.settled();
    } else if (situation === 'unfolded') {
      await page.locator('.rows button[aria-expanded]').click();
      await page.locator('.rows button[aria-expanded="true"]').waitFor();
      await preview.settled();
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded')), 'true', 'focus');
    } else if (situation === 'compared') {
      await preview.send(comparison(translate));
      await page.locator('.compare-bar').waitFor();
      await preview.settled();
    } else if (situation === 'several') {
      const title = 'A rather long title of a diagram, as people write them in their notes';
      const diagrams = [summaryOf(fixture), { ...summaryOf(handshake(), 40), title }];
      await preview.send({ ...messageOf(fixture, 2, undefined, translate), diagrams });
      await page.locator('.toolbar select').waitFor();
      await preview.settled();
    } else if (situation === 'stale') {
      const line = fixture.trace.steps[1]?.line ?? 0;
      await preview.send({ type: 'cursor', line });
      const half = { ...resultOf(fixture, 2, undefined, 0, translate), complete: false, unreadable: [line] };
      await preview.send({ ...messageOf(fixture, 2), shown: half });
      await page.locator('.stale').waitFor();
    } else if (situation === 'loading') {
      preview.silent = true;
      await preview.send({
        ...messageOf(fixture, 3),
        shown: resultOf(fixture, 3, { from: 0, to: 0 }, 0, translate),
      });
      await page.locator('.loading').waitFor();
    }
    return preview;
  };

  for (const choice of allPairs(AXES)) {
    const { width, height, problems, situation, language, theme } = choice;
    const name = `${String(width)}×${String(height)}, ${situation}, problems: ${String(problems)}, ${language}, ${theme}`;
    it(name, async () => {
      const preview = await show(choice);
      await preview.shot(`layout ${name}`);
      assert.deepEqual(await preview.flaws(), []);
      await preview.page.close();
    });
  }

  it('the step-through gives the focus back when it is left', async () => {
    const preview = await show({
      width: 600,
      height: 600,
      problems: 1,
      situation: 'stepper',
      language: 'en',
      theme: 'light',
    });
    assert.equal(await preview.page.locator('.problems').getAttribute('open'), null);
    await preview.page.keyboard.press('Escape');
    assert.equal(await preview.page.evaluate(() => document.activeElement?.getAttribute('data-tool')), 'steps');
    assert.equal(await preview.page.locator('.problems').getAttribute('open'), '');
    await preview.page.close();
  });

  it('a page that is laid out badly would be found out', async () => {
    const preview = await browser.open(withProblems(trouble(), 3), { width: 600, height: 600 });
    await preview.drawn();
    await preview.page.addStyleTag({
      content:
        '.problems { margin-top: -60px } .tool { width: 12px !important } .viewport { font-size: 8px; --hs-size: 8px }',
    });
    const flaws = (await preview.flaws()).join('\n');
    assert.match(flaws, /overlap/);
    assert.match(flaws, /button.tool\S* is 12×24/);
    assert.match(flaws, /small letters/);
    await preview.page.close();
  });
});
