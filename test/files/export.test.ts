import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { isIntact, judge, mark, type Markable } from '../../src/files/mark.ts';
import { fileNameOf, nameBeside } from '../../src/files/names.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A PNG of one pixel, chunk by chunk. The checksums of its chunks do not matter here. */
function png(pixel: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('IDAT', deflateSync(Buffer.from([0, pixel]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const CONTENTS: Readonly<Record<Markable, readonly [Uint8Array, Uint8Array]>> = {
  svg: [encode('<svg xmlns="http://www.w3.org/2000/svg"><text>一</text></svg>'), encode('<svg><text>b</text></svg>')],
  png: [png(1), png(2)],
  mermaid: [encode('sequenceDiagram\nA->>B: x\n'), encode('sequenceDiagram\nA->>B: y')],
  markdown: [encode('| a |\n|---|\n| 一 |\n'), encode('| b |\n')],
};

for (const form of Object.keys(CONTENTS) as Markable[]) {
  const [one, other] = CONTENTS[form];
  describe(`a ${form} file of an export`, () => {
    it('is known again, and may be replaced by the next export', () => {
      assert.equal(isIntact(form, mark(form, one)), true);
      assert.equal(judge(form, mark(form, one), mark(form, other)), 'write');
    });

    it('is not written twice', () => {
      assert.equal(judge(form, mark(form, one), mark(form, one)), 'same');
      assert.deepEqual(mark(form, one), mark(form, one));
    });

    it('is somebody’s own once he has changed anything', () => {
      const written = mark(form, one);
      for (let at = 0; at < written.length; at++) {
        const changed = Uint8Array.from(written);
        changed[at] = (changed[at] ?? 0) ^ 1;
        assert.equal(isIntact(form, changed), false, `byte ${String(at)}`);
        assert.equal(judge(form, changed, mark(form, other)), 'ask');
      }
    });

    it('is somebody’s own if it was never marked', () => {
      assert.equal(isIntact(form, one), false);
      assert.equal(judge(form, one, mark(form, other)), 'ask');
      assert.equal(judge(form, encode(''), mark(form, other)), 'ask');
      assert.equal(judge(form, undefined, mark(form, other)), 'write');
    });
  });
}

describe('the mark', () => {
  it('minds no line ends, which version control changes', () => {
    const written = decode(mark('mermaid', CONTENTS.mermaid[0]));
    const windows = encode(written.replaceAll('\n', '\r\n'));
    assert.equal(isIntact('mermaid', windows), true);
    assert.equal(judge('mermaid', windows, encode(written)), 'same');
  });

  it('stands inside of an SVG, which stays one', () => {
    assert.match(
      decode(mark('svg', CONTENTS.svg[0])),
      /^<svg [^]*<text>一<\/text><!-- handshake:export [0-9a-f]{8} --><\/svg>$/,
    );
  });

  it('is a tEXt chunk with a right checksum in front of the last chunk of a PNG', () => {
    const written = Buffer.from(mark('png', CONTENTS.png[0]));
    const at = written.indexOf('tEXt');
    const length = written.readUInt32BE(at - 4);
    assert.match(
      written.subarray(at + 4, at + 4 + length).toString('latin1'),
      /^Handshake\0handshake:export [0-9a-f]{8}$/,
    );
    assert.equal(written.indexOf('IEND') - 4, at + 4 + length + 4);
    let crc = 0xffffffff;
    for (const byte of written.subarray(at, at + 4 + length)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    assert.equal(written.readUInt32BE(at + 4 + length), (crc ^ 0xffffffff) >>> 0);
  });

  it('is not in plain text: what is there and differs is asked for', () => {
    assert.deepEqual(mark(null, encode('ladder')), encode('ladder'));
    assert.equal(judge(null, encode('ladder'), encode('other')), 'ask');
    assert.equal(judge(null, encode('ladder\r\n'), encode('ladder\n')), 'same');
  });
});

describe('names of exported files', () => {
  it('are made from the title, safe on every system', () => {
    assert.equal(fileNameOf('TCP three-way handshake'), 'tcp-three-way-handshake');
    assert.equal(fileNameOf('三次握手：第 1 版'), '三次握手-第-1-版');
    assert.equal(fileNameOf('../../etc/passwd'), 'etc-passwd');
    assert.equal(fileNameOf('a\\b:c*d?"<>|\u0000'), 'a-b-c-d');
    assert.equal(fileNameOf('…'), 'diagram');
    assert.equal(fileNameOf('a. . .'), 'a');
    assert.equal(fileNameOf('हैंडशेक'), 'हैंडशेक');
  });

  it('are none of those that Windows keeps for devices', () => {
    assert.deepEqual(['CON', 'nul.', 'COM¹', 'lpt0', 'Aux', 'con 2', 'console'].map(fileNameOf), [
      'con-diagram',
      'nul-diagram',
      'com¹-diagram',
      'lpt0-diagram',
      'aux-diagram',
      'con-2',
      'console',
    ]);
  });

  it('are short enough beside the name of a document', () => {
    const lengths = ['a', '客', '𠀀'].map((letter) => Buffer.byteLength(fileNameOf(letter.repeat(999))));
    assert.deepEqual(lengths, [60, 150, 148]);
  });

  it('say which diagram of which document it is', () => {
    assert.equal(nameBeside('note.md', 0, 'A b', 'svg'), 'note-1-a-b.svg');
    assert.equal(nameBeside('my.notes.md', 11, '', 'png'), 'my.notes-12-diagram.png');
    assert.equal(nameBeside('README', 0, 'x', 'svg'), 'README-1-x.svg');
  });
});
