import assert from 'node:assert/strict';
import { formatText } from '../../src/core/notation/index.ts';
import { parseLine, tokenize } from '../../src/core/notation/index.ts';
import { afterAction, applyEdit, cursor, fixture, URI } from './harness.ts';

/** Lines as people write them, and the same in the notation. */
const NOTES: readonly (readonly [written: string, strict: string])[] = [
  ['1. C -> S: SYN (please), Seq: 7', 'C -> S SYN seq=7 "please"'],
  ['- C->>S: SYN, see bug #12', 'C -> S SYN "see bug #12"'],
  ['第一次握手：C -> S：SYN = 1，序号 seq = x', 'C -> S SYN seq=x "第一次握手"'],
  ['C --SYN (seq=x)--> S', 'C -> S SYN seq=x'],
  ['C -> S: envía SYN(x)', 'C -> S SYN seq=x "envía"'],
  ['C → S : отправляет SYN, seq = x', 'C -> S SYN seq=x "отправляет"'],
  ['客户端 -> 服务器：发送SYN报文，seq=x', '客户端 -> 服务器 SYN seq=x "发送 报文"'],
  ['C -> S: SYNを送る (seq=x)', 'C -> S SYN seq=x "を送る"'],
];

describe('a segment as people write it, in the editor', () => {
  for (const [written, strict] of NOTES) {
    it(`“${written}” has its tokens, keeps its words, and is written in the notation`, () => {
      const statement = parseLine(written);
      assert.deepEqual([statement.problems, statement.kind], [[], 'segment']);
      const tokens = tokenize(statement, written);
      assert.equal(tokens.map(({ from, to }) => written.slice(from, to)).join(''), written);
      const kinds = new Set(tokens.map(({ kind }) => kind));
      for (const kind of ['participant', 'flag', 'arrow'] as const) assert.ok(kinds.has(kind), kind);
      assert.ok(!kinds.has('comment') && !kinds.has('unknown'));
      const formatted = formatText(`${written}\n`);
      for (const word of written.match(/[\p{L}\p{N}]+/gu) ?? []) assert.ok(formatted.includes(word), formatted);
      assert.equal(afterAction(`$0${written}\n`, 'Write in the notation'), `${strict}\n`);
    });
  }

  it('a rename goes through lines of both kinds', () => {
    const fixed = fixture('C -> S SYN seq=$0x\n1. S -> C: SYN,ACK (seq = y, ack = x + 1)\n');
    const edit = fixed.service.rename(URI, cursor(fixed), 'isn');
    assert.ok(edit !== null && !('refused' in edit));
    assert.equal(applyEdit(fixed.text, edit), 'C -> S SYN seq=isn\n1. S -> C: SYN,ACK (seq = y, ack = isn + 1)\n');
  });
});
