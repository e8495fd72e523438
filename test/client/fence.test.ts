import assert from 'node:assert/strict';
import { diagramEdit, fenceEdit, MAY_OPEN_TCP } from '../../src/client/fence.ts';
import { tcpFences } from '../../src/core/text/fences.ts';
import { fc, runs } from '../support/property.ts';

/** The note after a diagram was put into it at a line. */
function after(note: string, cursor: number): string {
  const lines = note.split('\n');
  const { from, to, lines: written } = fenceEdit(lines, cursor, 'C -> S SYN\n');
  return [...lines.slice(0, from), ...written, ...lines.slice(to)].join('\n');
}

const FENCE = '```tcp\nC -> S SYN\n```';

describe('a diagram that is put into a note', () => {
  it('takes the place of a blank line, with blank lines around it', () => {
    assert.equal(after('', 0), `${FENCE}\n`);
    assert.equal(after('# Title\n\nText\n', 1), `# Title\n\n${FENCE}\n\nText\n`);
    assert.equal(after('# Title\n\n\n\nText', 2), `# Title\n\n${FENCE}\n\nText`);
    assert.equal(after('# Title\n', 1), `# Title\n\n${FENCE}\n`);
  });

  it('stands behind a line with text', () => {
    assert.equal(after('# Title', 0), `# Title\n\n${FENCE}\n`);
    assert.equal(after('one\ntwo', 0), `one\n\n${FENCE}\n\ntwo`);
  });

  it('stands behind the fence that the cursor is in', () => {
    for (const cursor of [1, 2, 3, 4])
      assert.equal(after('a\n~~~js\n\n```\n~~~\nb', cursor), `a\n~~~js\n\n\`\`\`\n~~~\n\n${FENCE}\n\nb`);
    assert.equal(after('```\nnever closed', 1), `\`\`\`\nnever closed\n\n${FENCE}\n`);
    assert.equal(after('> ```js\n> ```\nb', 2), `> \`\`\`js\n> \`\`\`\nb\n\n${FENCE}\n`);
  });
});

describe('a diagram that is put among others', () => {
  const into = (text: string, cursor: number): string => {
    const lines = text.split('\n');
    const { from, to, lines: written } = diagramEdit(lines, cursor, 'diagram D\nC -> S SYN\n');
    return [...lines.slice(0, from), ...written, ...lines.slice(to)].join('\n');
  };

  it('takes the place of a blank line, stands behind any other, and ends its line', () => {
    assert.equal(into('', 0), 'diagram D\nC -> S SYN\n');
    assert.equal(into('A -> B SYN', 0), 'A -> B SYN\ndiagram D\nC -> S SYN\n');
    assert.equal(into('A -> B SYN\n', 1), 'A -> B SYN\ndiagram D\nC -> S SYN\n');
    assert.equal(into('A -> B SYN\n\ndiagram E', 1), 'A -> B SYN\ndiagram D\nC -> S SYN\ndiagram E');
    assert.equal(into('A -> B SYN\ndiagram E', 0), 'A -> B SYN\ndiagram D\nC -> S SYN\ndiagram E');
  });
});

describe('a note with a tcp fence', () => {
  it('is never taken for one without', () => {
    const pieces = [
      '```',
      '~~~',
      'tcp',
      'TCP',
      '.tcp',
      '{',
      '}',
      ' ',
      '\t',
      '\n',
      '> ',
      '- ',
      '1. ',
      ',',
      '"',
      '#a',
      'x',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 10 }), (some) => {
        const note = some.join('');
        if (tcpFences(note).length > 0) assert.match(note, MAY_OPEN_TCP);
      }),
      { numRuns: runs(3000) },
    );
  });
});
