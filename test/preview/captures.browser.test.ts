import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/lib/browser.mjs';
import { CAPTURE_STRINGS } from '../../src/preview/captures/strings.ts';
import type { CaptureRow, CaptureSummary, CaptureVerdict, FromCapture, ToCapture } from '../../src/protocol/index.ts';
import { TestBrowser, TestedPage } from './browser.ts';
import { inChinese } from './chinese.ts';
import type { PageParts } from './flaws.ts';
import { allPairs, type Choice } from './pairs.ts';

const AXES = {
  width: [320, 420, 600, 860, 1100, 1600],
  height: [300, 600, 1000],
  situation: ['reading', 'none', 'one', 'selected', 'thousands', 'several', 'no match', 'damaged', 'cancelled'],
  language: ['en', 'zh-cn'],
  theme: ['light', 'dark', 'hc-light', 'hc-dark'],
} as const;

type Situation = (typeof AXES)['situation'][number];

/** A connection, every third of which has long addresses. */
function rowOf(number: number): CaptureRow {
  const long = number % 3 === 0;
  return {
    number,
    left: long
      ? `[2001:db8:1234:5678:9abc:def0:1234:${number.toString(16)}]:${50_000 + (number % 9000)}`
      : `10.0.2.${number % 250}:51000`,
    right: long ? '[2001:db8::1]:443' : '192.0.2.1:80',
    packets: number * 7,
    bytes: number * 1_234_567,
    seconds: number % 5 === 0 ? null : number * 1.5,
    flags: number % 2 === 0 ? 'SYN' : 'PSH,ACK',
  };
}

const verdictOf = (number: number): CaptureVerdict => ({
  number,
  errors: number % 4 === 0 ? 2 : 0,
  warnings: number % 5 === 0 ? 1 : 0,
  labels:
    number % 2 === 0
      ? [
          ['retransmission', 3],
          ['zero window', 1],
        ]
      : [],
});

const summaryOf = (count: number, parts: Partial<CaptureSummary> = {}): CaptureSummary => ({
  frames: count * 9,
  segments: count * 7,
  leftOut: [],
  damage: null,
  rows: Array.from({ length: count }, (_, i) => rowOf(i + 1)),
  ...parts,
});

const LEFT_OUT = ['UDP', 'ICMP', 'ARP', 'IPv6 hop-by-hop', 'packets cut by the snap length', '802.11 management'].map(
  (name, i) => ({ name, count: 12_345 * (i + 1) }),
);

const COUNTS: Readonly<Record<Situation, number>> = {
  reading: 0,
  none: 0,
  one: 1,
  selected: 1,
  thousands: 3000,
  several: 3000,
  'no match': 3000,
  damaged: 40,
  cancelled: 5,
};

/** The page of a capture, and what the extension does. */
class CapturePage extends TestedPage<FromCapture, ToCapture> {
  protected readonly parts: PageParts = {
    panels: '.bar, .lists, .state',
    whole: '.bar, .actions, .lists, .state, .nothing',
    scrolling: '.lists',
  };
  readonly #situation: Situation;

  constructor(page: Page, situation: Situation) {
    super(page);
    this.#situation = situation;
  }

  protected async answer(message: FromCapture): Promise<void> {
    if (message.type === 'ready') await this.#begin();
    if (message.type === 'segments')
      await this.send({
        type: 'segments',
        number: message.number,
        segments: Array.from({ length: 60 }, (_, i) => ({
          frame: i * 11 + 1,
          text: `Client -> Server PSH,ACK seq=${i * 1460 + 1} ack=1 len=1460 win=64240 <nop,nop,TS val 1 ecr 2>`,
        })),
      });
  }

  async #begin(): Promise<void> {
    const situation = this.#situation;
    if (situation === 'reading') {
      await this.send({ type: 'progress', read: 123_000_000, size: 1_234_000_000 });
      return;
    }
    const damage = situation === 'cancelled' ? 'cancelled' : 'a block says that it is 4,294,967,295 bytes long';
    const wrong = situation === 'damaged' || situation === 'cancelled' ? { damage, leftOut: LEFT_OUT } : {};
    const summary = summaryOf(COUNTS[situation], wrong);
    await this.send({ type: 'summary', summary });
    await this.send({ type: 'verdicts', verdicts: summary.rows.map(({ number }) => verdictOf(number)) });
  }
}

class CaptureBrowser extends TestBrowser {
  static async start(): Promise<CaptureBrowser> {
    const started = new CaptureBrowser(await launchBrowser());
    await started.serveParts(['capture.js'], 'capture.css');
    return started;
  }

  async open(situation: Situation, options: Partial<Choice<typeof AXES>> = {}): Promise<CapturePage> {
    const { width = 900, height = 600, language = 'en', theme = 'light' } = options;
    const page = await this.newPage();
    await page.setViewportSize({ width, height });
    const capture = new CapturePage(page, situation);
    await capture.listen();
    const config = { language, strings: language === 'en' ? {} : inChinese(CAPTURE_STRINGS) };
    await page.goto(this.serveWebview({ script: 'capture.js', styles: 'capture.css', config, theme: theme }));
    if (COUNTS[situation] > 0) await page.locator('#connections .row').first().waitFor();
    else
      await page
        .locator(situation === 'none' ? '.nothing:not([hidden])' : '.progress')
        .first()
        .waitFor();
    return capture;
  }
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return element === document.body ? 'body' : element?.id || element?.className || '';
  });

describe('the page of a capture', function () {
  this.timeout(60_000);
  let browser: CaptureBrowser;
  before(async () => {
    browser = await CaptureBrowser.start();
  });
  after(() => browser.stop());

  const show = async (choice: Choice<typeof AXES>): Promise<CapturePage> => {
    const { situation } = choice;
    const capture = await browser.open(situation, choice);
    const { page } = capture;
    const rows = page.locator('#connections .row');
    const sortedBy: Partial<Record<Situation, string>> = { thousands: 'problems', several: 'packets', damaged: 'left' };
    const column = sortedBy[situation];
    if (column !== undefined) await page.locator(`.column.${column} button`).click();
    if (situation === 'selected') {
      await rows.first().click();
      await page.locator('#segments .row').first().click();
      await page.locator('#segments .row[aria-selected="true"]').waitFor();
    } else if (situation === 'several') {
      await rows.first().click();
      await page.keyboard.press('Shift+PageDown');
    } else if (situation === 'no match') {
      await page.locator('.filter').fill('no such host');
      await page.locator('.nothing:not([hidden])').waitFor();
    }
    return capture;
  };

  for (const choice of allPairs(AXES)) {
    const { width, height, situation, language, theme } = choice;
    const name = `${String(width)}×${String(height)}, ${situation}, ${language}, ${theme}`;
    it(name, async () => {
      const capture = await show(choice);
      await capture.shot(`capture ${name}`);
      assert.deepEqual(await capture.flaws(), []);
      assert.deepEqual(await capture.complaints(), []);
      // A few rows are in sight, whatever the window is like.
      const seen = await capture.page
        .locator('.list:not([hidden])')
        .evaluateAll((lists) => lists.map((list) => list.clientHeight));
      assert.ok(
        seen.every((height) => height >= 72),
        `lists of ${seen.join(', ')} px`,
      );
      // The names of the columns stand over their columns.
      const columns = await capture.page.evaluate(() => {
        const lefts = (selector: string): number[] =>
          [...document.querySelectorAll(selector)].flatMap((cell) =>
            cell.getClientRects().length === 0 ? [] : [Math.round(cell.getBoundingClientRect().left)],
          );
        return [lefts('#connections .head > *'), lefts('#connections .row:first-child > *')];
      });
      if (columns[1]?.length !== 0) assert.deepEqual(columns[0], columns[1]);
      // Neither a number nor the name of a column is cut: half a number is a wrong one.
      const cut = await capture.page
        .locator('.count, .sort')
        .evaluateAll((cells) =>
          cells.flatMap((cell) => (cell.scrollWidth > cell.clientWidth + 1 ? [cell.textContent] : [])),
        );
      assert.deepEqual(cut, []);
      await capture.page.close();
    });
  }

  for (const theme of AXES.theme) {
    for (const situation of ['selected', 'damaged', 'no match', 'reading'] as const) {
      it(`has nothing that a checker of accessibility finds: ${situation}, ${theme}`, async () => {
        const capture = await show({ width: 860, height: 600, situation, language: 'en', theme });
        assert.deepEqual(await capture.violations(), []);
        await capture.page.close();
      });
    }
  }

  it('is used by keys alone, and shows where the focus is', async () => {
    const capture = await browser.open('thousands');
    const { page } = capture;
    const stops: string[] = [];
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      const stop = await focused(page);
      if (stop === 'body' || (stops.length > 0 && stop === stops[0])) break;
      stops.push(stop);
      const outline = await page.evaluate(() => {
        const { activeElement: element } = document;
        return element === null ? '' : getComputedStyle(element).outlineStyle;
      });
      assert.notEqual(outline, 'none', stop);
    }
    // Without a connection that is chosen, there is nothing to be done with it.
    assert.deepEqual(stops, ['filter', 'action', 'connections', ...Array.from({ length: 8 }, () => 'sort')]);
    await page.locator('#connections').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.locator('#connections .row.focused').getAttribute('data-index'), '1');
    await page.keyboard.press('End');
    const last = page.locator('#connections .row[data-index="2999"]');
    await last.waitFor();
    const [row, list] = [await last.boundingBox(), await page.locator('#connections').boundingBox()];
    assert.ok(row && list && row.y + row.height <= list.y + list.height + 1, 'the last row is in sight');
    await page.keyboard.press('Home');
    const first = page.locator('#connections .row[data-index="0"]');
    await first.waitFor();
    const [top, head] = [await first.boundingBox(), await page.locator('.head').boundingBox()];
    assert.ok(top && head && top.y >= head.y + head.height - 1, 'the names of the columns do not hide the first row');
    await page.keyboard.press('Enter');
    assert.deepEqual(
      (await capture.sent('preview')).map(({ number }) => number),
      [1],
    );
    await page.close();
  });

  for (const key of ['Enter', ' ']) {
    it(`is sorted by a column with ${key === ' ' ? 'Space' : key}, and the other way by the same again`, async () => {
      const capture = await browser.open('thousands', { width: 1100 });
      const { page } = capture;
      const packets = page.locator('.column.packets');
      const numbers = (): Promise<string | null> =>
        page.locator('#connections .row').first().locator('span').first().textContent();
      await packets.locator('button').focus();
      await page.keyboard.press(key);
      assert.equal(await packets.getAttribute('aria-sort'), 'ascending');
      assert.equal(await numbers(), '1');
      await page.keyboard.press(key);
      assert.equal(await packets.getAttribute('aria-sort'), 'descending');
      assert.equal(await numbers(), '3,000');
      // What has the focus is the same button, though it was made anew; nothing was opened.
      assert.equal(await page.evaluate(() => document.activeElement?.closest('.column')?.className), 'column packets');
      assert.deepEqual(await capture.sent('preview'), []);
      await page.close();
    });
  }

  it('says why there are no rows', async () => {
    for (const [situation, text] of [
      ['none', 'There is no TCP connection in this file.'],
      ['no match', 'No connection fits the filter.'],
    ] as const) {
      const { page } = await show({ width: 600, height: 600, situation, language: 'en', theme: 'light' });
      assert.equal(await page.locator('#connections .nothing').textContent(), text);
      await page.close();
    }
  });
});
