import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { fenceLanguage, fences, tcpFences } from '../../src/core/text/fences.ts';

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

  it('keeps to the language exactly', () => {
    const text = ['tcp', 'tcp title', 'TCP', 'tcpdump', '{.tcp}', ' tcp', '', 'text tcp']
      .map((info) => `\`\`\`${info}\n\`\`\`\n`)
      .join('');
    assert.deepEqual(
      tcpFences(text).map(({ info }) => info),
      ['tcp', 'tcp title', 'tcp'],
    );
    assert.equal(fenceLanguage(fences(text)[3]!), 'tcpdump');
  });

  it('takes the line breaks of Windows', () => {
    const fence = only('```tcp\r', 'a\r', '```\r', '');
    assert.deepEqual([fence.info, fence.text, fence.closed], ['tcp', 'a', true]);
  });

  it('agrees with a parser of Markdown', () => {
    const markdown = new MarkdownIt();
    const part = fc.constantFrom(
      '```',
      '````',
      '~~~',
      '```tcp',
      '~~~ tcp x',
      'text',
      '',
      '> ',
      '>',
      '- ',
      '1. ',
      ' ',
      '  ',
      '   ',
    );
    // A quote mark behind four blanks is none, but that parser takes it for one.
    const line = fc.array(part, { maxLength: 3 }).map((parts) => parts.join('').replace(/ {4,}(?=>)/g, ' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = `${lines.join('\n')}\n`;
        const expected = markdown
          .parse(text, {})
          .filter(({ type }) => type === 'fence')
          .map(({ info, content }) => [info.trim(), content.trimEnd()]);
        const got = fences(text).map((fence) => [fence.info, fence.text.trimEnd()]);
        assert.deepEqual(got, expected);
      }),
      { numRuns: 3000 },
    );
  });
});
