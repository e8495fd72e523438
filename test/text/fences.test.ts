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

  it('looks for nothing behind fifty of them, and for all before', () => {
    assert.equal(fences(`${'> '.repeat(49)}\`\`\`tcp\n`).length, 1);
    assert.deepEqual(fences(`${'> '.repeat(50)}\`\`\`tcp\n`), []);
  });

  it('ends a fence that is never closed with the last line, also one that no line break ends', () => {
    for (const text of ['```tcp\na', '```tcp\na\n']) {
      const [{ endLine, contentEnd, columns, text: content } = only('~~~', '~~~')] = fences(text);
      assert.deepEqual([endLine, contentEnd, columns, content], [2, 2, [0], 'a'], JSON.stringify(text));
    }
  });

  it('keeps the tabs of the content but for what stands in the place of indentation', () => {
    assert.deepEqual([only('```tcp', '\ta', 'b\tc', '```').text], ['\ta\nb\tc']);
    // An item has taken two columns of the tab; the rest of it is no content.
    const inItem = only('- ```tcp', '\ta', '  ```');
    assert.deepEqual([inItem.text, inItem.columns], ['a', [1]]);
    const inQuote = only('>\t```tcp', '>\ta', '>\t  b', '>\t```');
    assert.deepEqual([inQuote.text, inQuote.columns], ['a\n  b', [2, 2]]);
  });

  it('takes marks within a fence for content', () => {
    const quoted = only('> ```tcp', '> > a', '> - b', '> ```');
    assert.deepEqual([quoted.text, quoted.columns], ['> a\n- b', [2, 2]]);
    const indented = only('>   ```tcp', '>   a', '>      b', '>   ```');
    assert.deepEqual([indented.text, indented.columns], ['a\n   b', [4, 4]]);
  });

  it('finds diagrams alone, and none in a text of other things', () => {
    assert.deepEqual(tcpFences('# tcp\n```text\ntcp\n```\n'), []);
    assert.deepEqual(tcpFences('# note\n```text\n```\n'), []);
    assert.equal(tcpFences('```text\n```\n```tcp\n```\n').length, 1);
  });

  /** By section of CommonMark 0.31: a text, and the first lines of its fences with what stands behind their marks. */
  const STRUCTURE: readonly (readonly [string, readonly string[], readonly (readonly [number, string])[]])[] = [
    // Four blanks make code of what is in no item, and of a fence what is in an item four columns wide.
    [
      '§4.8 a paragraph goes on in a line without the mark of its item',
      ['1.  text', 'lazy', '    ```tcp', '    ```'],
      [[2, 'tcp']],
    ],
    ['§4.8 … also with a sign of less', ['1.  text', 'lazy < 3', '    ```tcp', '    ```'], [[2, 'tcp']]],
    ['§4.2 a heading does not go on', ['1.  text', '# heading', '', '    ```tcp', '    ```'], []],
    ['§4.1 a thematic break does not', ['1.  text', '***', '', '    ```tcp', '    ```'], []],
    ['§5.1 a quote does not', ['1.  text', '> quote', '', '    ```tcp', '    ```'], []],
    ['§5.2 another item does not', ['1.  text', '- item', '', '  ```tcp', '  ```'], [[3, 'tcp']]],
    ['§4.6 a block of HTML does not', ['1.  text', '<div>', '', '    ```tcp', '    ```'], []],
    ['§4.6 … but a tag of one\u2019s own is text', ['1.  text', '<x-y>', '', '    ```tcp', '    ```'], [[3, 'tcp']]],
    ['§4.2 nothing goes on with a heading', ['1.  # heading', 'text', '    ```tcp', '    ```'], []],
    ['§5.2 a list from 2 does not interrupt a paragraph', ['text', '2. ```tcp', '   ```'], [[2, '']]],
    ['§5.2 … a list from 1 does', ['text', '1. ```tcp', '   ```'], [[1, 'tcp']]],
    ['§5.2 … nor does an empty item', ['text', '*', '    ```tcp', '    ```'], []],
    ['§5.1 a quote interrupts, and begins anew inside', ['text', '> 2. ```tcp', '>    ```'], [[1, 'tcp']]],
    ['§5.2 an item begins anew inside', ['1. 2. ```tcp', '      ```'], [[0, 'tcp']]],
    ['§5.2 a list from 2 below a quote that ends', ['> text', '2. ```tcp', '   ```'], [[1, 'tcp']]],
    ['§5.2 a list from 2 below a comment', ['<!-- x -->', '2. ```tcp', '   ```'], [[1, 'tcp']]],
    [
      '§5.2 a list from 2 below a fence',
      ['```', '```', '2. ```tcp', '   ```'],
      [
        [0, ''],
        [2, 'tcp'],
      ],
    ],
    ['§5.2 an item may begin with one empty line', ['1.', '    ```tcp', '    ```'], [[1, 'tcp']]],
    ['§5.2 … not with two', ['1.', '', '    ```tcp', '    ```'], []],
    ['§5.2 … nor where it has blanks behind its mark', ['-   ', '', '    ```tcp', '    ```'], []],
    ['§5.2 an empty line later is none of them', ['1.', '   text', '', '    ```tcp', '    ```'], [[3, 'tcp']]],
    ['§5.2 four blanks behind a mark are its own', ['-    ```tcp', '     a', '     ```'], [[0, 'tcp']]],
    ['§5.2 of five only one is, and the rest makes code', ['-     ```tcp', '      a'], []],
    ['§5.2 blanks alone behind a mark count as one', ['-    ', '  ```tcp', '  ```'], [[1, 'tcp']]],
    ['§4.6 a script goes on over empty lines', ['<pre>', '', '```tcp', '```', '</pre>'], []],
    ['§4.6 a block of HTML ends with its quote', ['> <pre>', '```tcp', '```'], [[1, 'tcp']]],
    ['§4.6 … and with its item', ['- <pre>', '```tcp', '```'], [[1, 'tcp']]],
    ['§4.6 behind its end all is as before', ['<pre>', '</pre>', '```tcp', '```'], [[2, 'tcp']]],
  ];
  for (const [name, lines, expected] of STRUCTURE) {
    it(`follows CommonMark ${name}`, () => {
      const text = `${lines.join('\n')}\n`;
      const told = new MarkdownIt({ html: true }).parse(text, {}).filter(({ type }) => type === 'fence');
      assert.deepEqual(
        told.map(({ map, info }) => [map?.[0], info.trim()]),
        expected,
        'as markdown-it has it',
      );
      assert.deepEqual(
        fences(text).map(({ line, info }) => [line, info]),
        expected,
      );
    });
  }

  it('takes for front matter what begins with a key, whatever stands behind its colon', () => {
    assert.deepEqual(fences('---\na:\n  ```tcp\n  x\n---\n'), []);
    assert.equal(fences('---\n- a: b\n\n```tcp\nx\n```\n\n---\n').length, 1);
    assert.equal(fences('text\na: b\n\n```tcp\nx\n```\n\n---\n').length, 1);
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
          .replace(/[ \t]+(?=>)/g, (blanks) => (/ {4}|\t/.test(blanks) ? ' ' : blanks)),
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
