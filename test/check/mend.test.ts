import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { applyEdits, countErrors, mend } from '../../src/core/check/mend.ts';

const HEAD = 'client Client\nserver Server\n';

/** A text after all that is mended without asking. */
const mended = (text: string): string => mend(analyze(text), ({ severity }) => severity !== 'hint').lines.text;

describe('What is mended without asking', () => {
  for (const [wrong, right] of [
    ['Client -> Server SNY seq=x', 'Client -> Server SYN seq=x'],
    ['Client -> Server SYN sqe=5', 'Client -> Server SYN seq=5'],
    ['Client -> Server SYN seq=x mms=1460', 'Client -> Server SYN seq=x mss=1460'],
    ['Client -> Server SYN seq=x win=70000', 'Client -> Server SYN seq=x win=65535'],
    ['Cleint -> Server SYN seq=x', 'Client -> Server SYN seq=x'],
    ['stat Client ESTABLISHED, Server LISTEN', 'state Client ESTABLISHED, Server LISTEN'],
    ['state Client ESTABLISHD, Server LISTEN', 'state Client ESTABLISHED, Server LISTEN'],
    ['option sates on\nClient -> Server SYN', 'option states on\nClient -> Server SYN'],
    ['Client -> Server SYN\ntimeuot Client', 'Client -> Server SYN\ntimeout Client'],
    // Two on one line, and one on each of two lines.
    ['Client -> Server SYN seq=x win=70000 mss=70000', 'Client -> Server SYN seq=x win=65535 mss=65535'],
    ['Client -> Server SNY sqe=5 mms=1460', 'Client -> Server SYN seq=5 mss=1460'],
    [
      'Client -> Server SYN seq=5\nServer -> Client SYM,ACK seq=7 ack=6\nClient -> Server ACK sqe=6 ack=8',
      'Client -> Server SYN seq=5\nServer -> Client SYN,ACK seq=7 ack=6\nClient -> Server ACK seq=6 ack=8',
    ],
  ] as const) {
    it(`is a slip of the pen: ${wrong.replaceAll('\n', ' / ')}`, () => {
      assert.equal(mended(HEAD + wrong), HEAD + right);
    });
  }

  it('is never a word that may be meant: another first letter, two letters, prose, a choice of two', () => {
    for (const line of [
      'Client -> Server YSN',
      'Client -> Server XYN',
      'close Nobody',
      'the client sends a SYN',
      'rule x off',
      'Client <-> Server SYN',
    ])
      assert.equal(mended(HEAD + line), HEAD + line);
    const short = 'client Ab\nserver S\nAc -> S SYN';
    assert.equal(mended(short), short);
  });

  it('is what is asked for alone', () => {
    const text = `${HEAD}Client -> Server SNY seq=x\nClient -> Server SYN seq=x win=70000`;
    const only = (code: string): string => mend(analyze(text), (finding) => finding.code === code).lines.text;
    assert.equal(only('seq-gap'), text);
    assert.equal(only('number-range'), text.replace('70000', '65535'));
  });
});

describe('Edits that refer to one text', () => {
  const text = 'C -> S SYN seq=1\n# between\nS -> C SYN,ACK seq=2 ack=3';

  it('are made at once, in whatever order they come', () => {
    const edits = [
      { line: 2, from: 21, to: 26, text: 'ack=2' },
      { line: 0, from: 15, to: 16, text: '9' },
      { line: 0, from: 0, to: 1, text: 'Q' },
      { line: 0, from: 16, to: 16, text: '99' },
    ];
    const right = 'Q -> S SYN seq=999\n# between\nS -> C SYN,ACK seq=2 ack=2';
    for (const order of [edits, edits.toReversed(), [edits[2]!, edits[0]!, edits[1]!, edits[3]!]])
      assert.equal(applyEdits(analyze(text), order).lines.text, right);
  });

  it('leave the analysis as it is where there are none', () => {
    const analysis = analyze(text);
    assert.equal(applyEdits(analysis, []), analysis);
  });

  it('may make errors, which are counted', () => {
    assert.equal(countErrors(analyze(text)), 1);
    assert.equal(countErrors(analyze(`${text}\nC -> S SYN wibble=5`)), 3);
    assert.equal(countErrors(analyze(text.replace('ack=3', 'ack=2'))), 0);
  });
});
