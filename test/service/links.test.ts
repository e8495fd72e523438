import assert from 'node:assert/strict';
import type { DocumentLink } from 'vscode-languageserver-types';
import { fenced, fixture, URI } from './harness.ts';

const told = (links: readonly DocumentLink[]): string[] =>
  links.map(({ range: { start, end }, target = '' }) => `${start.line}:${start.character}-${end.character} ${target}`);

const RFC = 'https://www.rfc-editor.org/rfc/rfc';

describe('document links', () => {
  it('lead to the RFCs that titles, notes, labels and comments name, to the section where one is named', () => {
    const { service } = fixture(`
      diagram Figure 6 of RFC 9293, section 3.5
      # as in rfc793
      A -> B SYN seq=x "RFC 9293 §3.4.1"
      note over A: 见 RFC 7323 第 2.2 节
    `);
    assert.deepEqual(told(service.documentLinks(URI)), [
      `0:20-41 ${RFC}9293.html#section-3.5`,
      `1:8-14 ${RFC}793.html`,
      `2:18-33 ${RFC}9293.html#section-3.4.1`,
      `3:15-31 ${RFC}7323.html#section-2.2`,
    ]);
  });

  it('lead to the rules that options and expectations name', () => {
    const { service } = fixture('option rule seq-gap off\noption rule no-such-rule off\nexpect seq-gap\n');
    assert.deepEqual(told(service.documentLinks(URI)), ['0:12-19 docs:seq-gap', '2:7-14 docs:seq-gap']);
  });

  it('stand at the columns of a note', () => {
    assert.deepEqual(told(fenced('note over A: RFC 9293').service.documentLinks(URI)), [`3:15-23 ${RFC}9293.html`]);
  });

  it('are none where a host or a symbol has such a name', () => {
    assert.deepEqual(fixture('RFC9293 -> B SYN seq=rfc793\n').service.documentLinks(URI), []);
  });
});
