import assert from 'node:assert/strict';
import { readMessage } from '../../src/core/intake/text/message.ts';
import { FIELDS } from '../../src/core/notation/fields.ts';

describe('the words about a segment', () => {
  it('name a field in every spelling that the notation knows', () => {
    for (const name of ['seq', 'ack', 'len', 'win', 'mss', 'urg'] as const) {
      for (const word of [name, ...FIELDS[name].spellings])
        assert.equal(readMessage(`SYN,ACK ${word}=12`).fields.get(name), '12', word);
    }
  });

  it('keep to the first flags: the rest is the label', () => {
    const { flags, label } = readMessage('SYN-ACK (acknowledges the SYN, sends its own)');
    assert.deepEqual([flags, label], [['SYN', 'ACK'], 'acknowledges the SYN, sends its own']);
  });

  it('have no flag that is waited for', () => {
    assert.equal(readMessage('waits for ACK').flagged, false);
    assert.equal(readMessage('sends an ACK').flagged, true);
  });
});
