import assert from 'node:assert/strict';
import { callTool, inputSchema, NOTATION_PAGE, TOOLS } from '../../src/core/assist/index.ts';
import { english } from '../../src/core/findings/finding.ts';

const call = (name: string, input: Record<string, unknown> = {}): ReturnType<typeof callTool> =>
  callTool(name, input, english);

const WRONG = `client C
server S
C -> S SYN seq=x
C <- S SYN,ACK seq=y ack=x
C -> S ACK seq=x+1 ack=y+1`;

const HALF = `client C
server S
C -> S SYN seq=x

`;

describe('the tools of assistants', () => {
  it('say each mistake with its line, the reason, and the line as it should be', () => {
    const { text, report } = call('check', { text: WRONG });
    assert.match(text, /^1 diagram, 1 error, 0 warnings\n/);
    assert.match(text, /line 4, column 22: error ack-mismatch: ack should be x\+1, not x: .*line 3/);
    assert.match(text, /\n {2}is: C <- S SYN,ACK seq=y ack=x\n {2}fix \(.*\), line 4: C <- S SYN,ACK seq=y ack=x\+1\n/);
    assert.deepEqual(report?.findings[0]?.fixes[0]?.lines, [{ line: 4, text: 'C <- S SYN,ACK seq=y ack=x+1' }]);
  });

  it('have nothing to mend once the fix is taken', () => {
    const fixed = WRONG.replace('ack=x\n', 'ack=x+1\n');
    assert.equal(call('check', { text: fixed }).text, '1 diagram, no problems\n');
  });

  it('say which segment must follow where the diagram ends', () => {
    const { report, text } = call('check', { text: HALF });
    assert.deepEqual(report?.owed, ['S -> C SYN,ACK seq=y ack=x+1']);
    assert.match(text, /must follow: S -> C SYN,ACK/);
  });

  it('count lines as the note does that the fence stands in', () => {
    const note = `# Note\n\n\`\`\`tcp\n${WRONG}\n\`\`\`\n`;
    const { report } = call('check', { text: note });
    assert.deepEqual([report?.findings[0]?.line, report?.findings[0]?.fixes[0]?.lines[0]?.line], [7, 7]);
    assert.match(report?.findings[0]?.message ?? '', /line 6/);
    assert.match(call('trace', { text: note }).text, /line 7: S -> C SYN,ACK/);
  });

  it('trace numbers, states and replies', () => {
    const { text } = call('trace', { text: HALF });
    assert.match(text, /line 3: C -> S SYN seq=x len=0 \| handshake 1 \| .*CLOSED → SYN-SENT.* \| reply SYN,ACK/);
  });

  it('trace no number that nobody knows, and the text beside a segment', () => {
    const { text } = call('trace', { text: 'A->>B: SYN\nB->>A: SYN-ACK (hello)\nA->>B: ACK\nA->>B: GET /\n' });
    assert.doesNotMatch(text, /\?|null/);
    assert.match(text, /SYN,ACK len=0 "hello"/);
    assert.match(text, /PSH,ACK "GET \/"/);
  });

  it('draw a diagram in every form, Mermaid by default', () => {
    assert.match(call('draw', { text: HALF }).text, /^sequenceDiagram\n/);
    assert.match(call('draw', { text: HALF, to: 'ladder' }).text, /SYN-SENT\s+--> <SEQ=x><CTL=SYN>/);
    assert.match(call('draw', { text: HALF, to: 'table' }).text, /\| SYN\s+\|/);
  });

  it('answer a bad call with what would help, and never throw', () => {
    const bad: [string, Record<string, unknown>, RegExp][] = [
      ['check', {}, /"text" is missing/],
      ['check', { text: 7 }, /"text" is missing/],
      ['trace', { text: 'x'.repeat(1_000_001) }, /more than 1000000 characters/],
      ['draw', { text: HALF, to: 'png' }, /"to" must be one of mermaid, markdown, table, ladder/],
      ['draw', { text: '' }, /no diagram/],
      ['dance', {}, /no tool "dance": there are notation, check, trace, draw/],
    ];
    for (const [name, input, why] of bad) {
      const { text, failed } = call(name, input);
      assert.equal(failed, true, name);
      assert.match(text, why);
    }
    assert.equal(call('check', { text: '' }).text, 'There is no diagram in this text.\n');
  });

  it('describe what they take', () => {
    for (const tool of TOOLS) {
      const schema = inputSchema(tool) as { properties: Record<string, { description: string }>; required: string[] };
      assert.ok(tool.description.length > 80, tool.name);
      for (const name of schema.required) assert.ok(schema.properties[name]?.description, name);
    }
  });
});

describe('the page for models', () => {
  it('shows diagrams in which nothing is wrong', () => {
    const { report } = call('check', { text: NOTATION_PAGE });
    assert.equal(report?.diagrams, 3);
    assert.deepEqual(report.findings, []);
  });

  it('stays a page', () => {
    assert.ok(NOTATION_PAGE.length < 4500, String(NOTATION_PAGE.length));
  });
});
