import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { fences, isTcpInfo, tcpFences } from '../../src/core/text/fences.ts';
import { fc, runs } from '../support/property.ts';

/** The one fence of a text. */
function only(...lines: string[]): ReturnType<typeof fences>[number] {
  const found = fences(lines.join('\n'));
  assert.equal(found.length, 1);
  return found[0]!;
}

describe('fences of a Markdown text', () => {
  it('gives the content and where it stands', () => {
    assert.deepEqual(only('# note', '', '```tcp title', 'C -> S SYN', '', 'S -> C SYN,ACK', '```', 'end'), {
      line: 2,
      endLine: 7,
      contentLine: 3,
      contentEnd: 6,
      closed: true,
      info: 'tcp title',
      columns: [0, 0, 0],
      prefix: '',
      text: 'C -> S SYN\n\nS -> C SYN,ACK',
    });
  });

  it('takes tildes, longer marks, and an indentation of up to three blanks', () => {
    assert.equal(only('~~~~tcp', '~~~', '```', '~~~~~').text, '~~~\n```');
    const indented = only('   ```tcp', '  a', '     b', ' ```');
    assert.deepEqual([indented.text, indented.columns, indented.prefix], ['a\n  b', [2, 3], '   ']);
    assert.deepEqual(fences('    ```tcp\n    a\n    ```'), []);
  });

  it('takes fences in quotes and in lists, also one in the other', () => {
    const quoted = only('> ```tcp', '> a', '>b', '>', '> ```');
    assert.deepEqual([quoted.text, quoted.columns, quoted.prefix], ['a\nb\n', [2, 1, 1], '> ']);
    const listed = only('1. text', '', '   ```tcp', '   a', '', '     b', '   ```');
    assert.deepEqual([listed.text, listed.columns, listed.prefix], ['a\n\n  b', [3, 0, 5 - 2], '   ']);
    const both = only('> - ~~~tcp', '>   a', '>   ~~~');
    assert.deepEqual([both.text, both.columns, both.prefix], ['a', [4], '>   ']);
    const nested = only('- one', '  - two', '', '    ```tcp', '    a', '    ```');
    assert.deepEqual([nested.text, nested.columns, nested.prefix], ['a', [4], '    ']);
  });

  it('takes tabs behind list marks', () => {
    const tabbed = only('1.\t```tcp', '\ta', '\t```');
    assert.deepEqual([tabbed.text, tabbed.columns, tabbed.closed], ['a', [1], true]);
  });

  it('ends a fence with the text, the quote or the list around it', () => {
    assert.deepEqual([only('```tcp', 'a', '').closed, only('```tcp', 'a', '').endLine], [false, 2]);
    const quoted = only('> ```tcp', '> a', 'not quoted');
    assert.deepEqual([quoted.closed, quoted.endLine, quoted.text], [false, 2, 'a']);
    const listed = only('- ```tcp', '  a', 'not in the list');
    assert.deepEqual([listed.closed, listed.endLine, listed.text], [false, 2, 'a']);
  });

  it('finds nothing in comments, in raw HTML, or where backticks are inline code', () => {
    assert.deepEqual(fences('<!--\n```tcp\na\n```\n-->\n'), []);
    assert.deepEqual(fences('<pre>\n```tcp\na\n```\n</pre>\n'), []);
    assert.deepEqual(fences('``` `tcp` ```\n'), []);
    assert.equal(fences('<!-- one line -->\n```tcp\na\n```\n').length, 1);
  });

  for (const info of [
    'tcp',
    ' tcp',
    'TCP',
    'Tcp title="x"',
    'tcp {.numberLines}',
    'tcp{title="x"}',
    'tcp,x',
    'tcp:f',
    '{.tcp}',
    '{.TCP}',
    '{ .tcp }',
    '{#fig-a .tcp title="a } b"}',
    '{.numberLines .tcp startFrom="9"}',
    '{.tcp.numberLines}',
    '{tcp}',
    '{tcp, echo=FALSE}',
    '{tcp label="x"}',
  ]) {
    it(`takes this for a diagram: ${info}`, () => assert.equal(tcpFences(`~~~${info}\n~~~\n`).length, 1));
  }

  for (const info of [
    '',
    'tcpdump',
    'tcp-dump',
    'text tcp',
    '.tcp',
    '{text}',
    '{=tcp}',
    '{tcpdump}',
    '{.tcpdump}',
    '{title=".tcp"}',
    '{title="a .tcp b"}',
    '{.text} .tcp',
    '{code-block} tcp',
  ]) {
    it(`takes this for something else: ${info}`, () => assert.equal(isTcpInfo(info), false));
  }

  it('sees no fence in an HTML block, which for most tags ends before a blank line', () => {
    assert.deepEqual(fences('<details>\n```tcp\na\n```\n</details>\n'), []);
    assert.equal(fences('<details>\n\n```tcp\na\n\nb\n```\n\n</details>\n').length, 1);
    // The first fence is HTML up to its blank line: what looks like its end begins one that is never closed.
    const [inside] = fences('<details>\n```tcp\na\n\nb\n```\n\n```tcp\nc\n```\n');
    assert.deepEqual([inside?.line, inside?.info], [5, '']);
    assert.deepEqual(fences('<x-y a="b">\n```tcp\n```\n'), []);
    assert.equal(fences('text\n<x-y a="b">\n```tcp\n```\n').length, 1);
  });

  it('sees no fence in YAML front matter, and takes a line of hyphens alone for what it is', () => {
    const yaml = '---\ntitle: x\nexample: |\n  ```tcp\n  a\n---\n';
    assert.deepEqual(
      fences(`${yaml}\n\`\`\`tcp\nb\n\`\`\`\n`).map(({ line, text }) => [line, text]),
      [[7, 'b']],
    );
    assert.equal(fences('---\n\n```tcp\na\n```\n\n---\n').length, 1);
    assert.equal(fences('---\n# Slide\n```tcp\na\n```\n\n---\n').length, 1);
    assert.equal(fences('---\ntitle: x\n\n```tcp\na\n```\n').length, 1);
  });

  it('looks for nothing behind fifty quotes and lists in each other', () => {
    assert.equal(fences(`${'> '.repeat(40)}\`\`\`tcp\n`).length, 1);
    assert.deepEqual(fences(`${'> '.repeat(60)}\`\`\`tcp\n`), []);
  });

  it('takes the line breaks of Windows', () => {
    const fence = only('```tcp\r', 'a\r', '```\r', '');
    assert.deepEqual([fence.info, fence.text, fence.closed], ['tcp', 'a', true]);
  });

  /** A tab half of which is indentation stays a tab here, since columns are those of the file. */
  const words = (content: string): string => content.trimEnd().replace(/^[ \t]+/gm, '');
  const FENCES = ['```', '````', '~~~', '```tcp', '~~~ tcp x', 'text', '', '> ', '>', '- ', '1. ', ' ', '  ', '   '];
  const HTML = [
    '<details>',
    '</details>',
    '<pre>',
    '</pre>',
    '<!--',
    '-->',
    '<x-y>',
    '<?',
    '?>',
    '<!A',
    '>',
    '<b>text',
  ];

  for (const [name, parts] of [
    ['fences, quotes and lists', FENCES],
    ['HTML blocks among them', [...FENCES, ...HTML, ...HTML, '# ', '---', '    ', '\t', '* ']],
  ] as const) {
    it(`agrees with a parser of Markdown: ${name}`, () => {
      const markdown = new MarkdownIt({ html: true });
      const line = fc.array(fc.constantFrom(...parts), { maxLength: 3 }).map((some) =>
        some
          .join('')
          // A quote mark behind four blanks is none, but that parser takes it for one.
          .replace(/(?: {4,}|\t)(?=>)/g, ' '),
      );
      fc.assert(
        fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
          const text = `${lines.join('\n')}\n`;
          const expected = markdown
            .parse(text, {})
            .filter(({ type }) => type === 'fence')
            .map(({ info, content, map }) => [map?.[0], info.trim(), words(content)]);
          const got = fences(text).map((fence) => [fence.line, fence.info, words(fence.text)]);
          assert.deepEqual(got, expected);
        }),
        { numRuns: runs(3000) },
      );
    });
  }
});
