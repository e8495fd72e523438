import assert from 'node:assert/strict';
import { analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import { exportForNote, exportText } from '../../src/core/render/index.ts';
import { fences } from '../../src/core/text/fences.ts';
import { displayWidth } from '../../src/core/text/width.ts';
import { readMermaid } from './mermaid-parser.ts';
import { fc, PATIENCE, runs } from '../support/property.ts';

/** Pieces of the notation, and of what does not belong into it. */
const PIECE = fc.constantFrom(
  ...[
    'client C',
    'server "S x"',
    'participant end as "<b>;#"',
    'diagram 标题;#%%',
    'state C ESTABLISHED, S SYN-SENT',
    '...',
  ],
  ...[
    'C -> S',
    'S <- C',
    'C -x S',
    'C ->... S',
    'C ...-> S',
    'end -> C',
    'C:1 -> S:2',
    'C -> C',
    '客户端 -> 服务器：SYN=1',
  ],
  ...[
    'SYN',
    'SYN,ACK',
    'FIN,ACK',
    'RST',
    'seq=x',
    'seq=4294967295',
    'ack=x+1',
    'len=100',
    'win=0',
    'sack=1-2/3-4',
    'mss=1460',
  ],
  ...[
    '"label; #35; %%{init}%%"',
    'note over C,S: wrap: a;b',
    'note left of end: `x` | $$y$$',
    'crash C',
    'timeout S',
    'close C',
  ],
  ...[
    'option states',
    'option numbering',
    '\n',
    '\n',
    '\n',
    ' ',
    '# comment',
    '```',
    '\u0000',
    '\ud800',
    '\ufb02°°35¶ß',
  ],
);
const TEXT = fc.array(PIECE, { maxLength: 24 }).map((pieces) => pieces.join(' '));

describe('any text at all', () => {
  it('is drawn: Mermaid takes it message by message, ladders keep to their width, fences hold', async () => {
    await fc.assert(
      fc.asyncProperty(TEXT, async (text) => {
        const analysis = analyze(text, DEFAULT_OPTIONS);
        const options = { translate: english, meaning: true };
        for (const diagram of analysis.diagrams) {
          const segments = analysis.trace(diagram).steps.filter(({ kind }) => kind === 'segment');
          const read = await readMermaid(exportText('mermaid', analysis, [diagram], options));
          assert.equal(read.messages.length, segments.length);
        }
        for (const line of exportText('ladder', analysis, analysis.diagrams, options).split('\n')) {
          assert.ok(displayWidth(line) <= 72, line);
        }
        assert.doesNotThrow(() => exportText('table', analysis, analysis.diagrams, options));
        for (const kind of ['markdown', 'ladder'] as const) {
          const note = exportForNote(kind, analysis, analysis.diagrams, options).text;
          const expected = kind === 'ladder' ? Math.min(1, analysis.diagrams.length) : analysis.diagrams.length;
          if (analysis.diagrams.length > 0) assert.equal(fences(note).length, expected);
        }
      }),
      { numRuns: runs(400) },
    );
  }).timeout(PATIENCE);
});
