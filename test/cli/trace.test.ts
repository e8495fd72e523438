import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { cli, GOOD, NOTE } from './memory.ts';

describe('handshake trace', () => {
  it('prints the analysis as JSON', async () => {
    const text = `diagram Three-way handshake\n${GOOD.replace('client C', 'client C as 客户端')}...\n`;
    const { code, out } = await cli(['trace', 'a.tcp', '--format', 'json'], { 'a.tcp': text });
    assert.equal(code, 0);
    const { diagrams } = JSON.parse(out) as { diagrams: { events: unknown[] }[] };
    const [{ events, ...head }] = diagrams as [{ events: unknown[] }];
    assert.deepEqual(head, {
      file: 'a.tcp',
      title: 'Three-way handshake',
      line: 1,
      participants: [
        { name: 'C', label: '客户端' },
        { name: 'S', label: 'S' },
      ],
    });
    const { reply, ...first } = events[0] as { reply: { flags: string[]; ack: string } };
    assert.deepEqual([reply.flags, reply.ack], [['SYN', 'ACK'], 'x+1']);
    assert.deepEqual(first, {
      line: 4,
      kind: 'segment',
      time: null,
      connection: 1,
      from: 'C',
      to: 'S',
      delivery: 'delivered',
      flags: ['SYN'],
      seq: 'x',
      ack: null,
      len: '0',
      win: null,
      options: [],
      text: '',
      labels: [],
      phase: 'handshake',
      step: 1,
      states: { C: ['CLOSED', 'SYN-SENT'], S: ['LISTEN', 'SYN-RECEIVED'] },
      tcb: {
        C: { sndUna: 'x', sndNxt: 'x+1', rcvNxt: null, sndWnd: null, rcvWnd: null },
        S: { sndUna: null, sndNxt: null, rcvNxt: 'x+1', sndWnd: null, rcvWnd: null },
      },
      findings: [],
    });
    assert.deepEqual(events[3], { line: 7, kind: 'elision', text: '', findings: [] });
    assert.equal(events.length, 4);
  });

  it('counts lines of the Markdown file', async () => {
    const { out } = await cli(['trace', '--format', 'json', 'note.md'], { 'note.md': NOTE });
    const { diagrams } = JSON.parse(out) as { diagrams: { line: number; events: { line: number }[] }[] };
    assert.deepEqual([diagrams[0]?.line, ...diagrams[0]!.events.map(({ line }) => line)], [6, 8, 9, 10]);
  });

  it('prints JSON lines, of the same events, as the schema has them', async () => {
    const files = { 'a.tcp': `${GOOD}... later\ndiagram Two\n${GOOD}note over C: \u202edone\n`, 'note.md': NOTE };
    const { code, out } = await cli(['trace', 'a.tcp', 'note.md', '--format', 'jsonl'], files);
    assert.equal(code, 0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const schema = JSON.parse(readFileSync(new URL('../../docs/trace.schema.json', import.meta.url), 'utf8')) as object;
    const validate = new Ajv().addSchema(schema, 'trace').getSchema('trace#/definitions/jsonLine');
    for (const line of lines) assert.ok(validate?.(line), JSON.stringify([line, validate?.errors]));
    const whole = JSON.parse((await cli(['trace', 'a.tcp', 'note.md', '--format', 'json'], files)).out) as {
      diagrams: { events: object[] }[];
    };
    assert.deepEqual(
      lines,
      whole.diagrams.flatMap(({ events, ...head }) => [{ version: 1, kind: 'diagram', ...head }, ...events]),
    );
  });

  it('prints it as text', async () => {
    const text = `${GOOD}C -x S FIN,ACK seq=x+1 ack=y+1\nnote over C: done\nclose S\nstate C FIN-WAIT-1\n... later\n`;
    const { code, out } = await cli(['trace', 'a.tcp'], { 'a.tcp': text });
    assert.equal(code, 0);
    const lines = out.split('\n');
    assert.equal(lines[0], 'a.tcp:1:');
    assert.equal(
      lines[2],
      '  4: S -> C SYN,ACK seq=y ack=x+1 len=0 | handshake 2 | C SYN-SENT → ESTABLISHED | reply ACK seq=x+1 ack=y+1',
    );
    assert.equal(lines[4], '  6: C -x S FIN,ACK seq=x+1 ack=y+1 len=0 | close 1 | C ESTABLISHED → FIN-WAIT-1');
    assert.equal(lines[5], '  7: note over C: done');
    assert.match(lines[6]!, /^ {2}8: close S/);
    assert.deepEqual(lines.slice(7), ['  9: state C FIN-WAIT-1', '  10: ... later', '']);
  });
});
