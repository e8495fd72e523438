import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import type { Finding } from '../../src/core/findings/finding.ts';
import type { TextEdit } from '../../src/core/text/place.ts';

/** A mistake that a writer makes, and the token that is to be underlined for it. */
interface Mistake {
  readonly says: string;
  readonly file: string;
  /** The change of the text; blanks may be aligned in any way. */
  readonly from: RegExp;
  readonly to: string;
  /** The line from 1 and the text that is underlined there. */
  readonly line: number;
  readonly token: RegExp;
  /** The line as its fix leaves it; the line of the example itself where it is not given. */
  readonly mended?: string;
}

const MISTAKES: readonly Mistake[] = [
  { says: 'an ack that forgets the SYN', file: 'handshake', from: /ack=x\+1/, to: 'ack=x', line: 6, token: /^(ack=)?x$/ },
  { says: 'a seq that forgets the SYN', file: 'handshake', from: /seq=x\+1/, to: 'seq=x', line: 7, token: /^(seq=)?x$/ },
  { says: 'an ack of an older number', file: 'close', from: /ack=w\+1/, to: 'ack=v+1', line: 12, token: /^(ack=)?v\+1$/ },
  { says: 'a SYN-ACK without SYN', file: 'handshake', from: /SYN,ACK/, to: 'ACK', line: 6, token: /^ACK$/ },
  {
    says: 'data before the connection is there',
    file: 'handshake',
    from: /(?=C -> S +ACK )/,
    to: 'C <- S PSH,ACK seq=y+1 ack=x+1 len=10\n',
    line: 7,
    token: /^(len=10|PSH,ACK)$/,
    mended: '',
  },
  {
    says: 'data after the FIN',
    file: 'close',
    from: /(?=^\.\.\. )/m,
    to: 'C -> S ACK seq=u+1 ack=v len=10\n',
    line: 10,
    token: /^(ACK|len=10|10)$/,
    mended: '',
  },
  {
    says: 'an ACK of what is lost',
    file: 'close',
    from: /C -> S(?= +FIN )/,
    to: 'C -x S',
    line: 7,
    // All that follows is right if the FIN was sent again.
    token: /^((ack=)?u\+1|C <- S ACK .*)$/,
    mended: '',
  },
  {
    says: 'a state one line too early',
    file: 'handshake',
    from: /(?=C <- S)/,
    to: 'state C ESTABLISHED\n',
    line: 6,
    token: /^ESTABLISHED$/,
    mended: 'state C SYN-SENT',
  },
];

const FILES: Readonly<Record<string, readonly string[]>> = {
  handshake: ['handshake.tcp', '三次握手.tcp'],
  close: ['close.tcp', '四次挥手.tcp'],
};

describe('one mistake in an example', () => {
  for (const mistake of MISTAKES) {
    for (const file of FILES[mistake.file]!) {
      it(`${mistake.says}: ${file}`, () => {
        const right = readFileSync(new URL(`../../examples/${file}`, import.meta.url), 'utf8');
        const wrong = right.replace(mistake.from, mistake.to);
        assert.notEqual(wrong, right);
        const [first, ...others] = grave(wrong);
        assert.ok(first !== undefined, 'it is found');
        const line = wrong.split('\n')[first.line]!;
        assert.equal(first.line + 1, mistake.line);
        assert.match(line.slice(first.from, first.to), mistake.token);
        const fix = first.fixes[0];
        assert.ok(fix !== undefined, `${first.code} has a fix`);
        const mended = apply(wrong, fix.edits);
        assert.ok(!grave(mended).some(({ code, line: at }) => code === first.code && at === first.line), 'the fix mends it');
        if (mistake.mended === undefined) {
          assert.deepEqual(others, [], 'one mistake is one finding');
          assert.equal(squeeze(mended), squeeze(right));
        }
      });
    }
  }
});

function grave(text: string): Finding[] {
  return analyze(text, DEFAULT_OPTIONS).findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
}

function apply(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  for (const { line, from, to, text: put } of [...edits].sort((a, b) => b.line - a.line || b.from - a.from)) {
    lines[line] = lines[line]!.slice(0, from) + put + lines[line]!.slice(to);
  }
  return lines.join('\n');
}

/** Blanks do not count: a fix does not align. */
function squeeze(text: string): string {
  return text.replace(/ +/g, ' ');
}
