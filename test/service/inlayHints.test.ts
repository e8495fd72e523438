import assert from 'node:assert/strict';
import type { InlayHint } from 'vscode-languageserver-types';
import type { HintSettings } from '../../src/service/index.ts';
import { applyEdits, fenced, fixture, URI, type Fixture, type FixtureOptions } from './harness.ts';

const OFF: HintSettings = { seq: false, ack: false, len: false, states: false };

const SOURCE = `
  client C
  server S
  C -> S SYN seq=x
  C <- S SYN,ACK seq=y
  C -> S ACK # at last
  C -> S PSH,ACK data="GET /"
`;

const all = ({ service, text }: Fixture): InlayHint[] =>
  service.inlayHints(URI, { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } });

const labelText = (label: InlayHint['label']): string =>
  typeof label === 'string' ? label : label.map(({ value }) => value).join('');

/** The lines of the text with the hints in braces at their places. */
function annotated(fixed: Fixture): string[] {
  const lines = fixed.text.split('\n');
  for (const { position, label } of all(fixed).toReversed()) {
    const line = lines[position.line] ?? '';
    lines[position.line] = `${line.slice(0, position.character)}{${labelText(label)}}${line.slice(position.character)}`;
  }
  return lines.filter((line) => line.includes('{'));
}

const only = (hints: Partial<HintSettings>): FixtureOptions => ({ settings: { hints: { ...OFF, ...hints } } });

describe('inlay hints', () => {
  it('show the numbers that were left out', () => {
    assert.deepEqual(annotated(fixture(SOURCE, only({ seq: true, ack: true }))), [
      'C <- S SYN,ACK seq=y{ack=x+1}',
      'C -> S ACK{seq=x+1}{ack=y+1} # at last',
      'C -> S PSH,ACK{seq=x+1}{ack=y+1} data="GET /"',
    ]);
  });

  it('show each kind by itself', () => {
    assert.deepEqual(annotated(fixture(SOURCE, only({ seq: true }))).length, 2);
    assert.deepEqual(annotated(fixture(SOURCE, only({ len: true }))), ['C -> S PSH,ACK{len=5} data="GET /"']);
    assert.deepEqual(annotated(fixture(SOURCE, only({}))), []);
  });

  it('show the states where they change, in front of a comment', () => {
    assert.deepEqual(annotated(fixture(SOURCE, only({ states: true }))), [
      'C -> S SYN seq=x{C → SYN-SENT, S → SYN-RECEIVED}',
      'C <- S SYN,ACK seq=y{C → ESTABLISHED}',
      'C -> S ACK{S → ESTABLISHED} # at last',
    ]);
  });

  it('stand at their places in a fence', () => {
    assert.deepEqual(annotated(fenced(SOURCE, only({ ack: true })))[0], '> C <- S SYN,ACK seq=y{ack=x+1}');
  });

  it('are those of the lines that are asked for', () => {
    const { service } = fixture(SOURCE, only({ seq: true, ack: true }));
    const hints = service.inlayHints(URI, { start: { line: 4, character: 0 }, end: { line: 4, character: 9 } });
    assert.deepEqual(
      hints.map(({ position }) => position.line),
      [4, 4],
    );
  });

  it('write what they show', () => {
    const fixed = fixture(SOURCE, only({ ack: true }));
    const [hint] = all(fixed);
    assert.match(applyEdits(fixed.text, hint?.textEdits ?? []), /SYN,ACK seq=y ack=x\+1\n/);
  });
});
