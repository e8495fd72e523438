import assert from 'node:assert/strict';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-types';
import type { Settings } from '../../src/service/index.ts';
import { action, afterAction, fenced, fixture, URI, type Fixture } from './harness.ts';

const WRONG_ACK = `
  client C
  server S
  C -> S SYN seq=x
  C <- S SYN,ACK seq=y ack=$0x
`;

const wrongAck = ({ service }: Fixture): Diagnostic | undefined =>
  service.diagnostics(URI).find(({ code }) => code === 'ack-mismatch');

describe('diagnostics', () => {
  it('say what is wrong, why, and where it follows from', () => {
    assert.deepEqual(wrongAck(fixture(WRONG_ACK)), {
      range: { start: { line: 3, character: 21 }, end: { line: 3, character: 26 } },
      severity: DiagnosticSeverity.Error,
      code: 'ack-mismatch',
      codeDescription: { href: 'docs:ack-mismatch' },
      source: 'handshake',
      message: 'ack should be x+1, not x: the SYN on line 3 occupies one sequence number',
      relatedInformation: [
        {
          location: { uri: URI, range: { start: { line: 2, character: 0 }, end: { line: 2, character: 16 } } },
          message: 'it follows from this segment',
        },
      ],
    } satisfies Diagnostic);
  });

  it('stand at their columns inside a fence, and name the lines of the note', () => {
    const diagnostic = wrongAck(fenced(WRONG_ACK));
    assert.deepEqual(diagnostic?.range, { start: { line: 6, character: 23 }, end: { line: 6, character: 28 } });
    assert.equal(diagnostic.relatedInformation?.[0]?.location.range.start.line, 5);
  });

  it('follow the settings, also when they change', () => {
    const settings: { rules: Settings['rules'] } = { rules: { 'ack-mismatch': 'warning' } };
    const fixed = fixture(WRONG_ACK, { settings });
    assert.equal(wrongAck(fixed)?.severity, DiagnosticSeverity.Warning);
    settings.rules = { 'ack-mismatch': 'off' };
    fixed.service.reconfigure();
    assert.equal(wrongAck(fixed), undefined);
  });

  it('show faded what could be left out', () => {
    const { service } = fixture('client C\nserver S\nclient D\nC -> S SYN seq=x\n');
    const unused = service.diagnostics(URI).find(({ code }) => code === 'participant-unused');
    assert.deepEqual(unused?.tags, [1]);
  });

  it('of a document that is not open are none', () => {
    const { service } = fixture(WRONG_ACK);
    service.close(URI);
    assert.deepEqual(service.diagnostics(URI), []);
    assert.equal(service.hover(URI, { line: 0, character: 0 }), null);
  });
});

describe('quick fixes', () => {
  it('write the right number; the finding is gone then', () => {
    const after = afterAction(WRONG_ACK, 'Change to x+1');
    assert.match(after, /ack=x\+1\n/);
    assert.deepEqual(
      fixture(after)
        .service.diagnostics(URI)
        .filter(({ severity }) => severity === 1),
      [],
    );
  });

  it('are preferred where they are the best, and belong to their diagnostic', () => {
    const fix = action(fixture(WRONG_ACK), 'Change to x+1');
    assert.equal(fix.isPreferred, true);
    assert.equal(fix.diagnostics?.[0]?.code, 'ack-mismatch');
  });

  it('name the version they are for where the editor understands it', () => {
    const fix = action(fixture(WRONG_ACK, { client: { versionedEdits: true } }), 'Change to x+1');
    assert.deepEqual(
      fix.edit?.documentChanges?.map((change) => 'textDocument' in change && change.textDocument),
      [{ uri: URI, version: 1 }],
    );
  });

  it('can say that a mistake is meant', () => {
    const after = afterAction(WRONG_ACK, 'Expect ack-mismatch here');
    assert.match(after, /\nexpect ack-mismatch\nC <- S/);
    assert.ok(
      fixture(after)
        .service.diagnostics(URI)
        .every(({ severity }) => severity === DiagnosticSeverity.Hint),
    );
  });

  it('can switch a rule off for the diagram', () => {
    const after = afterAction(
      `diagram T${WRONG_ACK.replaceAll('\n  ', '\n')}`,
      'Switch off ack-mismatch in this diagram',
    );
    assert.match(after, /^diagram T\noption rule ack-mismatch off\n/);
    assert.ok(
      fixture(after)
        .service.diagnostics(URI)
        .every(({ code }) => code !== 'ack-mismatch'),
    );
  });

  it('mend all of a kind, and everything that can be mended', () => {
    const source = `
      client C
      server S
      C -> S SYN seq=x
      C <- S SYN,ACK seq=y ack=$0x
      C -> S ACK seq=x+1 ack=y
    `;
    const right = 'client C\nserver S\nC -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\n';
    assert.equal(afterAction(source, 'Fix all 2 problems of this kind (ack-mismatch)'), right);
    const fixed = fixture(source);
    const all = fixed.service.codeActions(URI, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, [
      'source.fixAll',
    ]);
    assert.deepEqual(
      all.map(({ title, kind }) => [title, kind]),
      [['Fix all problems that can be fixed', 'source.fixAll.handshake']],
    );
    assert.deepEqual(
      all[0]?.edit?.changes?.[URI]?.map(({ newText }) => newText),
      ['C <- S SYN,ACK seq=y ack=x+1', 'C -> S ACK seq=x+1 ack=y+1'],
    );
  });
});
