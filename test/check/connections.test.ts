import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { assertCodes, assertRight, graveOf } from '../support/told.ts';

describe('Several connections in one diagram', () => {
  it('are told apart by their ports', () => {
    assertRight(`C:1 -> S:80 SYN     seq=x
C:2 -> S:80 SYN     seq=p
S:80 -> C:2 SYN,ACK seq=q ack=p+1
S:80 -> C:1 SYN,ACK seq=y ack=x+1
C:1 -> S:80 ACK     seq=x+1 ack=y+1
state C:1 ESTABLISHED, C:2 ESTABLISHED`);
    assertCodes('C:1 -> S:80 SYN seq=x\nC:2 -> S:80 SYN seq=p\nS:80 -> C:2 SYN,ACK seq=q ack=x+1', ['3 ack-mismatch']);
  });

  it('and by their ends: a server has as many as it has clients', () => {
    assertRight(`client A
client B
server S
A -> S SYN     seq=10
B -> S SYN     seq=20
S -> B SYN,ACK seq=30 ack=21
S -> A SYN,ACK seq=40 ack=11
A -> S ACK     seq=11 ack=41`);
  });

  it('a port left out is that of the connection that was last spoken of', () => {
    assertRight(`C:1 -> S:80 SYN seq=x
S -> C SYN,ACK seq=y ack=x+1
C -> S ACK seq=x+1 ack=y+1`);
  });

  it('where one port is given, a line belongs to the last connection with that port', () => {
    assertRight(`C:1 -> S:80 SYN     seq=x
C:2 -> S:81 SYN     seq=p
C:3 -> S:81 SYN     seq=u
S:80 -> C SYN,ACK   seq=y ack=x+1
S -> C:2 SYN,ACK    seq=q ack=p+1
S:81 -> C:2 SYN,ACK seq=q ack=p+1`);
    assertCodes('C:1 -> S:80 SYN seq=x\nC:2 -> S:80 SYN seq=p\nS:80 -> C SYN,ACK seq=y ack=x+1', ['3 ack-mismatch']);
  });

  it('a scan of ports without that of the scanner is a connection for each', () => {
    assertRight(`client C
server S
C -> S:1 SYN     seq=1
C -> S:2 SYN     seq=9
S:2 -> C SYN,ACK seq=y ack=10
S:1 -> C RST,ACK seq=0 ack=2`);
  });

  it('one host may talk to itself over two ports', () => {
    assertRight('A:1 -> A:2 SYN seq=x\nA:2 -> A:1 SYN,ACK seq=y ack=x+1\nA:1 -> A:2 ACK seq=x+1 ack=y+1');
  });

  it('diagrams of one file know nothing of each other', () => {
    assertRight(`diagram one
client C
server S
C -> S SYN seq=x
diagram two
client A
server B
A -> B SYN     seq=y
B -> A SYN,ACK seq=x ack=y+1`);
  });
});

describe('The same ends once more', () => {
  it('after a reset, with another number', () => {
    assertRight(`client C
server S
C -> S SYN     seq=100
S -> C RST,ACK seq=0 ack=101
C -> S SYN     seq=900
S -> C SYN,ACK seq=300 ack=901
C -> S ACK     seq=901 ack=301
state C ESTABLISHED, S ESTABLISHED`);
  });

  it('after a crash: half-open, found out and opened again (RFC 9293, figures 9 and 10)', () => {
    assertRight(`client C
server S
C -> S SYN     seq=100
S -> C SYN,ACK seq=300 ack=101
C -> S ACK     seq=101 ack=301
crash C
C -> S SYN     seq=400
S -> C ACK     seq=301 ack=101
C -> S RST     seq=101
C -> S SYN     seq=400
S -> C SYN,ACK seq=700 ack=401
C -> S ACK     seq=401 ack=701
state C ESTABLISHED, S ESTABLISHED`);
  });
});

describe('Numbers that wrap round', () => {
  it('in the handshake', () => {
    assertRight(
      'client C\nserver S\nC -> S SYN seq=4294967295\nS -> C SYN,ACK seq=4294967295 ack=0\nC -> S ACK seq=0 ack=0',
    );
  });

  it('in the middle of data, lost and sent again', () => {
    assertRight(`state C ESTABLISHED snd.nxt=4294967290 rcv.nxt=1, S ESTABLISHED snd.nxt=1 rcv.nxt=4294967290
C -x S ACK seq=4294967290 ack=1 len=10
C -> S ACK seq=4 ack=1 len=10
S -> C ACK seq=1 ack=4294967290
C -> S ACK seq=4294967290 ack=1 len=10
S -> C ACK seq=1 ack=14`);
  });

  it('are off by one there as well', () => {
    assertCodes('client C\nserver S\nC -> S SYN seq=4294967295\nS -> C SYN,ACK seq=9 ack=1', ['4 ack-unsent']);
    assertCodes('client C\nserver S\nC -> S SYN seq=4294967295\nS -> C SYN,ACK seq=9 ack=4294967295', [
      '4 ack-mismatch',
    ]);
  });
});

const OPENED = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\n';

describe('... (anything may have been exchanged)', () => {
  it('fresh names stand for wherever the numbers are now', () => {
    assertRight(
      `${OPENED}...
C -> S FIN,ACK seq=u ack=v
S -> C ACK seq=v ack=u+1
S -> C FIN,ACK seq=w ack=u+1
C -> S ACK seq=u+1 ack=w+1`
        .replace('seq=w', 'seq=v')
        .replace('ack=w+1', 'ack=v+1'),
    );
  });

  it('numbers never move back', () => {
    assertCodes(
      `${OPENED}C -> S ACK seq=x+1 ack=y+1 len=10\nS -> C ACK seq=y+1 ack=x+11\n...\nC -> S ACK seq=x+5 ack=y+1 len=10`,
      ['9 seq-mismatch'],
    );
  });

  it('numbers that were found out stay', () => {
    assertCodes(`${OPENED}...\nC -> S ACK seq=x+500 ack=y+1 len=10\nS -> C ACK seq=y+1 ack=x+509`, ['8 ack-mismatch']);
  });

  it('the states stay as well: who has closed sends nothing more', () => {
    assertRight(`${OPENED}C -> S FIN,ACK seq=x+1 ack=y+1
S -> C ACK seq=y+1 ack=x+2
...
S -> C FIN,ACK seq=w ack=x+2
C -> S ACK seq=x+2 ack=w+1
state C TIME-WAIT, S CLOSED`);
    assertCodes(
      `${OPENED}C -> S FIN,ACK seq=x+1 ack=y+1\nS -> C ACK seq=y+1 ack=x+2\n...\nC -> S ACK seq=x+2 ack=w len=5`,
      ['9 data-after-fin'],
    );
  });
});

describe('Symbols', () => {
  const bindings = (text: string): string[] => {
    const analysis = analyze(text);
    return analysis
      .bindings(analysis.diagrams[0]!)
      .map(({ name, how, value }) => `${name} ${how}${value === null ? '' : ` = ${value}`}`);
  };

  it('are bound where they are first used', () => {
    assert.deepEqual(bindings(`let n = 100\n${OPENED}C -> S ACK seq=u ack=v len=n\nS -> C ACK seq=v ack=w len=k`), [
      'n let = 100',
      'x isn',
      'y isn',
      'u required = x+1',
      'v required = y+1',
      'k length',
      'w required = u+100',
    ]);
  });

  it('are any letters', () => {
    assertRight(
      '客户端 -> 服务器:SYN=1, seq=甲\n服务器 -> 客户端:SYN=1, ACK=1, seq=乙, ack=甲+1\n客户端 -> 服务器:ACK=1, seq=甲+1, ack=乙+1',
    );
  });

  it('lengths add up, in any order', () => {
    assertRight(`${OPENED}C -> S ACK seq=x+1 ack=y+1 len=n
C -> S ACK seq=x+1+n ack=y+1 len=m
S -> C ACK seq=y+1 ack=m+x+n+1
C -> S ACK seq=x+n+m+1 ack=y+1`);
    assertCodes(`${OPENED}C -> S ACK seq=x+1 ack=y+1 len=n\nS -> C ACK seq=y+1 ack=x+n`, ['7 ack-mismatch']);
  });

  it('may be counted more than once, and taken away', () => {
    const counted = (number: string): string =>
      `let a = 5\nlet b = 2a\nlet c = 20-2a\nC -> S SYN seq=b\nS -> C SYN,ACK seq=100 ack=11\nC -> S ACK seq=${number} ack=101`;
    for (const right of ['11', 'b+1', 'c+1', '2a+1', '3a-4', '21-2a', 'a+a+1', 'b+c-9']) assertRight(counted(right));
    for (const wrong of ['a+1', '2a', '3a', '20-a', '31-a', 'a+b+1'])
      assert.notDeepEqual(graveOf(counted(wrong)), [], wrong);
  });

  it('are spoken of as the author does', () => {
    assert.match(
      graveOf(`${OPENED}C -> S FIN,ACK seq=u ack=v\nS -> C ACK seq=v ack=u`).join(),
      /ack should be u\+1, not u/,
    );
  });

  it('have one value', () => {
    assertCodes(`let x = 5\nclient C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+2`, ['5 ack-unsent']);
    assertCodes('let x = 5\nlet x = 6', ['2 symbol-conflict']);
  });
});

describe('option rule and expect', () => {
  const WRONG = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x';
  const severities = (text: string): string[] =>
    analyze(text)
      .findings.filter(({ code }) => code === 'ack-mismatch')
      .map(({ severity }) => severity);

  it('a rule has the severity that the diagram gives it, wherever the line stands', () => {
    assert.deepEqual(severities(WRONG), ['error']);
    assert.deepEqual(severities(`option rule ack-mismatch info\n${WRONG}`), ['info']);
    assert.deepEqual(severities(`${WRONG}\noption rule ack-mismatch hint`), ['hint']);
    assert.deepEqual(severities(`option rule ack-mismatch off\n${WRONG}`), []);
  });

  it('in this diagram alone', () => {
    assert.deepEqual(severities(`diagram one\noption rule ack-mismatch off\n${WRONG}\ndiagram two\n${WRONG}`), [
      'error',
    ]);
  });

  it('the diagram goes before the settings of the editor', () => {
    const { findings } = analyze(`option rule ack-mismatch warning\n${WRONG}`, {
      severities: { 'ack-mismatch': 'off' },
    });
    assert.ok(findings.some(({ code, severity }) => code === 'ack-mismatch' && severity === 'warning'));
  });

  it('what is expected is a hint, and what is expected and does not come is an error', () => {
    const [first = '', ...rest] = WRONG.split('\n').reverse();
    const head = rest.reverse().join('\n');
    assert.deepEqual(severities(`${head}\nexpect ack-mismatch\n${first}`), ['hint']);
    assertCodes(`${head}\nexpect seq-gap\n${first}`, ['4 expect-unmet', '5 ack-mismatch']);
    assertCodes('client C\nserver S\nC -> S SYN seq=x\nexpect seq-gap', ['4 expect-unmet']);
  });
});

describe('An unnamed number that becomes known', () => {
  it('is known in the reset that is owed for it as well (RFC 9293 §3.10.7.1)', () => {
    const text = 'state C ESTABLISHED, S CLOSED\nC -> S ACK len=10\nS -> C RST seq=500';
    assert.deepEqual(
      analyze(text).findings.filter(({ severity }) => severity === 'error'),
      [],
    );
  });
});
