import {
  diagramText,
  mapRow,
  mapRows,
  participantIds,
  Picture,
  pieceSize,
  pieceLines,
  RowGeometry,
  usualSize,
} from '../../src/core/picture/index.ts';
import { choosePicture } from '../../src/preview/model/choice.ts';
import assert from 'node:assert/strict';
import { StaleLines } from '../../src/preview/model/staleLines.ts';
import { translator } from '../../src/preview/strings.ts';
import { fitZoom, readableZoom } from '../../src/preview/view/zoom.ts';
import { close, handshake, long, resultOf, trouble, type Fixture } from './fixtures.ts';

describe('the rows of a picture', () => {
  const geometry = (): RowGeometry => new RowGeometry([10, 0, 30, 20].map((height) => ({ height, arrow: 0 })));

  it('stand one below the other', () => {
    const rows = geometry();
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((i) => rows.top(i)),
      [0, 10, 10, 40, 60],
    );
    assert.equal(rows.total, 60);
  });

  it('are found by their place; the ends are the nearest for a place outside', () => {
    const rows = geometry();
    assert.deepEqual(
      [-5, 0, 9.9, 10, 39, 40, 1000].map((y) => rows.at(y)),
      [0, 0, 0, 2, 2, 3, 3],
    );
    assert.equal(new RowGeometry([]).at(5), -1);
  });

  it('those that a view touches', () => {
    assert.deepEqual(geometry().visible(9, 11), { from: 0, to: 3 });
    assert.deepEqual(geometry().visible(10, 40), { from: 2, to: 3 });
    assert.deepEqual(new RowGeometry([]).visible(0, 100), { from: 0, to: 0 });
  });

  it('move when one above changes its height', () => {
    const rows = geometry();
    assert.equal(rows.setSize(0, { height: 15, arrow: 3 }), true);
    assert.equal(rows.setSize(0, { height: 15, arrow: 3 }), false);
    assert.equal(rows.setSize(9, { height: 15, arrow: 3 }), false);
    assert.equal(rows.top(3), 45);
  });

  it('are as high before they are drawn as a row of their kind usually is', () => {
    const { overview, picture } = resultOf(trouble());
    [...overview.kinds].forEach((kind, i) =>
      assert.deepEqual(usualSize(kind), pieceSize(picture.steps[i] ?? '', kind === 'c'), kind),
    );
  });
});

describe('two versions of a diagram', () => {
  /** The diagram with a line more at `at`, counted in steps. */
  const inserted = (fixture: Fixture, at: number): Fixture => {
    const { steps, endLine } = fixture.trace;
    const line = steps[at]?.line ?? endLine;
    const note = { kind: 'note' as const, line, position: 'over' as const, targets: ['C'], text: 'new' };
    const behind = steps.slice(at).map((step) => ({ ...step, line: step.line + 1 }));
    return {
      problems: [],
      trace: { ...fixture.trace, endLine: endLine + 1, steps: [...steps.slice(0, at), note, ...behind] },
    };
  };

  for (const at of [0, 3, 9]) {
    it(`rows around a line that was put in before step ${String(at)} are found again`, () => {
      const [before, after] = [resultOf(long(10)), resultOf(inserted(long(10), at))];
      const mapping = mapRows(before, after);
      for (let i = 0; i < 10; i++) assert.equal(mapRow(mapping, i, 10, 11), i < at ? i : i + 1);
    });
  }

  it('rows around a line that was taken out are found again', () => {
    const mapping = mapRows(resultOf(inserted(long(10), 4)), resultOf(long(10)));
    assert.deepEqual(
      [3, 4, 5, 10].map((i) => mapRow(mapping, i, 11, 10)),
      [3, 4, 4, 9],
    );
  });

  it('a half-typed line at the cursor keeps the last picture; anything else is drawn', () => {
    const last = new Picture(resultOf(handshake()));
    const result = { ...resultOf(handshake(), 2), complete: false, unreadable: [7] };
    assert.deepEqual(choosePicture(last, result, 7, true), { picture: last, stale: true });
    assert.equal(choosePicture(last, result, 3, true).stale, false);
    assert.equal(choosePicture(last, result, 7, false).stale, false);
    assert.equal(choosePicture(null, result, 7, false).stale, false);
    assert.equal(choosePicture(last, { ...result, unreadable: [7, 9] }, 7, true).stale, false);
    assert.equal(choosePicture(last, resultOf(handshake(), 2), 7, true).stale, false);
  });

  it('lines of a stale picture are those of the text as it is', () => {
    const shift = new StaleLines(6, 1);
    assert.deepEqual(
      [5, 6, 7].map((line) => shift.toOld(line)),
      [5, -1, 6],
    );
    assert.deepEqual(
      [5, 6].map((line) => shift.toNew(line)),
      [5, 7],
    );
    const gone = new StaleLines(6, -1);
    assert.deepEqual(
      [5, 6].map((line) => gone.toOld(line)),
      [5, 7],
    );
    const same = new StaleLines(6, 0);
    assert.equal(same.toNew(same.toOld(6)), 6);
  });
});

describe('what is known of a diagram', () => {
  it('the states before a step, of steps that were sent', () => {
    const picture = new Picture(resultOf(handshake()));
    assert.deepEqual(
      picture.statesBefore(0),
      new Map([
        ['C', 'CLOSED'],
        ['S', 'LISTEN'],
      ]),
    );
    assert.deepEqual(
      picture.statesBefore(2),
      new Map([
        ['C', 'ESTABLISHED'],
        ['S', 'SYN-RECEIVED'],
      ]),
    );
  });

  it('the states before a step in the middle, of a part', () => {
    const picture = new Picture(resultOf(long(500), 1, { from: 200, to: 240 }));
    assert.deepEqual(
      picture.statesBefore(220),
      new Map([
        ['C', 'ESTABLISHED'],
        ['S', 'ESTABLISHED'],
      ]),
    );
    assert.equal(picture.hasAll(200, 240), true);
    assert.equal(picture.hasAll(199, 240), false);
    picture.add(resultOf(long(500), 1, { from: 180, to: 210 }));
    assert.equal(picture.hasAll(180, 240), true);
  });

  it('both ends after a step; a timer changes the state alone', () => {
    const picture = new Picture(resultOf(close()));
    const last = picture.count - 1;
    assert.equal(picture.tcbsAfter(last - 1)['C']?.state, 'TIME-WAIT');
    const { state, sndUna } = picture.tcbsAfter(last)['C'] ?? {};
    assert.deepEqual([state, sndUna], ['CLOSED', 'u+1']);
  });

  it('the step of a line', () => {
    const picture = new Picture(resultOf(handshake()));
    assert.deepEqual(
      [3, 4, 7, 8].map((line) => picture.indexOfLine(line)),
      [-1, 0, 3, -1],
    );
  });

  it('no more steps in full than are near', () => {
    const fixture = long(3000);
    const picture = new Picture(resultOf(fixture, 1, { from: 0, to: 100 }));
    for (let from = 0; from < 3000; from += 300) picture.add(resultOf(fixture, 1, { from, to: from + 300 }));
    let kept = 0;
    for (let i = 0; i < 3000; i++) if (picture.loaded(i)) kept++;
    assert.ok(kept <= 2100, String(kept));
    assert.equal(picture.hasAll(2900, 3000), true);
  });
});

describe('pieces of Mermaid text', () => {
  it('say which lifelines they are about', () => {
    assert.deepEqual(pieceLines('A0->>A1: SYN\nNote over A0,A1: x\nNote left of A0: y\nNote right of A10: z'), [
      { kind: 'message', from: 'A0', to: 'A1', dotted: false, text: 'SYN' },
      { kind: 'note', position: 'over', first: 'A0', last: 'A1', text: 'x' },
      { kind: 'note', position: 'left', first: 'A0', last: 'A0', text: 'y' },
      { kind: 'note', position: 'right', first: 'A10', last: 'A10', text: 'z' },
    ]);
    assert.deepEqual(pieceLines(''), []);
    assert.deepEqual(participantIds('sequenceDiagram\nparticipant A0 as C\nparticipant A1 as participant A2'), [
      'A0',
      'A1',
    ]);
  });

  it('are joined to a diagram, messages not to be wrapped', () => {
    assert.equal(
      diagramText('sequenceDiagram', ['A0->>A1: SYN', '', 'Note over A0: x']),
      'sequenceDiagram\nA0->>A1:nowrap:SYN\nNote over A0: x',
    );
  });
});

describe('small things', () => {
  it('the zoom', () => {
    const least = readableZoom(10.66);
    assert.equal(fitZoom('auto', 800, 400, least), 1);
    assert.equal(fitZoom('auto', 390, 400, least), 0.975);
    assert.equal(fitZoom('fit', 800, 400, least), 2);
    assert.equal(fitZoom(3, 800, 400, least), 3);
    assert.equal(fitZoom('fit', 0, 400, least), 1);
  });

  it('no mode makes letters too small to be read; who zooms out by himself may', () => {
    const least = readableZoom(10.66);
    for (const mode of ['auto', 'fit'] as const)
      assert.ok(Math.abs(fitZoom(mode, 200, 900, least) * 10.66 - 10) < 1e-9);
    assert.equal(fitZoom(0.3, 200, 900, least), 0.3);
    assert.equal(readableZoom(7), 1);
  });

  it('translations fill the placeholders, and never come from a prototype', () => {
    const t = translator({ 'Step {n} of {total}': '第 {n} 步，共 {total} 步' });
    assert.equal(t('Step {n} of {total}', { n: 2, total: 3 }), '第 2 步，共 3 步');
    assert.equal(t('Overview'), 'Overview');
    assert.equal(t('was {before}', { before: '{before}$&' }), 'was {before}$&');
  });
});
