import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import MarkdownIt from 'markdown-it';
import type { DiagramResult } from '../../src/protocol/index.ts';
import { tcpFence } from '../../src/markdown/plugin.ts';

const md = tcpFence(new MarkdownIt());
const page = (markdown: string, renderer = md): Document => new JSDOM(renderer.render(markdown)).window.document;

const HANDSHAKE = [
  'client C as 客户端',
  'server S',
  'C -> S SYN seq=x',
  'S -> C SYN,ACK seq=y ack=x+1',
  'C -> S ACK seq=x+1 ack=y+1',
];
const fence = (lines: readonly string[], info = 'tcp'): string =>
  ['# Note', '', `\`\`\`${info}`, ...lines, '```', ''].join('\n');

describe('tcp fences in Markdown', () => {
  it('become Mermaid text that any page can draw', () => {
    const source = page(fence(HANDSHAKE)).querySelector('.tcp-diagram > pre.mermaid')?.textContent ?? '';
    assert.match(source, /^sequenceDiagram\n/);
    assert.match(source, /participant C as 客户端/);
    assert.match(source, /S->>C: SYN, ACK seq=y ack=x\+1/);
  });

  it('keep their line of the note', () => {
    assert.equal(page(fence(HANDSHAKE)).querySelector('.tcp-diagram')?.getAttribute('data-line'), '2');
    const marked = tcpFence(new MarkdownIt());
    marked.core.ruler.push('lines', (state) => {
      for (const token of state.tokens) token.attrSet('data-line', '40');
    });
    assert.equal(page(fence(HANDSHAKE), marked).querySelector('.tcp-diagram')?.getAttribute('data-line'), '40');
  });

  it('carry what the picture is made from', () => {
    const data = page(fence(HANDSHAKE)).querySelector<HTMLElement>('.tcp-diagram')?.dataset['tcp'] ?? '';
    const { result } = JSON.parse(data) as { result: { overview: object; picture: { steps: string[] } } };
    assert.deepEqual(result.overview, {
      lines: [2, 3, 4],
      kinds: 'ddd',
      phases: 'hhh',
      connections: [],
      times: [],
      changes: '',
      folds: [],
      travels: [],
    });
    assert.equal(result.picture.steps[0], 'C->>S: SYN seq=x');
  });

  it('list what is wrong below, each at its line of the note', () => {
    const wrong = HANDSHAKE.map((line) => line.replace('ack=x+1', 'ack=x'));
    const items = [...page(fence(wrong)).querySelectorAll('.tcp-problems li')];
    assert.equal(items.length, 1);
    assert.equal(items[0]?.getAttribute('data-line'), '6');
    assert.match(items[0].textContent, /^error .*ack should be x\+1/);
  });

  it('a fence with several diagrams draws each of them', () => {
    const two = ['diagram One', ...HANDSHAKE, 'diagram Two', ...HANDSHAKE];
    const diagrams = [...page(fence(two)).querySelectorAll('.tcp-diagram')];
    assert.deepEqual(
      diagrams.map((diagram) => diagram.getAttribute('data-line')),
      ['2', '9'],
    );
  });

  it('an empty fence says so', () => {
    assert.equal(page(fence([''])).querySelector('.tcp-empty')?.textContent, 'No segments yet');
  });

  for (const info of ['tcpdump', '{tcpdump}', 'not tcp', 'tcp-flow', 'mermaid', '']) {
    it(`leaves \`${info}\` alone`, () => {
      const plain = new MarkdownIt().render(fence(HANDSHAKE, info));
      assert.equal(md.render(fence(HANDSHAKE, info)), plain);
    });
  }

  for (const info of ['tcp title="A"', 'TCP', 'tcp{.dark}', 'tcp,x', '{.tcp}', '{tcp}']) {
    it(`draws \`${info}\``, () => {
      assert.equal(page(fence(HANDSHAKE, info)).querySelectorAll('.tcp-diagram').length, 1);
    });
  }

  it('speaks the reader’s language', () => {
    const chinese = tcpFence(new MarkdownIt(), () => ({
      check: { severities: {} },
      stateSpelling: 'SYN_SENT',
      translate: (template) => (template === 'Handshake' ? '握手' : template),
    }));
    const data = page(fence(HANDSHAKE), chinese).querySelector<HTMLElement>('.tcp-diagram')?.dataset['tcp'] ?? '';
    const { result, stateSpelling } = JSON.parse(data) as { result: DiagramResult; stateSpelling: string };
    assert.equal(result.words.phases['h'], '握手');
    assert.equal(stateSpelling, 'SYN_SENT');
  });

  it('hostile text stays text', () => {
    const evil = [
      '</pre><script>alert(1)</script>',
      `"><img src=x onerror=alert(1)>`,
      "' onmouseover='alert(1)",
      '%%{init: {"theme":"dark"}}%%',
      '<!-- --> &lt;b&gt;',
    ];
    const lines = evil.flatMap((text) => [
      `participant P as "${text.replaceAll('"', "'")}"`,
      `note over P: ${text}`,
      text,
      `C -> S SYN seq=x "${text.replaceAll('"', "'")}"`,
    ]);
    const document = page(fence([`diagram ${evil[0] ?? ''}`, ...lines]));
    assert.equal(document.querySelectorAll('script, img, [onmouseover], [onerror], b, iframe').length, 0);
    assert.equal(document.querySelectorAll('.tcp-diagram').length, 1);
    assert.equal(document.querySelectorAll('.mermaid').length, 1);
  });
});
