import assert from 'node:assert/strict';
import { fenced, fixture, URI } from './harness.ts';

const TEXT = `
  diagram Two ways
  client C as Client
  server S
  C:1 -> S:80 SYN seq=x
  C:1 <- S:80 SYN,ACK seq=y ack=x+1
  C:1 -> S:80 ACK seq=x+1 ack=y+1
  C:1 <- S:80 PSH,ACK seq=y+1 ack=x+1 len=500
`;

describe('the plot of a diagram', () => {
  it('is of the direction in which most was sent, unless another one is asked for', () => {
    const { service } = fixture(TEXT);
    const main = service.plot(URI, 2, null) ?? assert.fail();
    assert.deepEqual([main.title, main.names, main.direction], ['Two ways', ['Client:1 → S:80', 'S:80 → Client:1'], 1]);
    assert.equal(main.words.name, 'Time–sequence plot: S:80 → Client:1');
    assert.deepEqual(service.plot(URI, 2, 0)?.plot.kinds, 'dkk');
    assert.equal(service.plot(URI, 2, 99)?.direction, 1);
  });

  it('tells the lines of the note that a fence stands in', () => {
    const [alone, inNote] = [fixture(TEXT), fenced(TEXT)].map(({ service }) => {
      const line = service.diagrams(URI)?.diagrams[0]?.line ?? assert.fail();
      return { line, plot: service.plot(URI, line, null)?.plot ?? assert.fail() };
    });
    assert.ok(alone && inNote && inNote.line > alone.line);
    const moved = Array.from(alone.plot.lines, (line) => line + inNote.line - alone.line);
    assert.deepEqual(inNote.plot.lines, moved);
  });

  it('is none where nothing is sent, and none outside of a diagram', () => {
    const { service } = fixture('participant A\nnote over A: x\n');
    assert.deepEqual([service.plot(URI, 0, null), service.plotFile(URI, 0)], [null, null]);
    assert.equal(fixture(TEXT).service.plot('file:///other.tcp', 0, null), null);
  });

  it('is a file with the notation inside, and so is the notation alone what a fence holds', () => {
    const { service } = fenced(TEXT);
    const line = service.diagrams(URI)?.diagrams[0]?.line ?? assert.fail();
    const { text } = service.notation(URI, line) ?? assert.fail();
    assert.match(text, /^diagram Two ways\nclient C as Client\n[^]*len=500\n$/);
    assert.match(
      service.plotFile(URI, line)?.text ?? '',
      /^<svg [^]*diagram Two ways\nclient C as Client[^]*<\/svg>\n$/,
    );
  });
});
