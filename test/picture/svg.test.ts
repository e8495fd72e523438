import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { analyze } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import { pictureOf } from '../../src/core/picture-of.ts';
import { drawFile, markup, measureByTable, sourceInSvg, svg } from '../../src/core/picture/index.ts';
import { cli, GOOD, NOTE } from '../cli/memory.ts';
import { anyCharacter, fc } from '../support/property.ts';

const parse = (text: string): Document => new JSDOM(text, { contentType: 'image/svg+xml' }).window.document;

function draw(text: string): string {
  const analysis = analyze(text, { severities: {} });
  const [diagram] = analysis.diagrams;
  assert.ok(diagram);
  return drawFile(pictureOf(analysis, diagram, 0, { translate: english }), (state) => state, text).svg;
}

const texts = (document: Document): string[] => [...document.querySelectorAll('text')].map((node) => node.textContent);

/** What no XML document can hold. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const UNHELD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

describe('a picture without a browser', () => {
  it('shows the title, the ends, every segment and the states', () => {
    const shown = texts(parse(draw(`diagram Hello\n${GOOD}C -x S PSH,ACK seq=x+1 ack=y+1 len=10\nnote over C: bye\n`)));
    for (const text of [
      'Hello',
      'C',
      'S',
      'SYN seq=x',
      'SYN, ACK seq=y ack=x+1',
      'SYN-SENT',
      'lost',
      'bye',
      'Handshake',
    ])
      assert.ok(shown.includes(text), `${text} in ${shown.join(' | ')}`);
  });

  it('is a document of its own: no style sheet, no class, no variable, nothing from outside', () => {
    const document = draw(`${GOOD}C -> S FIN seq=5\n`).replace(/<metadata>.*<\/metadata>/s, '');
    assert.doesNotMatch(document, /class=|var\(|calc\(|<style|href|url\(|undefined|NaN/);
    for (const shape of parse(document).querySelectorAll('text, rect, line, path, circle'))
      assert.ok(shape.hasAttribute('fill') || shape.hasAttribute('stroke'), shape.outerHTML);
  });

  it('is the same every time, and says what a screen reader should say', () => {
    assert.equal(draw(GOOD), draw(GOOD));
    const root = parse(draw(GOOD)).documentElement;
    assert.equal(root.getAttribute('aria-labelledby'), 'title description');
    assert.match(root.querySelector('desc')?.textContent ?? '', /Segments: 3\. Participants: C, S\. Problems: 0\./);
  });

  it('paints what is wrong in the colour of errors, by the rules of the style sheet', () => {
    const wrong = parse(draw(GOOD.replace('ack=x+1', 'ack=x')));
    const label = [...wrong.querySelectorAll('text')].find((node) => node.textContent === 'SYN, ACK seq=y ack=x');
    assert.equal(label?.getAttribute('fill'), '#a40e26');
    assert.equal(label.getAttribute('stroke'), '#eef5ff', 'the colour of the phase around the letters');
    assert.equal(label.getAttribute('font-size'), '13px');
  });

  it('holds the notation that it was drawn from, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const clean = text.replace(/[\r\n]/g, ' ');
        const source = `${GOOD}note over C: ${clean}\n`;
        const held = sourceInSvg(draw(source));
        assert.equal(held, source.replace(UNHELD, '\ufffd'));
      }),
    );
  });

  it('holds it as any reader of XML finds it', () => {
    const source = `${GOOD}note over C: <a b="c"> & ]]> 中文 \u{1f600}\n`;
    assert.equal(parse(draw(source)).querySelector('notation')?.textContent, source);
  });

  it('nothing that is written becomes markup', () => {
    const evil = '</text><script>alert(1)</script> "onload="x" &amp; ]]> <!--';
    const document = parse(draw(`${GOOD}note over C: ${evil}\n`));
    assert.equal(document.querySelectorAll('script').length, 0);
    assert.ok(texts(document).some((text) => text.includes('<script>alert(1)</script>')));
    assert.equal(markup(svg('a', { b: '"<&' }, '<&\u0000\ud800')), '<a b="&#34;&#60;&#38;">&#60;&#38;\ufffd\ufffd</a>');
  });

  it('a picture that is none of ours holds no notation', () => {
    assert.equal(sourceInSvg('<svg xmlns="http://www.w3.org/2000/svg"/>'), undefined);
    assert.equal(sourceInSvg('<notation xmlns="urn:handshake:notation">cut'), undefined);
  });

  it('measures by the widths of Helvetica and Courier, and by columns what is neither', () => {
    const face = { kind: 'text', size: 100, bold: false } as const;
    assert.equal(Math.round(measureByTable('i', face)), Math.round(22.2 * 1.06));
    assert.ok(measureByTable('W', face) > 4 * measureByTable('i', face));
    assert.equal(measureByTable('iW', { ...face, kind: 'code' }), 2 * measureByTable('x', { ...face, kind: 'code' }));
    assert.equal(Math.round(measureByTable('中文', face)), 212);
  });
});

describe('handshake export --to svg', () => {
  it('writes one diagram to the standard output or to a file, marked as that of an export', async () => {
    const shown = await cli(['export', 'a.tcp', '--to', 'svg'], { 'a.tcp': GOOD });
    assert.equal(shown.code, 0);
    assert.match(shown.out, /^<svg [^]*<\/svg>\n$/);
    assert.equal(sourceInSvg(shown.out), GOOD);
    const written = await cli(['export', 'a.tcp', '--to', 'svg', '--out', 'a.svg'], { 'a.tcp': GOOD });
    assert.match(written.written['a.svg'] ?? '', /<!-- handshake:export [0-9a-f]{8} --><\/svg>/);
  });

  it('writes a file for each diagram of several files into a folder', async () => {
    const files = { 'a.tcp': `diagram One\n${GOOD}diagram Two\n${GOOD}`, 'note.md': NOTE };
    const { code, written } = await cli(['export', 'a.tcp', 'note.md', '--to', 'svg', '--out-dir', 'out/'], files);
    assert.equal(code, 0);
    assert.deepEqual(Object.keys(written), ['out/a-1-one.svg', 'out/a-2-two.svg', 'out/note-1-diagram.svg']);
  });

  it('says what is missing for more than one, and that nothing else is written for several files', async () => {
    const two = await cli(['export', 'a.tcp', '--to', 'svg'], { 'a.tcp': `diagram One\n${GOOD}diagram Two\n${GOOD}` });
    assert.equal(two.code, 2);
    assert.match(two.err, /there are 2 diagrams, and a file holds one: --out-dir/);
    const files = await cli(['export', 'a.tcp', 'b.tcp', '--to', 'table'], { 'a.tcp': GOOD, 'b.tcp': GOOD });
    assert.deepEqual([files.code, files.out], [2, '']);
  });

  it('refuses to write two diagrams into one file: notes of one name in two folders', async () => {
    const { code, err, written } = await cli(['export', 'docs', '--to', 'svg', '--out-dir', 'out'], {
      docs: null,
      'docs/a/note.md': NOTE,
      'docs/b/note.md': NOTE,
    });
    assert.deepEqual([code, written], [2, {}]);
    assert.equal(
      err,
      'handshake: docs/a/note.md and docs/b/note.md would both be drawn into out/note-1-diagram.svg: export them into different folders\n',
    );
  });
});
