import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import type { Analysis } from '../../src/core/check/analysis.ts';
import { describe as describeFinding, english } from '../../src/core/findings/finding.ts';
import { formatText } from '../../src/core/notation/index.ts';
import { toLadder, toTable } from '../../src/core/render/index.ts';
import { tcpFences } from '../../src/core/text/fences.ts';

const FOLDER = new URL('../../examples/', import.meta.url);
const FILES = readdirSync(FOLDER);

function analyses(file: string): Analysis[] {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const texts = file.endsWith('.md') ? tcpFences(text).map((fence) => fence.text) : [text];
  return texts.map((one) => analyze(one, DEFAULT_OPTIONS));
}

/** The rows of the segments, without the padding. */
function rows(file: string): string[] {
  const [analysis] = analyses(file);
  const table = toTable(analysis!.trace(analysis!.diagrams[0]!), { translate: english });
  return table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) => row.replace(/ +/g, ' '));
}

describe('the examples', () => {
  it('are formatted', () => {
    for (const file of FILES) {
      const text = readFileSync(new URL(file, FOLDER), 'utf8');
      const texts = file.endsWith('.md') ? tcpFences(text).map((fence) => fence.text) : [text];
      for (const one of texts) assert.equal(formatText(one), one, file);
    }
  });

  for (const file of FILES) {
    it(`${file} has no problem; only the textbook's FIN without ACK is remarked`, () => {
      const found = analyses(file).flatMap(({ findings }) =>
        findings
          .filter(({ severity }) => severity !== 'hint')
          .map((finding) => `${finding.line + 1}: ${finding.severity} ${finding.code}: ${describeFinding(finding, english)}`),
      );
      const textbook = file === 'close.tcp' || file === '四次挥手.tcp';
      assert.deepEqual(
        found.map((line) => line.replace(/:[^:]*$/, '')),
        textbook ? ['6: info ack-flag-missing'] : [],
      );
    });
  }

  it('of the README are right, and so is what it says of a wrong one', () => {
    const readme = readFileSync(new URL('../README.md', FOLDER), 'utf8');
    const [first, ...others] = tcpFences(readme).map(({ text }) => text);
    for (const text of [first!, ...others]) assert.deepEqual(analyze(text, DEFAULT_OPTIONS).findings, []);
    const [finding] = analyze(first!.replace('ack=x+1', 'ack=x'), DEFAULT_OPTIONS).findings;
    const { line, from, severity, code } = finding!;
    const said = `handshake.tcp:${line + 1}:${from + 1}: ${severity} ${code}: ${describeFinding(finding!, english)}`;
    assert.ok(readme.includes(`\n${said}\n`), said);
    const ladder = toLadder(analyze(first!, DEFAULT_OPTIONS).trace(analyze(first!, DEFAULT_OPTIONS).diagrams[0]!), {
      translate: english,
    });
    assert.ok(readme.includes(`\n${ladder}`), ladder);
  });

  it('hold RFC 9293’s figures 6 to 13, with both columns of states behind every segment that arrives', () => {
    for (let figure = 6; figure <= 13; figure++) {
      const file = `rfc9293-figure-${String(figure).padStart(2, '0')}.tcp`;
      const lines = readFileSync(new URL(file, FOLDER), 'utf8').split('\n');
      const states = lines.filter((line) => line.startsWith('state '));
      assert.ok(states.length >= 3, file);
      for (const line of states) assert.match(line, /^state A [A-Z0-9-]+.*, B [A-Z0-9-]+/);
    }
  });

  it('hold notes with several diagrams, in English and in Chinese', () => {
    assert.equal(analyses('notes.md').length, 5);
    assert.equal(analyses('笔记.md').length, 6);
  });

  for (const [language, open, close, client, server, rest] of [
    ['English', 'handshake.tcp', 'close.tcp', 'Client', 'Server', 'the server sends what is left'],
    ['Chinese', '三次握手.tcp', '四次挥手.tcp', '客户端', '服务器', '服务器发送剩余的数据'],
  ] as const) {
    it(`list the seven steps of the textbook in ${language}`, () => {
      assert.deepEqual(rows(open), [
        `| handshake | 1 | ${client} | SYN | x | | ${client}: CLOSED → SYN-SENT; ${server}: LISTEN → SYN-RECEIVED |`,
        `| handshake | 2 | ${server} | SYN, ACK | y | x+1 | ${client}: SYN-SENT → ESTABLISHED |`,
        `| handshake | 3 | ${client} | ACK | x+1 | y+1 | ${server}: SYN-RECEIVED → ESTABLISHED |`,
      ]);
      assert.deepEqual(rows(close), [
        `| close | 1 | ${client} | FIN | u | | ${client}: ESTABLISHED → FIN-WAIT-1; ${server}: ESTABLISHED → CLOSE-WAIT |`,
        `| close | 2 | ${server} | ACK | v | u+1 | ${client}: FIN-WAIT-1 → FIN-WAIT-2 |`,
        `| … | | | | | | ${rest} |`,
        `| close | 3 | ${server} | FIN, ACK | w | u+1 | ${server}: CLOSE-WAIT → LAST-ACK; ${client}: FIN-WAIT-2 → TIME-WAIT |`,
        `| close | 4 | ${client} | ACK | u+1 | w+1 | ${server}: LAST-ACK → CLOSED |`,
        `| | | ${client} | (2 MSL) | | | ${client}: TIME-WAIT → CLOSED |`,
      ]);
    });
  }
});
