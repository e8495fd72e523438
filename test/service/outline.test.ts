import assert from 'node:assert/strict';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver-types';
import { cursor, fenced, fixture, URI, type Fixture } from './harness.ts';

const TALK = `
  # first
  # second
  diagram One
  client C as 客户端
  server S
  C -> S SYN seq=x
  C <- S SYN,ACK seq=y ack=x+1
  C -> S ACK seq=x+1 ack=y+1
  C -> S PSH,ACK seq=x+1 ack=y+1 len=100
  C <- S ACK seq=y+1 ack=x+101
  diagram Two
  A -> B SYN seq=x

`;

function outline(symbols: readonly DocumentSymbol[], depth = 0): string[] {
  return symbols.flatMap(({ name, detail, range, children }) => [
    `${'  '.repeat(depth)}${name}${detail ? ` (${detail})` : ''} ${range.start.line}-${range.end.line}`,
    ...outline(children ?? [], depth + 1),
  ]);
}

describe('the outline', () => {
  it('has the diagrams, their participants and phases', () => {
    assert.deepEqual(outline(fixture(TALK).service.documentSymbols(URI)), [
      'One 2-9',
      '  C (客户端) 3-3',
      '  S 4-4',
      '  Handshake (3 segments) 5-7',
      '  Data (2 segments) 8-9',
      'Two 10-13',
      '  Handshake (1 segment) 11-11',
    ]);
  });

  it('of a note has those of its fences', () => {
    assert.equal(outline(fenced(TALK).service.documentSymbols(URI))[0], 'One 5-12');
  });

  it('names an untitled diagram', () => {
    assert.deepEqual(outline(fixture('A -> B SYN\n').service.documentSymbols(URI))[0], 'Untitled diagram 0-1');
  });

  it('is searched by the letters of a title, a name or a label', () => {
    const { service } = fixture(TALK);
    const names = (query: string): string[] => service.workspaceSymbols(query).map(({ name }) => name);
    assert.deepEqual(names('two'), ['Two']);
    assert.deepEqual(names('客端'), ['客户端']);
    assert.deepEqual(names('zzz'), []);
  });

  it('is searched in documents that nobody has opened, and once in those that are open', () => {
    const { service, text } = fixture(TALK);
    const closed = [
      { uri: URI, kind: 'tcp', text },
      { uri: 'file:///other.md', kind: 'markdown', text: '```tcp\ndiagram Two again\nA -> B SYN\n```\n' },
    ] as const;
    assert.deepEqual(
      service.workspaceSymbols('two', closed).map(({ name, location }) => [name, location.uri]),
      [
        ['Two', URI],
        ['Two again', 'file:///other.md'],
      ],
    );
  });
});

describe('folding', () => {
  it('folds diagrams, phases and comments', () => {
    const ranges = fixture(TALK).service.foldingRanges(URI);
    assert.deepEqual(
      ranges.map(({ startLine, endLine, kind }) => [startLine, endLine, kind]),
      [
        [2, 9, 'region'],
        [5, 7, undefined],
        [8, 9, undefined],
        [10, 11, 'region'],
        [0, 1, 'comment'],
      ],
    );
  });
});

describe('folding of regions', () => {
  const regions = (source: string): [number, number][] =>
    fixture(source)
      .service.foldingRanges(URI)
      .filter(({ kind, startLine }) => kind === 'region' && startLine > 0)
      .map(({ startLine, endLine }) => [startLine, endLine]);

  it('folds what the author has marked, one in another', () => {
    const lines = ['A -> B SYN', '# region one', '//#region two', 'A -> B SYN', '  # endregion', '', '#ENDREGION'];
    assert.deepEqual(regions(lines.join('\n')), [
      [2, 4],
      [1, 6],
    ]);
  });

  it('folds nothing where an end has no beginning, or a beginning no end', () => {
    assert.deepEqual(regions('A -> B SYN\n# endregion\n# region\nA -> B SYN\n# regional\n# endregion x'), [[2, 5]]);
    assert.deepEqual(regions('A -> B SYN\n# region\nA -> B SYN'), []);
  });
});

describe('the selection', () => {
  const grown = (fixed: Fixture): string[] => {
    const lines = fixed.text.split('\n');
    const texts: string[] = [];
    let [selection] = fixed.service.selectionRanges(URI, [cursor(fixed)]) as (SelectionRange | undefined)[];
    for (; selection !== undefined; selection = selection.parent) {
      const { start, end } = selection.range;
      texts.push(
        start.line === end.line
          ? (lines[start.line] ?? '').slice(start.character, end.character)
          : `${start.line}-${end.line}`,
      );
    }
    return texts;
  };
  const source = TALK.replace('ack=x+101', 'ack=$0x+101 # all');

  it('grows from the symbol to the whole text', () => {
    assert.deepEqual(grown(fixture(source)), [
      'x',
      'x+101',
      'ack=x+101',
      'C <- S ACK seq=y+1 ack=x+101',
      'C <- S ACK seq=y+1 ack=x+101 # all',
      '8-9',
      '2-9',
      '0-13',
    ]);
  });

  it('grows inside a fence as well', () => {
    assert.deepEqual(grown(fenced(source)).slice(0, 3), ['x', 'x+101', 'ack=x+101']);
  });

  it('outside of fences is where it was', () => {
    assert.deepEqual(grown(fixture('a $0b\n', { kind: 'markdown' })), ['']);
  });
});

describe('the lens above a diagram', () => {
  const titles = (source: string, vscodeCommands = true): string[] =>
    fixture(source, { client: { vscodeCommands } })
      .service.codeLenses(URI)
      .map(({ range, command }) => `${range.start.line} ${command?.title ?? ''}`);

  it('says whether it is valid, and offers the preview and exports', () => {
    assert.deepEqual(titles('diagram A\nA -> B SYN seq=x\n'), ['0 valid', '0 Open Preview', '0 Export…']);
  });

  it('counts errors and warnings', () => {
    const source = 'client C\nserver S\nC -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x\nC -> S SYN,FIN\n';
    assert.match(titles(source, false)[0] ?? '', /^0 [23] errors$/);
  });

  it('can be switched off', () => {
    assert.deepEqual(fixture('A -> B SYN\n', { settings: { codeLens: false } }).service.codeLenses(URI), []);
  });
});
