import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { analyze } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import { pictureOf } from '../../src/core/picture-of.ts';
import {
  drawFile,
  durationText,
  FILE_FONTS,
  measureByTable,
  RowGeometry,
  TimeScale,
} from '../../src/core/picture/index.ts';
import { labelRoom } from '../../src/core/picture/lanes.ts';
import { wrap } from '../../src/core/picture/measure.ts';
import { fc, runs } from '../support/property.ts';

const face = { kind: 'code', size: 13, bold: false } as const;

function draw(text: string, timeScale = false): string {
  const analysis = analyze(text, { severities: {} });
  const [diagram] = analysis.diagrams;
  assert.ok(diagram);
  return drawFile(pictureOf(analysis, diagram, 0, { translate: english, asked: { timeScale } }), (state) => state).svg;
}

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How far an element is moved down by what it stands in. */
function movedBy(element: Element): number {
  let y = 0;
  for (let at: Element | null = element; at; at = at.parentElement)
    y += Number(/translate\(0 (-?[\d.]+)\)/.exec(at.getAttribute('transform') ?? '')?.[1] ?? 0);
  return y;
}

const number = (element: Element, name: string): number => Number(element.getAttribute(name));

/** Every text of a picture but those that are turned, and where it stands. */
function textsOf(svg: string): Box[] {
  const { document } = new JSDOM(svg, { contentType: 'image/svg+xml' }).window;
  return [...document.querySelectorAll('text')].flatMap((element) => {
    if (element.getAttribute('transform')?.includes('rotate') === true) return [];
    const size = parseFloat(element.getAttribute('font-size') ?? '13');
    const kind = element.getAttribute('font-family') === FILE_FONTS.codeFamily ? 'code' : 'text';
    const bold = element.getAttribute('font-weight') === '600';
    const width = measureByTable(element.textContent, { kind, size, bold }) / 1.06;
    const anchor = element.getAttribute('text-anchor');
    const left = number(element, 'x') - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
    const middle = number(element, 'y') + movedBy(element);
    const half = size * 0.45;
    return [{ text: element.textContent, left, right: left + width, top: middle - half, bottom: middle + half }];
  });
}

function overlaps(boxes: readonly Box[]): string[] {
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      .map((b) => `${a.text} / ${b.text}`),
  );
}

/** A diagram of segments that travel, in any order, with times that never go back. */
const travelling = fc
  .array(fc.tuple(fc.boolean(), fc.nat(3), fc.constantFrom(0, 1, 50, 700, 90_000), fc.boolean()), {
    minLength: 1,
    maxLength: 14,
  })
  .map((sends) => {
    let time = 0;
    const next = { C: 1000, S: 5000 };
    const pending: { at: number; line: string }[] = [];
    const lines: string[] = ['client C as Client', 'server S as Server', 'state C ESTABLISHED, S ESTABLISHED'];
    const stamp = (line: string): string => `@${String(time)}ms ${line}`;
    for (const [fromC, delay, pause, text] of sends) {
      time += pause;
      const way = fromC ? ['C', 'S'] : ['S', 'C'];
      const sender = fromC ? 'C' : 'S';
      const what = `${way[1] ?? ''} PSH,ACK seq=${String(next[sender])} len=10`;
      next[sender] += 10;
      lines.push(stamp(`${way[0] ?? ''} ->... ${what}${text ? ' "a text that somebody sent"' : ''}`));
      pending.push({ at: lines.length + delay, line: `${way[0] ?? ''} ...-> ${what}` });
      const now = lines.length;
      lines.push(...pending.filter(({ at }) => at <= now).map(({ line }) => stamp(line)));
      pending.splice(0, pending.length, ...pending.filter(({ at }) => at > now));
    }
    lines.push(...pending.map(({ line }) => stamp(line)));
    return lines.join('\n');
  });

describe('the geometry of a picture', () => {
  it('no two texts lie over each other, slanted or not, spaced by time or not', () => {
    fc.assert(
      fc.property(travelling, fc.boolean(), (text, timeScale) => {
        assert.deepEqual(overlaps(textsOf(draw(text, timeScale))), [], text);
      }),
      { numRuns: runs(50) },
    );
  });

  it('every arrow goes from one lifeline to the other', () => {
    fc.assert(
      fc.property(travelling, fc.boolean(), (text, timeScale) => {
        const { document } = new JSDOM(draw(text, timeScale), { contentType: 'image/svg+xml' }).window;
        const lines = [...document.querySelectorAll('line')];
        const upright = lines.filter((line) => number(line, 'x1') === number(line, 'x2'));
        const [left, right] = [...new Set(upright.map((line) => number(line, 'x1')))].sort((a, b) => a - b).slice(-2);
        assert.ok(left !== undefined && right !== undefined);
        const slanted = lines.filter(
          (line) => number(line, 'y1') !== number(line, 'y2') && number(line, 'x1') !== number(line, 'x2'),
        );
        assert.equal(slanted.length, text.match(/->\.\.\./g)?.length);
        for (const line of slanted) {
          const [x1, x2] = [number(line, 'x1'), number(line, 'x2')];
          assert.ok(Math.abs(Math.min(x1, x2) - left) < 11 && Math.abs(Math.max(x1, x2) - right) < 11, line.outerHTML);
          assert.ok(number(line, 'y2') > number(line, 'y1'), 'nothing arrives before it is sent');
        }
      }),
      { numRuns: runs(50) },
    );
  });

  it('a segment that travels is one arrow with one label', () => {
    const svg = draw('C ->... S SYN seq=x\nnote over C: waits\nC ...-> S SYN seq=x');
    const texts = textsOf(svg).map(({ text }) => text);
    assert.equal(texts.filter((text) => text === 'SYN seq=x').length, 1);
    assert.ok(!texts.includes('in flight') && !texts.includes('arrives'));
  });

  it('what is still under way at the end, and an old duplicate, stay as they are', () => {
    const texts = textsOf(draw('C ->... S SYN seq=x')).map(({ text }) => text);
    assert.ok(texts.includes('in flight'));
  });

  it('the same diagram gives the same picture', () => {
    fc.assert(
      fc.property(travelling, (text) => assert.equal(draw(text, true), draw(text, true))),
      { numRuns: 5 },
    );
  });
});

describe('rows that are spaced by time', () => {
  const size = { height: 46, arrow: 25 };
  const times = fc
    .array(fc.constantFrom(0, 1, 40, 50_000, 1_000_000, 90_000_000), { minLength: 2, maxLength: 30 })
    .map((gaps) => {
      let now = 0;
      return gaps.map((gap) => (now += gap));
    });
  const place = (list: readonly (number | null)[]): RowGeometry => {
    const sizes = list.map(() => size);
    return new RowGeometry(sizes, new TimeScale(list, sizes));
  };

  it('are never closer than without, and equal times apart they are equally far apart unless folded', () => {
    fc.assert(
      fc.property(times, (list) => {
        const rows = place(list);
        const apart = new Map<number, number>();
        for (let i = 1; i < list.length; i++) {
          const distance = rows.arrow(i) - rows.arrow(i - 1);
          assert.ok(distance >= size.height - 1e-6);
          const gap = (list[i] ?? 0) - (list[i - 1] ?? 0);
          const known = apart.get(gap);
          if (known !== undefined) assert.ok(Math.abs(known - distance) < 1e-6);
          apart.set(gap, distance);
        }
      }),
    );
  });

  it('have marks at round times between the rows that they lie between, and in order', () => {
    fc.assert(
      fc.property(times, (list) => {
        const rows = place(list);
        const marks = rows.scale?.marks(rows, 0, list.length) ?? [];
        const ys = marks.map(({ y }) => y);
        assert.deepEqual(
          ys,
          [...ys].sort((a, b) => a - b),
        );
        for (const { y, text } of marks) {
          assert.ok(y >= rows.arrow(0) - 1e-6 && y <= rows.arrow(list.length - 1) + 1e-6);
          assert.match(text, /^\d+(\.\d+)? (µs|ms|s)$/);
        }
      }),
    );
  });

  it('fold a long silence, and say how long it is', () => {
    const rows = place([0, 10_000, 20_000, 30_000, 3_630_030_000, 3_630_040_000]);
    assert.deepEqual(
      rows.scale?.folds(rows, 0, 6).map(({ text }) => text),
      ['1 h'],
    );
    assert.ok(rows.total < 6 * 46 * 3);
  });

  it('stay as they are where no time passes, and where there are no times', () => {
    for (const list of [
      [5, 5, 5],
      [null, 7, null],
      [9, 4, 1],
    ])
      assert.equal(place(list).total, list.length * size.height);
  });

  it('say durations as people do', () => {
    const said = [5, 12_500, 999_600, 1_200_000, 59_600_000, 125_000_000, 12_000_000_000].map(durationText);
    assert.deepEqual(said, ['5 µs', '12.5 ms', '1 s', '1.2 s', '1 min', '2 min 5 s', '3 h 20 min']);
  });
});

describe('labels in narrow views', () => {
  it('are broken at blanks, into lines that have room, and lose nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 12 })),
        fc.integer({ min: 120, max: 600 }),
        (words, most) => {
          const text = words.join(' ').replace(/\s+/g, ' ').trim();
          const lines = wrap(text, face, most, measureByTable);
          for (const line of lines) assert.ok(measureByTable(line, face) <= most || [...line].length === 1, line);
          if (lines.length < 8) assert.equal(lines.join('').replace(/ /g, ''), text.replace(/ /g, ''));
        },
      ),
    );
  });

  it('have as much room as the view has, and never less than can be read', () => {
    const heads = [104, 104];
    assert.equal(labelRoom(1600, heads, 0), 560);
    assert.equal(labelRoom(320, heads, 0), 154);
    const room = labelRoom(600, heads, 0);
    assert.ok(room > 300 && room + 36 + 24 + 24 + 104 <= 600, String(room));
    assert.ok(labelRoom(600, heads, 62) < room);
  });
});
