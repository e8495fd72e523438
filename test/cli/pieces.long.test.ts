import assert from 'node:assert/strict';
import { traffic } from '../support/traffic.ts';
import { cli, GOOD } from './memory.ts';

const LONG = `${GOOD}${'C -> S ACK seq=x+1 ack=y+1\n'.repeat(2000)}`;

/** What a call printed, piece by piece, and how often it waited for a piece to be taken. */
async function pieces(
  args: readonly string[],
  text: string | Uint8Array,
): Promise<{ pieces: string[]; waits: number }> {
  const pieces: string[] = [];
  let waits = 0;
  const { out } = await cli([...args, 'a.tcp'], { 'a.tcp': text }, false, undefined, {
    stdout: (piece) => pieces.push(typeof piece === 'string' ? piece : new TextDecoder().decode(piece)),
    drained: () => {
      waits++;
      return Promise.resolve();
    },
  });
  assert.equal(out, '');
  return { pieces, waits };
}

describe('What the command line prints of long diagrams', () => {
  for (const format of ['text', 'json', 'jsonl']) {
    it(`comes in pieces, of which none is kept, and each is waited for: trace --format ${format}`, async () => {
      const printed = await pieces(['trace', '--format', format], LONG);
      const total = printed.pieces.join('').length;
      assert.ok(total > 120_000 && printed.pieces.every((piece) => piece.length < 80_000), format);
      assert.ok(printed.waits >= total / 80_000, format);
    });
  }

  it('comes in pieces of an imported text as well; many short diagrams are put together', async () => {
    const short = 'diagram\nclient C\nserver S\nC -> S SYN seq=x\n'.repeat(300);
    for (const text of [LONG, short]) {
      const printed = await pieces(['import', '--format', 'json'], text);
      const whole = printed.pieces.join('');
      assert.equal((JSON.parse(whole) as { diagrams: unknown[] }).diagrams.length, text === LONG ? 1 : 300);
      assert.ok(printed.pieces.every((piece) => piece.length < 140_000));
      assert.ok(printed.pieces.length <= whole.length / 60_000 + 1 && printed.waits === printed.pieces.length - 1);
    }
  });

  it('is the same of one long connection, whose steps are not kept: handshake import --format json', async () => {
    const packets = 50_001;
    const file = Buffer.concat([...traffic({ packets, data: 10, open: 1, exchanges: packets })]);
    const printed = await pieces(['import', '--format', 'json'], file);
    assert.ok(printed.pieces.every((piece) => piece.length < 140_000));
    const notation = await cli(['import', 'a.tcp'], { 'a.tcp': file });
    const traced = await pieces(['trace', '--format', 'json'], notation.out);
    const plain = printed.pieces.join('').replaceAll(/,"frame":\d+,"raw":\{[^}]*\}/g, '');
    assert.ok(plain === traced.pieces.join(''));
  });
});
