import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { drawFile, NIGHT, PAPER } from '../../src/core/picture/index.ts';
import { connections, handshake, resultOf } from '../preview/fixtures.ts';

const parse = (text: string): Document => new JSDOM(text, { contentType: 'image/svg+xml' }).window.document;
const texts = (document: Document): string[] => [...document.querySelectorAll('text')].map((node) => node.textContent);

describe('connections in a picture', () => {
  it('have a number at the tail of each arrow, and a legend that names them', () => {
    const shown = texts(parse(drawFile(resultOf(connections()), (state) => state).svg));
    for (const name of ['Browser:51000 – Server:80', 'Browser:51001 – Server:80', 'Visitor:40000 – Server:443'])
      assert.ok(shown.includes(name), name);
    const tags = shown.filter((text) => /^[123]$/.test(text));
    // One for each of the 12 segments, and one in the legend for each connection.
    assert.deepEqual([tags.length, tags.filter((tag) => tag === '3').length], [15, 3]);
  });

  it('are not told apart where there is but one', () => {
    const result = resultOf(handshake());
    assert.deepEqual([result.connections, result.overview.connections], [[], []]);
    const svg = drawFile(result, (state) => state).svg;
    assert.ok(!svg.includes(PAPER['--hs-conn-1'] ?? ''));
  });
});

type Rgb = readonly [number, number, number];

/** Linear light of a colour. */
function light(hex: string): Rgb {
  const channel = (at: number): number => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(light(a)), luminance(light(b))].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

/** What eyes see of linear light: as everybody, without red cones, without green ones (Machado, Oliveira, Fernandes 2009). */
const EYES: Readonly<Record<string, readonly Rgb[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** CIE L*a*b* of linear light under D65. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seen(hex: string, eyes: readonly Rgb[]): Rgb {
  const from = light(hex);
  const [r = 0, g = 0, b = 0] = eyes.map((row) => Math.max(0, row[0] * from[0] + row[1] * from[1] + row[2] * from[2]));
  return lab([r, g, b]);
}

describe('the colours of connections', () => {
  for (const [name, inks] of Object.entries({ PAPER, NIGHT })) {
    const colours = Object.entries(inks)
      .filter(([variable]) => variable.startsWith('--hs-conn-'))
      .map(([, colour]) => colour);

    it(`of ${name} are as dark or as bright as text has to be (WCAG 2.2, 1.4.3)`, () => {
      for (const colour of colours) assert.ok(contrast(colour, inks['--hs-bg'] ?? '') >= 4.5, colour);
    });

    for (const [eyes, matrix] of Object.entries(EYES)) {
      it(`of ${name} differ to eyes: ${eyes}`, () => {
        colours.forEach((a, i) => {
          for (const b of colours.slice(i + 1)) {
            const [p, q] = [seen(a, matrix), seen(b, matrix)];
            const distance = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
            assert.ok(distance >= 10, `${a} and ${b}: ${distance.toFixed(1)}`);
          }
        });
      });
    }
  }
});
