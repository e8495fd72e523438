import assert from 'node:assert/strict';
import type { Location, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { applyEdit, cursor, fenced, fixture, URI, type Fixture } from './harness.ts';

const TALK = `
  client C as 客户端
  server S
  C -> S SYN seq=x
  C <- S SYN,ACK seq=y ack=x+1
  C -> S ACK seq=x+1 ack=y+1
  note over C,S: connected
  C -> S PSH,ACK seq=x+1 ack=y+1 len=n
  C <- S ACK seq=y+1 ack=x+n+1
  state C ESTABLISHED
`;

/** TALK with a cursor in front of the `nth` occurrence of a text on a line. */
function at(line: number, text: string, make: (source: string) => Fixture = fixture): Fixture {
  const lines = TALK.split('\n');
  const before = lines[line + 1] ?? '';
  lines[line + 1] = before.replace(text, `$0${text}`);
  return make(lines.join('\n'));
}

/** `3:15-16`: line from 0, columns. */
const short = ({ start, end }: Range): string => `${start.line}:${start.character}-${end.character}`;
const shorts = (locations: readonly Location[]): string[] => locations.map(({ range }) => short(range));
const definition = (fixed: Fixture): string[] =>
  fixed.service.definition(URI, cursor(fixed)).map(({ targetSelectionRange }) => short(targetSelectionRange));

describe('definition', () => {
  it('of a participant is its declaration', () => {
    assert.deepEqual(definition(at(4, 'C ->')), ['0:7-8']);
  });

  it('of a symbol is where it is bound', () => {
    assert.deepEqual(definition(at(4, 'x+1')), ['2:15-16']);
    assert.deepEqual(definition(at(7, 'n+1')), ['6:35-36']);
  });

  it('of an ack is the segment that it acknowledges', () => {
    assert.deepEqual(definition(at(3, 'ack=')), ['2:0-16']);
    assert.deepEqual(definition(at(7, 'ack=')), ['6:0-36']);
  });

  it('of a symbol in an ack is that segment, and where it is bound', () => {
    assert.deepEqual(definition(at(7, 'x+n')), ['6:0-36', '2:15-16']);
  });

  it('of an arrival is the line that sent it', () => {
    const source = 'client C\nserver S\nC ->... S SYN seq=x\nC .$0..-> S SYN seq=x\n';
    assert.deepEqual(definition(fixture(source)), ['2:0-19']);
  });

  it('works at the columns of a fence', () => {
    assert.deepEqual(definition(at(4, 'C ->', fenced)), ['3:9-10']);
  });
});

describe('references', () => {
  it('are all places of a participant in its diagram', () => {
    const fixed = at(4, 'C ->');
    const found = shorts(fixed.service.references(URI, cursor(fixed), true));
    assert.deepEqual(found, ['0:7-8', '2:0-1', '3:0-1', '4:0-1', '5:10-11', '6:0-1', '7:0-1', '8:6-7']);
    assert.deepEqual(shorts(fixed.service.references(URI, cursor(fixed), false)), found.slice(1));
  });

  it('stay inside the diagram', () => {
    const fixed = fixture('diagram A\n$0C -> S SYN\ndiagram B\nC -> S SYN\n');
    assert.deepEqual(shorts(fixed.service.references(URI, cursor(fixed), true)), ['1:0-1']);
  });

  it('are marked; the binding as written', () => {
    const fixed = at(6, 'n');
    const fixedN = fixture(fixed.text.replace('len=n', 'len=$0n'));
    assert.deepEqual(
      fixedN.service.highlights(URI, cursor(fixedN)).map(({ range, kind }) => [short(range), kind]),
      [
        ['6:35-36', 3],
        ['7:25-26', 2],
      ],
    );
  });
});

describe('rename', () => {
  it('gives a participant another name everywhere, in quotes where it needs them', () => {
    const fixed = at(4, 'C ->');
    assert.deepEqual(fixed.service.prepareRename(URI, cursor(fixed))?.placeholder, 'C');
    const edit = fixed.service.rename(URI, cursor(fixed), 'Alice 1');
    assert.ok(edit !== null && !('refused' in edit));
    const after = applyEdit(fixed.text, edit);
    assert.match(after, /^client "Alice 1" as 客户端\n/);
    assert.match(after, /note over "Alice 1",S: connected/);
    assert.deepEqual(fixture(after).service.diagnostics(URI), fixture(fixed.text).service.diagnostics(URI));
  });

  it('gives a symbol another name, in every script', () => {
    const fixed = at(4, 'x+1');
    const edit = fixed.service.rename(URI, cursor(fixed), '序号');
    assert.ok(edit !== null && !('refused' in edit));
    const after = applyEdit(fixed.text, edit);
    assert.match(after, /SYN seq=序号\n/);
    assert.match(after, /ack=序号\+n\+1/);
  });

  it('says why a name will not do', () => {
    const fixed = at(4, 'x+1');
    assert.deepEqual(fixed.service.rename(URI, cursor(fixed), 'y'), { refused: 'y is taken already.' });
    assert.deepEqual(fixed.service.rename(URI, cursor(fixed), ''), { refused: 'A name cannot be empty.' });
    assert.deepEqual(fixed.service.rename(URI, cursor(fixed), 'a b'), {
      refused: 'a b is no name of a symbol: letters, digits and _ only.',
    });
  });

  it('of a participant onto a name that is taken is refused, in quotes or with blanks around it as well', () => {
    const fixed = at(4, 'C ->');
    for (const name of ['S', ' S ']) {
      assert.deepEqual(fixed.service.rename(URI, cursor(fixed), name), { refused: 'S is taken already.' });
    }
  });

  it('onto the name of another diagram, or of a symbol where it is a participant, takes nothing from it', () => {
    const two = fixture('diagram A\n$0C -> S SYN seq=x\ndiagram B\nD -> S SYN seq=y\n');
    const edit = two.service.rename(URI, cursor(two), 'D');
    assert.match(applyEdit(two.text, edit as WorkspaceEdit), /^diagram A\nD -> S SYN seq=x\ndiagram B\nD -> S/);
    const symbol = fixture('C -> S SYN seq=$0x\n');
    assert.equal(
      applyEdit(symbol.text, symbol.service.rename(URI, cursor(symbol), 'C') as WorkspaceEdit),
      'C -> S SYN seq=C\n',
    );
  });

  it('onto itself changes nothing', () => {
    const fixed = at(4, 'C ->');
    const edit = fixed.service.rename(URI, cursor(fixed), 'C');
    assert.equal(applyEdit(fixed.text, edit as WorkspaceEdit), fixed.text);
  });

  it('of what is no name is none', () => {
    const fixed = at(4, 'ACK');
    assert.equal(fixed.service.prepareRename(URI, cursor(fixed)), null);
    assert.equal(fixed.service.rename(URI, cursor(fixed), 'z'), null);
  });
});

describe('linked editing', () => {
  it('changes all places from a declaration, and none from elsewhere', () => {
    const declared = at(0, 'C as');
    assert.equal(declared.service.linkedEditing(URI, cursor(declared))?.ranges.length, 8);
    const used = at(4, 'C ->');
    assert.equal(used.service.linkedEditing(URI, cursor(used)), null);
  });
});
