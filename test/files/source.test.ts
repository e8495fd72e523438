import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';
import { isIntact, mark } from '../../src/files/mark.ts';
import { chunksOf } from '../../src/files/png.ts';
import { isPictureFile, sourceIn, withSource } from '../../src/files/source.ts';
import { cli, GOOD } from '../cli/memory.ts';
import { anyCharacter, fc } from '../support/property.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const HEAD = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const IHDR = chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
const IDAT = chunk('IDAT', deflateSync(Buffer.from([0, 7])));
const IEND = chunk('IEND', Buffer.alloc(0));

const PNG = Buffer.concat([HEAD, IHDR, IDAT, IEND]);
const SVG = encode('<svg xmlns="http://www.w3.org/2000/svg"><title>t</title><desc>a &#38; b</desc><rect/></svg>');
const KINDS = [
  ['png', PNG],
  ['svg', SVG],
] as const;

/** What no XML document can hold is lost on the way. */
const speakable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
/** Halves of characters are no UTF-8. */
const whole = (text: string): string => decode(encode(text));

describe('the notation in a picture', () => {
  for (const [kind, picture] of KINDS) {
    it(`comes back from ${kind} as it was`, () => {
      fc.assert(
        fc.property(fc.oneof(fc.string({ unit: anyCharacter }), fc.string()), (text) => {
          const file = withSource(kind, picture, text);
          assert.equal(sourceIn(file), kind === 'svg' ? speakable(whole(text)) : whole(text));
        }),
      );
    });

    it(`does not change how ${kind} files are marked`, () => {
      const file = mark(kind, withSource(kind, picture, GOOD));
      assert.equal(isIntact(kind, file), true);
      assert.equal(sourceIn(file), GOOD);
    });

    it(`is looked for in ${kind} files whatever became of them, and nothing throws`, () => {
      const file = withSource(kind, picture, GOOD);
      const damage = fc.oneof(
        fc.record({ at: fc.nat(file.length - 1), byte: fc.integer({ min: 0, max: 255 }) }),
        fc.record({ cut: fc.nat(file.length) }),
      );
      fc.assert(
        fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (list) => {
          let bytes = Uint8Array.from(file);
          for (const one of list) {
            if ('cut' in one) bytes = bytes.subarray(0, one.cut);
            else bytes[one.at] = one.byte;
          }
          const found = sourceIn(bytes);
          if (kind === 'png') assert.ok(found === undefined || found === GOOD);
        }),
      );
    });
  }

  it('stands in an iTXt chunk behind the header, with lengths and checksums as PNG asks for', () => {
    const file = Buffer.from(withSource('png', PNG, '客户端 é'));
    const data = Buffer.concat([Buffer.from('Handshake notation\0\0\0\0\0', 'latin1'), Buffer.from('客户端 é')]);
    assert.deepEqual(file, Buffer.concat([HEAD, IHDR, chunk('iTXt', data), IDAT, IEND]));
    assert.deepEqual(
      [...chunksOf(file)].map(({ type }) => type),
      ['IHDR', 'iTXt', 'IDAT', 'IEND'],
    );
  });

  it('is found in SVG that an editor has written its own way', () => {
    const other = (notation: string): string | undefined =>
      sourceIn(
        encode(`<?xml version="1.0"?>\n<svg xmlns:n="urn:handshake:notation"><metadata>${notation}</metadata></svg>`),
      );
    assert.equal(other('<n:notation xml:space="preserve">C -&gt; S &#x7b;&lt;&#60;</n:notation>'), 'C -> S {<<');
    assert.equal(other('<n:notation><![CDATA[C -> S "<&amp;>"]]></n:notation>'), 'C -> S "<&amp;>"');
    assert.equal(other('<n:notation>&#9999999;&#xffffff;</n:notation>'), '\ufffd\ufffd');
    assert.equal(other('<n:notation>cut'), undefined);
  });

  it('is not in any other file', () => {
    for (const bytes of [PNG, SVG, encode(GOOD), new Uint8Array(0), encode('<svg>'), HEAD])
      assert.equal(sourceIn(bytes), undefined);
    const behind = Buffer.concat([PNG, withSource('png', PNG, 'x').subarray(HEAD.length + IHDR.length)]);
    assert.equal(sourceIn(behind), undefined, 'behind the end of the picture');
    const huge = Buffer.concat([
      HEAD,
      Buffer.from([0xff, 0xff, 0xff, 0xff]),
      Buffer.from('iTXt', 'latin1'),
      Buffer.alloc(64),
    ]);
    assert.equal(sourceIn(huge), undefined, 'a length beyond the file');
  });

  it('is left out where it would be larger than any picture', () => {
    assert.equal(withSource('png', PNG, 'x'.repeat(20_000_001)), PNG);
  });

  it('tells pictures from texts', () => {
    for (const text of ['<svg>', '\ufeff<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="x">'])
      assert.ok(isPictureFile(encode(text)));
    assert.ok(isPictureFile(PNG));
    for (const text of ['', 'C -> S SYN', '<svgx>', 'a <svg>', 'PNG']) assert.ok(!isPictureFile(encode(text)), text);
  });
});

describe('handshake import of a picture', () => {
  const files = { 'a.svg': withSource('svg', SVG, GOOD), 'a.png': withSource('png', PNG, GOOD), 'b.png': PNG };

  it('brings the notation back', async () => {
    for (const file of ['a.svg', 'a.png']) {
      const { code, out, err } = await cli(['import', file], files);
      assert.deepEqual([code, out, err], [0, GOOD, '']);
    }
    const json = await cli(['import', 'a.png', '--format', 'json'], files);
    assert.match(json.out, /"flags":\["SYN"\]/);
  });

  it('says that there is none', async () => {
    const { code, err } = await cli(['import', 'b.png'], files);
    assert.deepEqual([code, err], [2, 'handshake: cannot read b.png: no notation is in this picture\n']);
  });

  it('is the only one that takes pictures', async () => {
    const { code, err } = await cli(['check', 'a.png'], files);
    assert.deepEqual([code, err], [2, 'handshake: a.png is a picture: handshake import brings its notation back\n']);
  });
});
