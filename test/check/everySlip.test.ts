import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { analyze } from '../../src/core/check/index.ts';
import { said } from '../support/said.ts';

/**
 * A conversation that is right, `test/fixtures/slips/NAME.tcp`, with one slip at a time on every line of it. What is said of each
 * stands in `NAME.txt`, with what the first fix makes of the text; `as it was` is best. `UPDATE=1` writes it anew, to be read
 * as a diff.
 */
const FOLDER = new URL('../fixtures/slips/', import.meta.url);
const update = process.env['UPDATE'] === '1';

const FLAGS = /\b(?:SYN|FIN|RST|PSH|ACK)(?:,(?:SYN|FIN|RST|PSH|ACK))*\b/;

/** What a line becomes; null where the slip can't be made on it. `above` is the line before it. */
type Slip = (line: string, above: string) => string | null;

function replacing(pattern: RegExp, by: (...groups: string[]) => string): Slip {
  return (line) => {
    const changed = line.replace(pattern, (...found: string[]) => by(...found));
    return changed === line ? null : changed;
  };
}

/** A number, or the number behind a symbol, that is off by so much. */
const off = (field: string, by: number): Slip =>
  replacing(new RegExp(`\\b(${field}=(?:[a-z]\\+)?)(\\d+)\\b`), (_, name = '', digits = '') => {
    const number = Number(digits) + by;
    return number < 0 ? name + digits : name + String(number);
  });

/** A number as it stands on the line above. */
function taking(field: string, line: string, above: string): string | null {
  const number = new RegExp(`\\b${field}=\\S+`);
  const [written] = number.exec(above) ?? [];
  if (written === undefined || !number.test(line) || line.includes(written)) return null;
  return line.replace(number, written);
}

const SLIPS: Readonly<Record<string, Slip>> = {
  'seq one too high': off('seq', 1),
  'seq one too low': off('seq', -1),
  'seq ten too high': off('seq', 10),
  'seq far off': off('seq', 7000),
  'ack one too high': off('ack', 1),
  'ack one too low': off('ack', -1),
  'ack ten too low': off('ack', -10),
  'ack far off': off('ack', 7000),
  'len one too high': off('len', 1),
  'len half as much': replacing(/\blen=(\d+)/, (_, digits) => `len=${String(Number(digits) >> 1)}`),
  'len with a digit too many': replacing(/\blen=(\d+)/, (_, digits) => `len=${digits}0`),
  'len with its header': replacing(/\blen=(\d+)/, (_, digits) => `len=${String(Number(digits) + 20)}`),
  'no len': replacing(/ len=\d+/, () => ''),
  'data="hi!" too many': (line) => (/len|data/.test(line) ? null : `${line} data="hi!"`),
  'seq and ack swapped': replacing(/seq=(\S+) +ack=(\S+)/, (_, seq, ack) => `seq=${ack} ack=${seq}`),
  'seq of the line above': (line, above) => taking('seq', line, above),
  'ack of the line above': (line, above) => taking('ack', line, above),
  'no ACK': replacing(/,ACK\b|\bACK,/, () => ''),
  'no SYN': replacing(/\bSYN,/, () => ''),
  'no FIN': replacing(/\bFIN,/, () => ''),
  'SYN too many': (line) => (line.includes('SYN') ? null : line.replace(FLAGS, 'SYN,$&')),
  'FIN too many': (line) => (/FIN|SYN|RST/.test(line) ? null : line.replace(FLAGS, 'FIN,$&')),
  'RST too many': (line) => (line.includes('RST') ? null : line.replace(FLAGS, 'RST,$&')),
  'ACK alone': replacing(FLAGS, () => 'ACK'),
  'RST instead': replacing(FLAGS, () => 'RST'),
  'SYN for FIN': replacing(/\bFIN\b/, () => 'SYN'),
  'the wrong way round': replacing(/^(\S+) (-x|->\.\.\.|\.\.\.->|->) (\S+)/, (_, a, arrow, b) => `${b} ${arrow} ${a}`),
  'from itself': replacing(/^(\S+) (-x|->\.\.\.|\.\.\.->|->) (\S+)/, (_, a, arrow) => `${a} ${arrow} ${a}`),
  lost: replacing(/ -> /, () => ' -x '),
  'not lost': replacing(/ -x /, () => ' -> '),
  'never arrives': replacing(/ -> /, () => ' ->... '),
  'no line': () => '',
  twice: (line) => `${line}\n${line}`,
  'before the line above': (line, above) => (/->|-x/.test(above) ? `${line}\n${above}` : null),
  'without numbers': replacing(/ +seq=\S+| +ack=\S+/g, () => ''),
};

function allSaid(text: string, right: string): string {
  const analysis = analyze(text);
  return analysis.findings
    .filter(({ severity }) => severity !== 'hint')
    .map((finding) => said(finding, analysis, right))
    .join('');
}

/** What is said of every slip on a line. */
function slipsOn(at: number, right: string): string {
  const lines = right.split('\n');
  const [line, above] = [lines[at]!, lines[at - 1] ?? ''];
  let all = `${String(at + 1)}  ${line}\n`;
  for (const [name, slip] of Object.entries(SLIPS)) {
    const slipped = slip(line, above);
    if (slipped === null) continue;
    const from = name === 'before the line above' ? at - 1 : at;
    const text = [...lines.slice(0, from), ...(slipped === '' ? [] : [slipped]), ...lines.slice(at + 1)].join('\n');
    all += `  ${name}\n${allSaid(text, right) || '    nothing: it may be so\n'}`;
  }
  return all;
}

describe('One slip in a conversation that is right', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.tcp'))) {
    const golden = new URL(file.replace('.tcp', '.txt'), FOLDER);
    const right = readFileSync(new URL(file, FOLDER), 'utf8').trimEnd();
    const segments = right.split('\n').flatMap((line, at) => (line.includes('seq=') ? [at] : []));
    if (update) writeFileSync(golden, segments.map((at) => slipsOn(at, right)).join(''));
    const expected = readFileSync(golden, 'utf8').split(/^(?=\d)/m);

    it(`${file}: nothing is wrong with it`, () => {
      const grave = analyze(right).findings.filter(({ severity }) => severity !== 'hint');
      assert.deepEqual([grave, expected.length], [[], segments.length]);
    });

    for (const [i, at] of segments.entries()) {
      it(`${file}: on line ${String(at + 1)}, it is told as ${file.replace('.tcp', '.txt')} says`, () => {
        assert.equal(slipsOn(at, right), expected[i]);
      });
    }
  }
});
