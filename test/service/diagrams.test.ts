import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import MarkdownIt from 'markdown-it';
import { applyNoteEdits } from '../../src/core/render/index.ts';
import type { LanguageService } from '../../src/service/index.ts';
import { fixture, fenced, URI } from './harness.ts';

const TWO = `
  diagram One
  client C
  server S
  C -> S SYN seq=x
  C <- S SYN,ACK seq=y ack=x
  diagram Two
  C -> S SYN seq=x
  C -> S ACK !!
`;

describe('diagrams for the preview', () => {
  it('are listed with what is wrong in them', () => {
    const { version, diagrams } = fixture(TWO).service.diagrams(URI) ?? assert.fail();
    assert.equal(version, 1);
    assert.deepEqual(
      diagrams.map(({ title, line, endLine, segments, errors }) => [title, line, endLine, segments, errors > 0]),
      [
        ['One', 0, 5, 2, true],
        ['Two', 5, 9, 2, true],
      ],
    );
  });

  it('a part is what it is in the whole, with the ends as they were before it', () => {
    const data = Array.from({ length: 300 }, (_, i) => {
      const sent = String(1 + 10 * Math.floor(i / 2));
      const acknowledged = String(11 + 10 * Math.floor(i / 2));
      return i % 2 === 0 ? `C -> S ACK seq=x+${sent} ack=y+1 len=10` : `C <- S ACK seq=y+1 ack=x+${acknowledged}`;
    });
    const lines = ['C -> S SYN seq=x', 'C <- S SYN,ACK seq=y ack=x+1', 'C -> S ACK seq=x+1 ack=y+1', ...data];
    const { service } = fenced(lines.join('\n'));
    const whole = service.diagram({ uri: URI, line: 6 }) ?? assert.fail();
    for (const from of [1, 2, 40, 299]) {
      const part = service.diagram({ uri: URI, line: 6, steps: { from, to: from + 20 } }) ?? assert.fail();
      assert.deepEqual(part.trace.steps, whole.trace.steps.slice(from, from + 20));
      assert.deepEqual(part.picture.steps, whole.picture.steps.slice(from, from + 20));
      assert.deepEqual(part.overview, whole.overview);
      const before: Record<string, unknown> = {};
      for (const step of whole.trace.steps.slice(0, from))
        if (step.kind === 'segment') Object.assign(before, step.tcbs);
      assert.deepEqual(part.before, before);
    }
  });

  it('are told with the lines of the note', () => {
    const note = fenced(TWO);
    const shown = note.service.diagram({ uri: URI, line: 6 }) ?? assert.fail();
    assert.equal(shown.index, 0);
    assert.deepEqual([shown.trace.line, shown.trace.endLine], [3, 8]);
    assert.deepEqual(shown.overview.lines, [6, 7]);
    assert.deepEqual(
      shown.trace.steps.map(({ line }) => line),
      [6, 7],
    );
    const wrong = shown.problems.find(({ code }) => code === 'ack-mismatch');
    assert.deepEqual([wrong?.line, wrong?.from, wrong?.to], [7, 23, 28]);
    assert.match(wrong?.message ?? '', /ack should be x\+1/);
  });

  it('name the lines that cannot be read', () => {
    const { service } = fixture('A -> B SYN\nA >>> B\n');
    const shown = service.diagram({ uri: URI, line: 0 }) ?? assert.fail();
    assert.deepEqual([shown.complete, shown.unreadable], [false, [1]]);
    assert.equal(fixture('A -> B SYN\n').service.diagram({ uri: URI, line: 0 })?.complete, true);
  });

  it('are sent in part, with the overview of the whole and the ends before the part', () => {
    const lines = Array.from({ length: 10 }, (_, n) => `A -> B seq=${100 + n * 10} ack=5 len=10\n`);
    const { service } = fixture(`diagram T\n${lines.join('')}`);
    const shown = service.diagram({ uri: URI, line: 0, steps: { from: 4, to: 99 } }) ?? assert.fail();
    assert.deepEqual(shown.range, { from: 4, to: 10 });
    assert.equal(shown.trace.steps.length, 6);
    assert.equal(shown.picture.steps.length, 6);
    assert.match(shown.picture.steps[0] ?? '', /seq=140/);
    assert.equal(shown.overview.kinds, 'dddddddddd');
    assert.equal(shown.before['A']?.sndNxt, '140');
  });

  it('are null where there is none', () => {
    const { service } = fixture('\n\nA -> B SYN\n');
    assert.equal(service.diagram({ uri: URI, line: 99 }), null);
    assert.equal(service.diagrams('file:///other'), null);
  });

  it('show a participant of any name', () => {
    const { service } = fixture('__proto__ -> constructor SYN seq=x\n__proto__ <- constructor SYN,ACK seq=y ack=x+1\n');
    const shown = service.diagram({ uri: URI, line: 0, steps: { from: 1, to: 2 } }) ?? assert.fail();
    assert.deepEqual(Object.keys(shown.before).sort(), ['__proto__', 'constructor']);
  });
});

describe('exports', () => {
  it('are of one diagram or of all', () => {
    const { service } = fixture(TWO);
    assert.match(service.exportAs(URI, 3, 'mermaid')?.text ?? '', /^sequenceDiagram\n {4}title One/);
    assert.match(service.exportAs(URI, null, 'mermaid')?.text ?? '', /title One[\s\S]*title Two/);
    assert.equal(service.exportAs(URI, 99, 'table'), null);
  });

  it('go into the note behind their fence, and change nothing the second time', () => {
    const note = fenced(TWO);
    const { edits } = note.service.exportIntoNote(URI, null, 'table') ?? assert.fail();
    assert.equal(edits.length, 1);
    const [edit] = edits;
    const lines = note.text.split('\n');
    const after = [
      ...lines.slice(0, edit!.line),
      ...edit!.text.replace(/\n$/, '').split('\n'),
      ...lines.slice(edit!.endLine),
    ].join('\n');
    const again = fixture(after, { kind: 'markdown' });
    assert.deepEqual(again.service.exportIntoNote(URI, null, 'table')?.edits, []);
  });

  it('of a .tcp file do not go into a note', () => {
    assert.deepEqual(fixture(TWO).service.exportIntoNote(URI, null, 'table')?.edits, []);
  });

  it('links of pictures stand behind their fences, and nothing of a title becomes Markdown', () => {
    const title = '](javascript:alert(1)) <img src=x> ![x](y) `*';
    const text = ['# Note', '', '```tcp', `diagram ${title}`, 'C -> S SYN seq=x', '```', ''].join('\n');
    const noteOf = (markdown: string): LanguageService => fixture(markdown, { kind: 'markdown' }).service;
    const note = noteOf(text);
    const files = ['my note-1-(a)[b]"é三.svg'];
    const { edits } = note.exportIntoNote(URI, null, 'svg', files) ?? assert.fail();
    const written = applyNoteEdits(text, edits);
    const html = new MarkdownIt().render(written.replace(/```tcp[^]*?```/, ''));
    const document = new JSDOM(html).window.document;
    assert.equal(document.querySelectorAll('img').length, 1);
    assert.equal(document.querySelectorAll('a').length, 0);
    const image = document.querySelector('img');
    // markdown-it leaves escaped characters out of alternative texts.
    assert.match(image?.alt ?? '', /javascript.*img src=x.*x\(y\)/);
    assert.equal(decodeURIComponent(image?.getAttribute('src') ?? ''), files[0]);
    const again = noteOf(written).exportIntoNote(URI, null, 'svg', files);
    assert.deepEqual(again?.edits, []);
  });
});

describe('a diagram beside an older text', () => {
  const OLD = `
    diagram One
    client C
    server S
    C -> S SYN seq=x
    C <- S SYN,ACK seq=y ack=x+1
    note over C: gone
    C -> S ACK seq=x+1 ack=y+1
  `;
  const NEW = OLD.replace('seq=y ack=x+1', 'seq=y ack=x+1 win=500').replace(
    'note over C: gone',
    'C -> S ACK seq=x+1 ack=y+1',
  );
  const changed = { ...fixture(NEW), before: fixture(OLD).text };

  it('has the rows of both, with what became of them and what they were', () => {
    const shown = changed.service.diagram({ uri: URI, line: 1, before: changed.before }) ?? assert.fail();
    assert.equal(shown.overview.changes, '=~-+=');
    assert.deepEqual(shown.overview.lines, [3, 4, 5, 5, 6]);
    assert.deepEqual(
      shown.words.steps.map(({ remarks }) => remarks),
      [[], ['was no win'], [], [], ['duplicate ACK #1']],
    );
    assert.equal(shown.overview.kinds, 'ddndd');
    assert.equal(shown.picture.steps[2], 'Note over C: gone');
  });

  it('a part of it is what it is in the whole', () => {
    const whole = changed.service.diagram({ uri: URI, line: 1, before: changed.before }) ?? assert.fail();
    const part =
      changed.service.diagram({ uri: URI, line: 1, steps: { from: 1, to: 4 }, before: changed.before }) ??
      assert.fail();
    assert.deepEqual(part.trace.steps, whole.trace.steps.slice(1, 4));
    assert.deepEqual(part.overview, whole.overview);
    assert.deepEqual(part.words.steps, whole.words.steps.slice(1, 4));
    assert.equal(part.before['C']?.state, 'SYN-SENT');
  });

  it('follows every edit, and is a plain diagram without an older text', () => {
    const { service, before, text } = { ...changed, ...fixture(NEW) };
    const changes = (): string | undefined => service.diagram({ uri: URI, line: 1, before })?.overview.changes;
    assert.equal(changes(), '=~-+=');
    service.change(URI, 2, [{ text: `${text}note over S: more\n` }]);
    assert.equal(changes(), '=~-=++');
    service.change(URI, 3, [{ text: before }]);
    assert.equal(changes(), '====');
    assert.equal(service.diagram({ uri: URI, line: 1 })?.overview.changes, '');
  });

  it('in a note is the one of the same title, wherever it stood, and else the one at its place', () => {
    const fence = (title: string, line: string): string => `\`\`\`tcp\ndiagram ${title}\n${line}\n\`\`\`\n`;
    const { service } = fixture(
      `${fence('B', 'A -> B SYN')}\n${fence('A', 'A -> B SYN')}\n${fence('', 'A -> B RST')}`,
      {
        kind: 'markdown',
      },
    );
    const before = `${fence('A', 'A -> B SYN')}text\n${fence('', 'A -> B RST seq=5')}${fence('B', 'A -> B SYN')}`;
    const changes = [1, 6, 11].map((line) => service.diagram({ uri: URI, line, before })?.overview.changes);
    assert.deepEqual(changes, ['=', '=', '~']);
    assert.deepEqual(
      [1, 6].map((line) => service.diagram({ uri: URI, line, before: '# nothing' })?.overview.changes),
      ['+', '+'],
    );
  });

  it('says of participants that are gone who they were, and keeps their segments apart', () => {
    const { service } = fixture('client C\nserver S\nC -> S SYN seq=0\n');
    const before = 'client C\nserver S\nparticipant R\nC -> S SYN seq=0\nR -> S SYN seq=9\n';
    const shown = service.diagram({ uri: URI, line: 1, before }) ?? assert.fail();
    assert.deepEqual(
      shown.trace.participants.map(({ name }) => name),
      ['C', 'S', 'R'],
    );
    assert.equal(shown.overview.changes, '=-');
    assert.equal(shown.connections.length, 2);
    assert.deepEqual(shown.overview.connections, [1, 2]);
  });
});
