import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { markdownText, toTable } from '../../src/core/render/index.ts';
import { displayWidth } from '../../src/core/text/width.ts';
import { ENGLISH, HANDSHAKE, person, segment, trace } from './build.ts';
import { printable } from '../../src/core/text/printable.ts';
import { fc, runs } from '../support/property.ts';

/** The cells of the rows of a table, as a reader sees them. */
function cells(table: string): string[][] {
  const html = new MarkdownIt().render(table);
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd]>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell),
  );
}

describe('a diagram as a Markdown table', () => {
  it('lists the handshake', () => {
    assert.deepEqual(cells(toTable(HANDSHAKE, ENGLISH)), [
      ['Phase', 'Step', 'Sender', 'Flags', 'Text', 'seq', 'ack', 'len', 'State change'],
      ['handshake', '1', '客户端', 'SYN', '', 'x', '', '', '客户端: CLOSED → SYN-SENT; 服务器: LISTEN → SYN-RECEIVED'],
      ['handshake', '2', '服务器', 'SYN, ACK', '', 'y', 'x+1', '', '客户端: SYN-SENT → ESTABLISHED'],
      ['handshake', '3', '客户端', 'ACK', '', 'x+1', 'y+1', '', '服务器: SYN-RECEIVED → ESTABLISHED'],
      ['data', '', '客户端', 'PSH, ACK', 'GET /', 'x+1', 'y+1', '100', ''],
    ]);
  });

  it('says in plain words what each segment does', () => {
    const rows = cells(toTable(HANDSHAKE, { ...ENGLISH, meaning: true, analogy: true }));
    assert.deepEqual(
      rows.map((row) => row.slice(-2)),
      [
        ['Meaning', 'On the phone'],
        ['客户端 asks for a connection; its sequence numbers begin at x', '“Hello, can you hear me?”'],
        [
          '服务器 agrees and confirms what it heard; its own sequence numbers begin at y',
          '“Yes, I can hear you. Can you hear me?”',
        ],
        ['客户端 confirms; now both know that both directions work', '“I can hear you, too. Let us begin.”'],
        ['客户端 sends 100 bytes, numbered from x+1', ''],
      ],
    );
  });

  it('speaks the language of its reader', () => {
    const words: Record<string, string> = { Phase: '阶段', handshake: '握手', data: '数据' };
    const table = toTable(HANDSHAKE, { translate: (template) => words[template] ?? template });
    assert.deepEqual(
      cells(table).map(([phase]) => phase),
      ['阶段', '握手', '握手', '握手', '数据'],
    );
  });

  it('has rows for user calls, timers and elisions, and remarks where a segment does not simply arrive', () => {
    const table = toTable(
      trace([
        { kind: 'action', line: 0, action: 'close', target: 'C', states: { C: ['ESTABLISHED', 'FIN-WAIT-1'] } },
        segment('C>S', 'FIN,ACK', { delivery: 'lost', labels: ['retransmission'] }),
        { kind: 'elision', line: 0, text: 'two minutes' },
      ]),
      ENGLISH,
    );
    assert.deepEqual(cells(table).slice(1), [
      ['', '', 'C', '(CLOSE)', '', '', 'C: ESTABLISHED → FIN-WAIT-1', ''],
      ['', '', 'C', 'FIN, ACK', 'x', '', '', 'retransmission, lost'],
      ['…', '', '', '', '', '', 'two minutes', ''],
    ]);
  });

  it('has lines of one width, Chinese or not, so that a formatter leaves it alone', () => {
    const widths = toTable(HANDSHAKE, ENGLISH).trimEnd().split('\n').map(displayWidth);
    assert.equal(new Set(widths).size, 1);
  });

  it('keeps a hostile name in its cell', () => {
    const name = 'a|b\n\n# c <img src=x onerror=alert(1)> [x](javascript:x) `|` **b** www.example.com';
    const table = toTable(trace([segment('C>S', 'SYN')], { participants: [person('C', 'client', name)] }), ENGLISH);
    assert.equal(
      cells(table)[1]?.[2],
      'a|b # c &lt;img src=x onerror=alert(1)&gt; [x](javascript:x) `|` **b** www.example.com',
    );
  });
});

describe('text in Markdown', () => {
  it('is shown as it is', () => {
    const markdown = new MarkdownIt({ html: true, linkify: true });
    const trap = fc.constantFrom(
      ...[
        '*',
        '**',
        '_',
        '__',
        '`',
        '``',
        '[',
        '](',
        ')',
        '<b>',
        '</b>',
        '<!--',
        '-->',
        '&amp;',
        '&#35;',
        '\\',
        '|',
        '~~',
      ],
      ...[
        'http://a.example',
        'https:',
        '//',
        'www.example.com',
        'me@example.com',
        'example.com',
        '![',
        '$x$',
        '#',
        '你好',
      ],
      ...['<script>', 'javascript:x', 'mailto:a', '\n', '\n\n', '    ', '> ', '- ', '1. ', '| --- |', '---'],
    );
    const text = fc.array(fc.oneof(trap, fc.string({ maxLength: 3 })), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (hostile) => {
        const html = markdown.renderInline(`a ${markdownText(hostile)} z`);
        const seen = html
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&');
        assert.equal(html.replace(/[^<]/g, ''), '', 'no markup');
        assert.equal(flat(seen), flat(`a ${hostile} z`));
      }),
      { numRuns: runs(2000), examples: [['//localhost/x'], ['//0.=']] },
    );
  });

  it('needs no mark where there is nothing to hide', () => {
    assert.equal(
      markdownText('客户端: SYN_SENT → ESTABLISHED, ack=x+1 #2'),
      '客户端: SYN_SENT → ESTABLISHED, ack=x+1 #2',
    );
  });
});

function flat(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}
