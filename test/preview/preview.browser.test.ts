import assert from 'node:assert/strict';
import { drawFile } from '../../src/core/picture/index.ts';
import type { PreviewState } from '../../src/protocol/index.ts';
import { PreviewBrowser, type Preview } from './page.ts';
import {
  Script,
  close,
  connections,
  crossing,
  handshake,
  hostile,
  hostileTexts,
  long,
  messageOf,
  resultOf,
  threeParties,
  trouble,
} from './fixtures.ts';
import type { ThemeName } from './themes.ts';

const ALL_THEMES: readonly ThemeName[] = ['light', 'dark', 'hc-light', 'hc-dark'];

describe('the preview in a browser', function () {
  this.timeout(60_000);
  let browser: PreviewBrowser;
  const opened: Preview[] = [];

  before(async () => {
    browser = await PreviewBrowser.start();
  });
  after(async () => {
    await browser.stop();
  });
  afterEach(async () => {
    for (const preview of opened.splice(0)) {
      const complaints = await preview.complaints();
      await preview.page.close();
      assert.deepEqual(complaints, [], 'policy violations and errors');
    }
  });

  const open = async (...args: Parameters<PreviewBrowser['open']>): Promise<Preview> => {
    const preview = await browser.open(...args);
    opened.push(preview);
    if (args[0]) await preview.drawn();
    else await preview.settled();
    return preview;
  };
  const labels = (preview: Preview): Promise<string[]> => preview.page.locator('.messageText').allTextContents();
  const row = (preview: Preview, n: number): ReturnType<Preview['page']['locator']> =>
    preview.page.locator(`.rows button[data-row="${String(n)}"]`);

  describe('draws', () => {
    it('each segment with its label, in order', async () => {
      const preview = await open(handshake());
      assert.deepEqual(await labels(preview), ['SYN seq=x', 'SYN, ACK seq=y ack=x+1', 'ACK seq=x+1 ack=y+1']);
      assert.deepEqual(await preview.page.locator('.noteText').allTextContents(), ['connection established']);
      assert.deepEqual(await preview.page.locator('.actor-box').allTextContents(), ['Client', 'Server']);
    });

    it('the states along the lifelines, by colour and by name', async () => {
      const preview = await open(handshake());
      assert.deepEqual(await preview.page.locator('.canvas .pill-text').allTextContents(), [
        'SYN-SENT',
        'SYN-RECEIVED',
        'ESTABLISHED',
        'ESTABLISHED',
      ]);
      assert.deepEqual(await preview.page.locator('.heads .pill-text').allTextContents(), ['CLOSED', 'LISTEN']);
      const bars = await preview.page.locator('.bar').evaluateAll((all) => all.map((bar) => bar.getAttribute('class')));
      assert.deepEqual(bars, [
        'bar st-SYN-SENT',
        'bar st-ESTABLISHED',
        'bar st-LISTEN',
        'bar st-SYN-RECEIVED',
        'bar st-ESTABLISHED',
      ]);
    });

    it('phases as named bands', async () => {
      const preview = await open(trouble());
      assert.deepEqual(await preview.page.locator('.band-name').allTextContents(), ['Handshake', 'Data', 'Close']);
    });

    it('a lost segment with a cross before the other lifeline, and without a head', async () => {
      const preview = await open(trouble());
      const lost = preview.page.locator('.row.lost');
      assert.equal(await lost.locator('.cross').count(), 1);
      assert.equal(await lost.locator('.head').count(), 0);
      const [x2, lifeline] = await Promise.all([
        lost.locator('line').getAttribute('x2'),
        preview.page.locator('.lifeline .actor-line').nth(1).getAttribute('x1'),
      ]);
      assert.ok(Number(x2) < Number(lifeline) - 50);
    });

    it('a delayed segment as one slanted arrow, which takes the pointer for its row', async () => {
      const preview = await open(crossing(), { width: 900, height: 900 });
      const { page } = preview;
      const travels = page.locator('.travel');
      assert.equal(await travels.count(), 7);
      assert.equal(await page.locator('.row.sent .head, .row.arrived .head').count(), 0);
      const { x, y } = await travels.nth(4).evaluate((element) => {
        const line = element.querySelector('line')!;
        const [x1, y1, x2, y2] = ['x1', 'y1', 'x2', 'y2'].map((name) => Number(line.getAttribute(name)));
        const place = new DOMPoint(x1! + 0.3 * (x2! - x1!), y1! + 0.3 * (y2! - y1!));
        const point = place.matrixTransform(line.getScreenCTM()!);
        return { x: point.x, y: point.y };
      });
      // It crosses the row of another segment there.
      const below = await page.evaluate(
        ([left, top]) => document.elementFromPoint(left, top)?.closest('[data-row]')?.getAttribute('data-row'),
        [x, y] as const,
      );
      const sent = resultOf(crossing()).overview.travels[4]![0];
      assert.notEqual(Number(below), sent);
      await page.mouse.move(x, y);
      assert.equal(await page.locator('.rows .pointed').getAttribute('data-row'), String(sent));
      await page.mouse.click(x, y);
      const line = resultOf(crossing()).overview.lines[sent];
      assert.equal((await preview.sent('reveal')).at(-1)?.line, line);
    });

    it('a slanted arrow that stands out where the cursor or the step-through is at one of its ends', async () => {
      const preview = await open(crossing(), { width: 900, height: 900 });
      const [sent, arrived] = resultOf(crossing()).overview.travels[0]!;
      const { lines } = resultOf(crossing()).overview;
      for (const row of [sent, arrived]) {
        await preview.send({ type: 'cursor', line: lines[row]! });
        await preview.page.locator('.travel.at-cursor').waitFor({ state: 'attached' });
        assert.equal(await preview.page.locator('.travel.at-cursor').count(), 1);
      }
    });

    it('numbers and the space of time as the reader chooses, kept over a reload', async () => {
      const preview = await open(crossing(), { width: 900, height: 900 });
      const { page } = preview;
      await page.locator('[data-tool="look"]').click();
      await page.getByRole('menuitemradio', { name: 'Relative' }).click();
      await page.locator('.messageText', { hasText: 'seq=0' }).first().waitFor({ state: 'attached' });
      await page.locator('[data-tool="look"]').click();
      await page.getByRole('menuitemcheckbox', { name: 'Space by time' }).click();
      await page.locator('.time').first().waitFor({ state: 'attached' });
      assert.deepEqual((await preview.sent('look')).at(-1)?.look, { numbers: 'relative', timeScale: true });
      const kept = await page.evaluate(() => (window as unknown as { kept: PreviewState }).kept);
      assert.deepEqual(kept.look, { numbers: 'relative', timeScale: true });
      const again = await open(crossing(), { state: kept });
      assert.deepEqual((await again.sent('look')).at(0)?.look, { numbers: 'relative', timeScale: true });
    });

    it('what Wireshark would call a segment below it', async () => {
      const preview = await open(trouble());
      assert.deepEqual(await preview.page.locator('.remark').allTextContents(), [
        'lost',
        'retransmission',
        'out of order',
        'duplicate ACK #1',
        'zero window',
      ]);
    });

    it('wrong segments with a sign and in the colour of problems', async () => {
      const preview = await open(trouble());
      const wrong = preview.page.locator('.row.has-error');
      assert.equal(await wrong.count(), 1);
      assert.equal(await wrong.locator('.sign.error').count(), 1);
      assert.equal(
        await wrong.locator('.messageLine0').evaluate((line) => getComputedStyle(line).stroke),
        'rgb(229, 20, 0)',
      );
    });

    it('the states of several connections by their ports, and no one state for the end that has them', async () => {
      const script = new Script('Two connections', [
        ['C', 'Client', 'client', 'CLOSED'],
        ['S', 'Server', 'server', 'LISTEN'],
      ]);
      for (const fromPort of [51000, 51001]) {
        const rest = {
          fromPort,
          toPort: 80,
          states: { C: ['CLOSED', 'SYN-SENT'], S: ['LISTEN', 'SYN-RECEIVED'] },
        } as const;
        script.segment('C>S', 'SYN', rest);
      }
      const preview = await open(script.done());
      assert.deepEqual(await preview.page.locator('.canvas .pill-text').allTextContents(), [
        ':51000 SYN-SENT',
        ':80 SYN-RECEIVED',
        ':51001 SYN-SENT',
        ':80 SYN-RECEIVED',
      ]);
      assert.equal(await preview.page.locator('.bar, .heads .pill').count(), 0);
    });

    it('Chinese names, and three participants with notes on every side', async () => {
      const chinese = await open(close(['客户端', '服务器'], '四次挥手'));
      assert.deepEqual(await chinese.page.locator('.actor-box').allTextContents(), ['客户端', '服务器']);
      const three = await open(threeParties());
      const boxes = await three.page
        .locator('rect.note')
        .evaluateAll((all) => all.map((box) => box.getBoundingClientRect().toJSON() as DOMRect));
      const lanes = await three.page
        .locator('.lifeline .actor-line')
        .evaluateAll((all) => all.map((line) => line.getBoundingClientRect().left));
      assert.ok(boxes[0]!.left > lanes[1]!, 'right of the router');
      assert.ok(boxes[1]!.left < lanes[0]! && boxes[1]!.right > lanes[2]!, 'over all three');
    });

    it('nothing but a way to begin where there is no diagram', async () => {
      const preview = await open(null);
      assert.match(await preview.page.locator('.empty pre').innerText(), /SYN,ACK seq=y ack=x\+1/);
      assert.equal(await preview.page.locator('.main').isVisible(), false);
    });
  });

  describe('talks', () => {
    it('a click on a segment reveals its line', async () => {
      const preview = await open(handshake());
      await row(preview, 1).click({ position: { x: 20, y: 5 } });
      assert.deepEqual(await preview.sent('reveal'), [{ type: 'reveal', line: 5, focus: true }]);
    });

    it('keys move among the segments, and Enter reveals', async () => {
      const preview = await open(handshake());
      await row(preview, 0).focus();
      await preview.page.keyboard.press('ArrowDown');
      await preview.page.keyboard.press('ArrowDown');
      await preview.page.keyboard.press('Enter');
      assert.deepEqual(await preview.sent('reveal'), [{ type: 'reveal', line: 6, focus: true }]);
      await preview.page.keyboard.press('Home');
      assert.equal(await row(preview, 0).evaluate((button) => button === document.activeElement), true);
    });

    it('the segment of the cursor stands out, and is brought into view only if it is not', async () => {
      const preview = await open(long(400));
      await preview.send({ type: 'cursor', line: 6 });
      await preview.settled();
      assert.equal(await row(preview, 2).getAttribute('data-cursor'), 'true');
      assert.equal(await scrollTop(preview), 0);
      await preview.send({ type: 'cursor', line: 304 });
      await preview.settled();
      assert.equal(await row(preview, 300).getAttribute('data-cursor'), 'true');
      assert.ok((await scrollTop(preview)) > 10_000);
      const before = await scrollTop(preview);
      await preview.send({ type: 'cursor', line: 305 });
      await preview.settled();
      assert.equal(await scrollTop(preview), before);
    });

    it('scrolling can be locked', async () => {
      const preview = await open(long(400));
      await preview.page.getByRole('button', { name: 'Lock scrolling' }).click();
      await preview.send({ type: 'cursor', line: 304 });
      await preview.settled();
      assert.equal(await scrollTop(preview), 0);
    });

    it('problems are shown when pointed at, with what the editor says, and Escape hides them', async () => {
      const preview = await open(trouble());
      await row(preview, 6).hover();
      const tooltip = preview.page.getByRole('tooltip');
      await tooltip.waitFor();
      assert.match(await tooltip.innerText(), /error: ack should be x\+101, not x\+100/);
      assert.deepEqual(await preview.sent('hover'), [{ type: 'hover', line: 10 }]);
      await preview.send({
        type: 'hover',
        line: 10,
        markdown: ['**Server** acknowledges `x+100`\n\n<b>not markup</b>'],
      });
      await tooltip.locator('code').waitFor();
      assert.equal(await tooltip.locator('code').innerText(), 'x+100');
      assert.equal(await tooltip.locator('b').count(), 0);
      await preview.page.keyboard.press('Escape');
      assert.equal(await tooltip.isVisible(), false);
    });

    it('problems are listed, and a click goes to the line', async () => {
      const preview = await open(trouble());
      await preview.page
        .getByRole('button', { name: /ack should be x\+101/ })
        .last()
        .click();
      assert.deepEqual((await preview.sent('reveal')).at(-1), { type: 'reveal', line: 10, focus: true });
    });

    it('several diagrams are listed, and one is chosen', async () => {
      const preview = await open(handshake());
      const message = messageOf(handshake());
      const second = { ...message.diagrams[0]!, title: '', line: 20, errors: 2 };
      await preview.send({ ...message, diagrams: [...message.diagrams, second] });
      await preview.settled();
      const list = preview.page.getByRole('combobox', { name: 'Diagram' });
      assert.deepEqual(await list.locator('option').allTextContents(), [
        'TCP three-way handshake',
        'Untitled diagram 2 (problems: 2)',
      ]);
      await list.selectOption('20');
      assert.deepEqual(await preview.sent('select'), [{ type: 'select', line: 20 }]);
    });

    it('it is pinned', async () => {
      const preview = await open(handshake());
      const pin = preview.page.getByRole('button', { name: 'Pin' });
      await pin.click();
      assert.deepEqual(await preview.sent('pin'), [{ type: 'pin', pinned: true }]);
      assert.equal(await pin.getAttribute('aria-pressed'), 'true');
    });
  });

  describe('while somebody types', () => {
    it('what did not change keeps its elements', async () => {
      const preview = await open(trouble());
      await preview.page
        .locator('.row')
        .first()
        .evaluate((element) => element.setAttribute('data-kept', 'yes'));
      await preview.page
        .locator('.row')
        .last()
        .evaluate((element) => element.setAttribute('data-kept', 'yes'));
      const edited = trouble();
      const steps = edited.trace.steps.map((step, i) =>
        i === 4 && step.kind === 'note' ? { ...step, text: 'changed' } : step,
      );
      await preview.edit({ ...edited, trace: { ...edited.trace, steps } });
      await preview.page.getByText('changed', { exact: true }).waitFor();
      assert.equal(await preview.page.locator('[data-kept="yes"]').count(), 2);
    });

    it('there is never a moment without a picture', async () => {
      const preview = await open(handshake());
      await preview.page.evaluate(() => {
        const counts: number[] = [];
        Object.assign(window, { counts });
        setInterval(() => counts.push(document.querySelectorAll('.all-rows > .row').length), 4);
      });
      for (const title of ['a', 'ab', 'abc']) await preview.edit(handshake([title, 'Server']));
      await preview.page.getByText('abc', { exact: true }).waitFor();
      const counts = await preview.page.evaluate(() => (window as unknown as { counts: number[] }).counts);
      assert.equal(Math.min(...counts), 4);
    });

    it('a half-typed line keeps the last good picture, marked as stale, until the cursor leaves it', async () => {
      const preview = await open(handshake());
      await preview.send({ type: 'cursor', line: 6 });
      const result = resultOf(withoutLast(), 2);
      const message = { ...messageOf(handshake()), shown: { ...result, complete: false, unreadable: [6] } };
      await preview.send(message);
      await preview.page.locator('.stale').waitFor();
      assert.equal((await labels(preview)).length, 3);
      await preview.send({ type: 'cursor', line: 2 });
      await preview.page.locator('.stale').waitFor({ state: 'hidden' });
      await preview.settled();
      assert.equal((await labels(preview)).length, 2);
    });

    it('a line that cannot be read elsewhere hides nothing else', async () => {
      const preview = await open(handshake());
      await preview.send({ type: 'cursor', line: 1 });
      await preview.send({
        ...messageOf(handshake()),
        shown: { ...resultOf(withoutLast(), 2), complete: false, unreadable: [6] },
      });
      await preview.settled();
      assert.equal((await labels(preview)).length, 2);
      assert.equal(await preview.page.locator('.stale').isVisible(), false);
    });

    it('an edit above the view leaves the view where it is', async () => {
      const preview = await open(long(600));
      await preview.page.locator('.viewport').evaluate((element) => (element.scrollTop = 9000));
      await preview.settled();
      const seen = async (): Promise<string | null> => {
        const box = await preview.page.locator('.viewport').boundingBox();
        return preview.page.evaluate(
          ([x, y]) => document.elementFromPoint(x!, y!)?.getAttribute('aria-label') ?? null,
          [box!.x + 300, box!.y + 200],
        );
      };
      const before = await seen();
      const fixture = long(600);
      const inserted = { kind: 'note' as const, line: 5, position: 'over' as const, targets: ['C'], text: 'new' };
      const moved = fixture.trace.steps.slice(1).map((step) => ({ ...step, line: step.line + 1 }));
      const steps = [...fixture.trace.steps.slice(0, 1), inserted, ...moved];
      await preview.edit({ problems: [], trace: { ...fixture.trace, steps, endLine: fixture.trace.endLine + 1 } });
      await preview.settled();
      assert.equal(await seen(), before);
    });
  });

  describe('step by step', () => {
    it('later rows are faint, and the table shows both ends and what changed', async () => {
      const preview = await open(handshake());
      await preview.page.getByRole('button', { name: 'Step through' }).click();
      assert.equal(await preview.page.locator('.stepper .count').innerText(), 'Step 1 of 3');
      assert.deepEqual(await faint(preview), [false, true, true, true]);
      await preview.page.keyboard.press('Tab');
      await row(preview, 0).focus();
      await preview.page.keyboard.press('ArrowRight');
      assert.deepEqual(await faint(preview), [false, false, true, true]);
      const cells = await preview.page.locator('.stepper tbody tr').first().locator('td').allInnerTexts();
      assert.deepEqual(cells, ['ESTABLISHED\nwas SYN-SENT', 'SYN-RECEIVED']);
      assert.match(await preview.page.locator('.stepper .why').innerText(), /Server agrees/);
      assert.deepEqual((await preview.sent('reveal')).at(-1), { type: 'reveal', line: 5 });
      await preview.page.keyboard.press('Escape');
      assert.deepEqual(await faint(preview), [false, false, false, false]);
      assert.equal(await preview.page.locator('.stepper').isVisible(), false);
    });

    it('the extension can step as well', async () => {
      const preview = await open(trouble());
      await preview.send({ type: 'command', command: 'step-forward' });
      await preview.send({ type: 'command', command: 'step-forward' });
      await preview.settled();
      assert.equal(await preview.page.locator('.stepper .count').innerText(), 'Step 2 of 16');
      await preview.send({ type: 'command', command: 'step-end' });
      await preview.settled();
      assert.equal(await preview.page.locator('.stepper').isVisible(), false);
    });
  });

  describe('zooms', () => {
    const width = (preview: Preview): Promise<number> =>
      preview.page.locator('.canvas .hs-picture').evaluate((element) => element.getBoundingClientRect().width);

    it('by buttons, keys and the wheel, and keeps the zoom over an edit', async () => {
      const preview = await open(handshake());
      const full = await width(preview);
      await preview.page.getByRole('button', { name: 'Zoom in' }).click();
      assert.ok(Math.abs((await width(preview)) / full - 1.25) < 0.01);
      await row(preview, 0).focus();
      await preview.page.keyboard.press('0');
      assert.ok(Math.abs((await width(preview)) / full - 1) < 0.01);
      await preview.page.locator('.viewport').hover();
      await preview.page.keyboard.down('Control');
      await preview.page.mouse.wheel(0, -100);
      await preview.page.keyboard.up('Control');
      await preview.settled();
      const zoomed = await width(preview);
      assert.ok(zoomed > full * 1.2);
      await preview.edit(handshake(['Client', 'Other']));
      await preview.page.getByText('Other', { exact: true }).waitFor();
      assert.equal(await width(preview), zoomed);
    });

    it('to the width of the view', async () => {
      const preview = await open(handshake());
      await preview.page.getByRole('button', { name: 'Fit to width' }).click();
      const view = await preview.page.locator('.viewport').evaluate((element) => element.clientWidth);
      assert.ok(Math.abs((await width(preview)) - view) <= 2);
    });

    it('by two fingers, around the place between them', async () => {
      const preview = await open(handshake());
      const before = await width(preview);
      const client = await preview.page.context().newCDPSession(preview.page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', spread: number): Promise<unknown> => {
        const touchPoints =
          type === 'touchEnd'
            ? []
            : [
                { x: 300 - spread, y: 200 },
                { x: 300 + spread, y: 200 },
              ];
        return client.send('Input.dispatchTouchEvent', { type, touchPoints });
      };
      await touch('touchStart', 50);
      for (const spread of [60, 80, 100]) await touch('touchMove', spread);
      await touch('touchEnd', 0);
      await preview.settled();
      assert.ok(Math.abs((await width(preview)) / before - 2) < 0.15, String((await width(preview)) / before));
    });

    it('a drag moves the picture and is no click', async () => {
      const preview = await open(long(300));
      await preview.page.mouse.move(400, 300);
      await preview.page.mouse.down();
      await preview.page.mouse.move(400, 200, { steps: 4 });
      await preview.page.mouse.up();
      await preview.settled();
      assert.equal(await scrollTop(preview), 100);
      assert.deepEqual(await preview.sent('reveal'), []);
    });
  });

  describe('long diagrams', () => {
    it('only what is near the view is drawn, wherever it is', async () => {
      const preview = await open(long(5000));
      for (const top of [0, 100_000, 200_000]) {
        await preview.page.locator('.viewport').evaluate((element, y) => (element.scrollTop = y), top);
        await preview.settled();
        const rows = await preview.page.locator('.all-rows > .row').count();
        assert.ok(rows > 8 && rows < 80, `${String(rows)} rows`);
        const gaps = await preview.page.evaluate(() => {
          const view = document.querySelector('.viewport')!.getBoundingClientRect();
          const shown = [...document.querySelectorAll('.all-rows > .row')].map((element) =>
            element.getBoundingClientRect(),
          );
          return (
            shown.some(({ top }) => top <= view.top + 110) && shown.some(({ bottom }) => bottom >= view.bottom - 60)
          );
        });
        assert.ok(gaps, 'the view is full');
      }
      assert.ok((await preview.sent('window')).length <= 5);
    });

    it('the strip shows all of it and jumps', async () => {
      const preview = await open(long(5000));
      const strip = preview.page.getByRole('scrollbar', { name: 'Overview' });
      const box = (await strip.boundingBox())!;
      await preview.page.mouse.click(box.x + 8, box.y + box.height / 2);
      await preview.settled();
      const now = Number(await strip.getAttribute('aria-valuenow'));
      assert.ok(now > 2300 && now < 2700, String(now));
      await strip.focus();
      await preview.page.keyboard.press('End');
      await preview.settled();
      assert.ok((await labels(preview)).includes('ACK seq=u+1 ack=w+1'));
    });

    it('says that it is loading when the steps in view do not come', async () => {
      const preview = await open(long(5000));
      preview.silent = true;
      await preview.page.locator('.viewport').evaluate((element) => (element.scrollTop = 100_000));
      await preview.page.getByText('Loading…').waitFor();
      preview.silent = false;
      await preview.page.locator('.viewport').evaluate((element) => (element.scrollTop = 150_000));
      await preview.page.getByText('Loading…').waitFor({ state: 'hidden' });
    });

    it('what is waited for can be cancelled, and is asked for again later', async () => {
      const preview = await open(long(5000));
      preview.silent = true;
      await preview.page.locator('.viewport').evaluate((element) => (element.scrollTop = 100_000));
      await preview.page.locator('.loading').getByRole('button', { name: 'Cancel' }).click();
      assert.equal(await preview.page.locator('.loading').isVisible(), false);
      assert.deepEqual(await preview.sent('cancel'), [{ type: 'cancel' }]);
      preview.silent = false;
      await preview.page.locator('.viewport').evaluate((element) => (element.scrollTop = 100_050));
      await preview.settled();
      assert.ok((await labels(preview)).length > 8);
    });

    it('memory does not grow with scrolling', async () => {
      const preview = await open(long(5000));
      const client = await preview.page.context().newCDPSession(preview.page);
      const scrollThrough = async (): Promise<{ nodes: number; heap: number }> => {
        for (let top = 0; top <= 220_000; top += 20_000) {
          await preview.page.locator('.viewport').evaluate((element, y) => (element.scrollTop = y), top);
          await preview.settled();
        }
        await client.send('HeapProfiler.collectGarbage');
        const { nodes } = await client.send('Memory.getDOMCounters');
        const { usedSize } = await client.send('Runtime.getHeapUsage');
        return { nodes, heap: usedSize };
      };
      await scrollThrough();
      const once = await scrollThrough();
      await scrollThrough();
      const thrice = await scrollThrough();
      assert.ok(thrice.nodes < once.nodes * 1.2 + 500, `${String(once.nodes)} nodes, then ${String(thrice.nodes)}`);
      assert.ok(thrice.heap < once.heap * 1.15 + 2e6, `${String(once.heap)} bytes, then ${String(thrice.heap)}`);
    });

    it('the lifelines know the states in the middle', async () => {
      const preview = await open(long(5000));
      await preview.page.locator('.viewport').evaluate((element) => (element.scrollTop = 100_000));
      await preview.settled();
      assert.deepEqual(await preview.page.locator('.heads .pill-text').allTextContents(), [
        'ESTABLISHED',
        'ESTABLISHED',
      ]);
    });
  });

  describe('exports', () => {
    it('an SVG of its own, of the whole diagram, on white paper', async () => {
      const preview = await open(trouble(), { theme: 'dark' });
      await preview.send({ type: 'command', command: 'export-svg' });
      await preview.page.waitForFunction(() =>
        (window as unknown as { sent: { type: string }[] }).sent.some(({ type }) => type === 'save'),
      );
      const [saved] = await preview.sent('save');
      assert.equal(saved?.title, 'Loss, delay and mistakes');
      const text = saved.text ?? '';
      assert.doesNotMatch(text, /var\(|class=|<style|<script|href|foreignObject|url\(/);
      const url = browser.serve(
        '/exported.svg',
        'image/svg+xml',
        text,
        "default-src 'none'; style-src 'unsafe-inline'",
      );
      const page = await browser.newPage();
      await page.goto(url);
      assert.equal(await page.locator('title').first().textContent(), 'Sequence diagram: Loss, delay and mistakes');
      assert.match((await page.locator('desc').textContent()) ?? '', /Segments: 15\. Participants: Client, Server/);
      assert.equal(await page.locator('svg > rect').first().getAttribute('fill'), '#ffffff');
      assert.equal(await page.getByText('SYN seq=x', { exact: true }).getAttribute('fill'), '#1f2328');
      const folder = process.env['SCREENSHOTS'];
      if (folder !== undefined) {
        await page.goto(
          browser.serve('/exported.html', 'text/html', `<body style="background: #ddd"><img src="/exported.svg">`),
        );
        await page.screenshot({ path: `${folder}/exported.png`, fullPage: true });
      }
      await page.close();
    });

    const drawings = {
      handshake: handshake(),
      trouble: trouble(),
      threeParties: threeParties(),
      hostile: hostile(),
      connections: connections(),
      crossing: crossing(),
      'crossing, spaced by time': { ...crossing(), look: { timeScale: true } },
    };
    for (const [name, fixture] of Object.entries(drawings)) {
      it(`what Mermaid draws of ${name} is what is drawn without a browser, to the letter`, async () => {
        const preview = await open(fixture, { theme: 'dark' });
        await preview.send({ type: 'command', command: 'export-svg' });
        await preview.page.waitForFunction(() =>
          (window as unknown as { sent: { type: string }[] }).sent.some(({ type }) => type === 'save'),
        );
        const [saved] = await preview.sent('save');
        assert.equal(saved?.text, drawFile(resultOf(fixture), (state) => state).svg);
      });
    }

    it('a PNG in the scale that was chosen', async () => {
      const preview = await open(handshake());
      await preview.page.getByRole('button', { name: 'Export' }).click();
      await preview.page.getByRole('menuitem', { name: 'Save as PNG, 4×…' }).click();
      await preview.page.waitForFunction(() =>
        (window as unknown as { sent: { type: string }[] }).sent.some(({ type }) => type === 'save'),
      );
      const size = await preview.page.evaluate(async () => {
        const { sent } = window as unknown as { sent: { type: string; bytes?: Uint8Array<ArrayBuffer> }[] };
        const bytes = sent.find(({ type }) => type === 'save')?.bytes ?? new Uint8Array();
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        return [
          bitmap.width,
          bitmap.height,
          document.querySelector('.canvas .hs-picture')!.getBoundingClientRect().width,
        ];
      });
      assert.equal(size[0], size[2]! * 4);
    });

    it('all of a long diagram, with progress, and Cancel ends it', async () => {
      // No two segments alike: nothing of it is told in one row.
      const fixture = long(1500);
      const steps = fixture.trace.steps.map((step, i) =>
        step.kind === 'segment' ? { ...step, text: `n${String(i)}` } : step,
      );
      const preview = await open({ ...fixture, trace: { ...fixture.trace, steps } });
      await preview.send({ type: 'command', command: 'export-svg' });
      await preview.page.locator('.progress').waitFor();
      await preview.page.getByRole('button', { name: 'Cancel' }).click();
      await preview.page.locator('.progress').waitFor({ state: 'hidden' });
      assert.deepEqual(await preview.sent('save'), []);
      await preview.send({ type: 'command', command: 'export-svg' });
      await preview.page.waitForFunction(
        () => (window as unknown as { sent: { type: string }[] }).sent.some(({ type }) => type === 'save'),
        undefined,
        { timeout: 50_000 },
      );
      const [saved] = await preview.sent('save');
      assert.equal(saved?.text?.match(/>[A-Z, ]+ seq=/g)?.length, 1500);
    });

    it('files that the extension asks for, whatever is shown, and the same ones every time', async () => {
      const preview = await open(handshake());
      const diagram = resultOf(close(['客户端', '服务器'], '四次挥手'), 1);
      const drawn = async (job: number): Promise<{ text?: string; bytes?: number; problem?: string }> => {
        await preview.page.waitForFunction(
          (n) => (window as unknown as Sent).sent.some(({ type, job: own }) => type === 'drawn' && own === n),
          job,
        );
        return preview.page.evaluate((n) => {
          const message = (window as unknown as Sent).sent.find(({ type, job: own }) => type === 'drawn' && own === n);
          return { ...message, bytes: message?.bytes?.length ?? 0 };
        }, job);
      };
      for (const job of [1, 2]) await preview.send({ type: 'draw', job, diagram, format: 'svg', scale: 1 });
      await preview.send({ type: 'draw', job: 3, diagram, format: 'png', scale: 2 });
      const [first, second, third] = [await drawn(1), await drawn(2), await drawn(3)];
      assert.match(first.text ?? '', /<title id="title">Sequence diagram: 四次挥手<\/title>/);
      assert.equal(second.text, first.text);
      assert.ok((third.bytes ?? 0) > 5000);
      assert.deepEqual(await labels(preview), ['SYN seq=x', 'SYN, ACK seq=y ack=x+1', 'ACK seq=x+1 ack=y+1']);
      // A long one says how far it is, and can be cancelled.
      await preview.send({ type: 'draw', job: 4, diagram: resultOf(long(3000), 1), format: 'svg', scale: 1 });
      await preview.page.waitForFunction(() => (window as unknown as Sent).sent.some(({ type }) => type === 'drawing'));
      await preview.send({ type: 'cancel-draw', job: 4 });
      assert.notEqual((await drawn(4)).problem, undefined);
    });

    it('drawn by a page that shows nothing', async () => {
      const preview = await browser.open(null, { config: { drawOnly: true } });
      opened.push(preview);
      await preview.send({ type: 'draw', job: 1, diagram: resultOf(handshake(), 1), format: 'svg', scale: 1 });
      await preview.page.waitForFunction(() => (window as unknown as Sent).sent.some(({ type }) => type === 'drawn'));
      const [saved] = await preview.sent('drawn');
      assert.match(saved?.text ?? '', /SYN, ACK seq=y ack=x\+1/);
      assert.equal(await preview.page.locator('.toolbar').count(), 0);
    });

    it('text by way of the extension', async () => {
      const preview = await open(handshake());
      await preview.page.getByRole('button', { name: 'Export' }).press('Enter');
      await preview.page.keyboard.press('End');
      await preview.page.keyboard.press('Enter');
      assert.deepEqual(await preview.sent('export'), [{ type: 'export', kind: 'ladder' }]);
    });
  });

  describe('when the reader chooses other fonts', () => {
    it('the picture is drawn in them, where it was', async () => {
      const preview = await open(handshake());
      const width = (): Promise<number> =>
        preview.page
          .locator('.messageText')
          .first()
          .evaluate((text) => text.getBoundingClientRect().width);
      const before = await width();
      await preview.page.evaluate(() => {
        document.documentElement.style.setProperty('--vscode-font-size', '20px');
        document.documentElement.style.setProperty('--vscode-editor-font-family', 'serif');
      });
      await preview.settled();
      assert.ok((await width()) > before * 1.2, `${String(before)}, then ${String(await width())}`);
      const font = await preview.page
        .locator('.messageText')
        .first()
        .evaluate((text) => getComputedStyle(text).font);
      assert.match(font, /20px serif/);
    });
  });

  describe('after a reload', () => {
    it('the place, the zoom and the step are as before', async () => {
      const first = await open(long(600));
      await first.page.getByRole('button', { name: 'Zoom in' }).click();
      await first.page.locator('.viewport').evaluate((element) => (element.scrollTop = 5000));
      await first.settled();
      const kept = await first.page.evaluate(() => (window as unknown as { kept: never }).kept);
      const second = await open(long(600), { state: kept });
      await second.settled();
      assert.ok(Math.abs((await scrollTop(second)) - 5000) < 2);
      assert.deepEqual(await second.page.evaluate(() => (window as unknown as { kept: unknown }).kept), kept);
    });
  });

  describe('hostile text', () => {
    it('is shown as it is, and nothing of it becomes markup', async () => {
      const preview = await open(hostile());
      assert.equal(await preview.page.locator('svg script, svg image, svg a, iframe, img, foreignObject').count(), 0);
      const shown = new Set<string>();
      for (let y = 0; y < 6000; y += 400) {
        await preview.page.locator('.viewport').evaluate((element, top) => (element.scrollTop = top), y);
        await preview.settled();
        // Long texts are broken into lines.
        const notes = await preview.page
          .locator('.row')
          .evaluateAll((rows) =>
            rows.map((row) => [...row.querySelectorAll('.noteText')].map((text) => text.textContent).join('')),
          );
        for (const text of notes) shown.add(text.replace(/\s/g, ''));
      }
      for (const text of hostileTexts.filter((line) => !line.includes('\n') && !line.includes('\u0000')))
        assert.ok(shown.has(text.replace(/\s/g, '')), text);
      await preview.send({ type: 'command', command: 'export-svg' });
      await preview.page.waitForFunction(() =>
        (window as unknown as { sent: { type: string }[] }).sent.some(({ type }) => type === 'save'),
      );
      const [saved] = await preview.sent('save');
      const page = await browser.newPage();
      await page.goto(browser.serve('/hostile.svg', 'image/svg+xml', saved?.text ?? ''));
      assert.equal(await page.locator('script, image, a, iframe, foreignObject').count(), 0);
      assert.equal(await page.evaluate(() => (window as unknown as { hacked?: unknown }).hacked), undefined);
      await page.close();
    });
  });

  describe('is for everyone', () => {
    it('rows say everything that the picture shows', async () => {
      const preview = await open(trouble());
      assert.equal(
        await row(preview, 0).getAttribute('aria-label'),
        'Client to Server: SYN seq=x. Client: CLOSED → SYN-SENT. Server: LISTEN → SYN-RECEIVED.',
      );
      assert.match((await row(preview, 6).getAttribute('aria-label')) ?? '', /error: ack should be x\+101/);
    });

    for (const theme of ALL_THEMES) {
      it(`axe finds nothing wrong in ${theme}`, async () => {
        const preview = await open(trouble(theme === 'dark' ? ['客户端', '服务器'] : undefined), {
          theme,
          height: 900,
        });
        await preview.send({ type: 'command', command: 'step-forward' });
        await preview.settled();
        assert.deepEqual(await preview.violations(), []);
        await preview.shot(`axe-${theme}`);
      });
    }

    it('speaks the reader’s language', async () => {
      const preview = await open(handshake(), {
        config: { language: 'zh-cn', strings: { 'Step through': '逐步查看' } },
      });
      assert.equal(await preview.page.getByRole('button', { name: '逐步查看' }).count(), 1);
    });
  });
});

/** What the page keeps of what it said. */
interface Sent {
  readonly sent: readonly { readonly type: string; readonly job?: number; readonly bytes?: Uint8Array }[];
}

function scrollTop(preview: Preview): Promise<number> {
  return preview.page.locator('.viewport').evaluate((element) => element.scrollTop);
}

function faint(preview: Preview): Promise<boolean[]> {
  return preview.page
    .locator('.all-rows > .row')
    .evaluateAll((all) => all.map((element) => element.classList.contains('faint')));
}

/** The handshake while its third segment is not yet a segment. */
function withoutLast(): ReturnType<typeof handshake> {
  const { trace, problems } = handshake();
  return { problems, trace: { ...trace, steps: trace.steps.slice(0, 2) } };
}
