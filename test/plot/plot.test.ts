import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { analyze } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import { plotFileOf, plotsOfDiagram } from '../../src/core/plot-of.ts';
import {
  columnsOf,
  drawPlot,
  kept,
  mainPlot,
  panned,
  wholeView,
  zoomed,
  type PlotData,
} from '../../src/core/plot/index.ts';
import { measureByTable } from '../../src/core/picture/index.ts';
import { cli, GOOD } from '../cli/memory.ts';
import { fc, runs } from '../support/property.ts';

function plots(text: string): PlotData[] {
  const analysis = analyze(text, { severities: {} });
  const [diagram] = analysis.diagrams;
  assert.ok(diagram);
  return plotsOfDiagram(analysis, diagram);
}

/** The marks of a plot, a word each: kind, flag, first and last byte. */
const marks = ({ kinds, flags, low, high }: PlotData): string[] =>
  Array.from(
    low,
    (from, i) => `${kinds[i] ?? ''}${flags[i] === '-' ? '' : (flags[i] ?? '')} ${String(from)}:${String(high[i])}`,
  );

const LOSS = `client C
server S
@0 C -> S SYN seq=x win=1000 wscale=2 sackok
@0.1 C <- S SYN,ACK seq=y ack=x+1 win=500 wscale=3 sackok
@0.2 C -> S ACK seq=x+1 ack=y+1 win=1000
@0.3 C -x S PSH,ACK seq=x+1 ack=y+1 len=100
@0.4 C -> S PSH,ACK seq=x+101 ack=y+1 len=100
@0.5 C <- S ACK seq=y+1 ack=x+1 win=500 sack=x+101-x+201
@0.6 C -> S PSH,ACK seq=x+1 ack=y+1 len=100
@0.7 C <- S ACK seq=y+1 ack=x+201 win=0
@0.8 C -> S FIN,ACK seq=x+201 ack=y+1
`;

describe('the data of a time–sequence plot', () => {
  it('holds what one end sends and what the other says of it, in bytes from the first number', () => {
    const [sent, back] = plots(LOSS);
    assert.ok(sent && back);
    assert.deepEqual(marks(sent), [
      'ds 0:1',
      'k 1:501',
      'l 1:101',
      'd 101:201',
      // The window of an ACK is scaled by what its sender said in its SYN: 500 << 3 (RFC 7323 §2.2).
      'u 1:4001',
      'b 101:201',
      'r 1:101',
      'z 201:201',
      'df 201:202',
    ]);
    assert.deepEqual(marks(back), ['ds 0:1', 'k 1:4001', 'x 1:null', 'k 1:null', 'k 1:null', 'k 1:null']);
    assert.deepEqual(sent.direction.counts, { segments: 5, bytes: 300, retransmissions: 1, lost: 1, zeroWindows: 1 });
  });

  it('tells the lines, the order and the times', () => {
    const [sent] = plots(LOSS);
    assert.deepEqual(sent?.lines, [2, 3, 5, 6, 7, 7, 8, 9, 10]);
    assert.deepEqual(sent.order, [0, 1, 3, 4, 5, 5, 6, 7, 8]);
    assert.deepEqual(sent.times, [0, 100_000, 300_000, 400_000, 500_000, 500_000, 600_000, 700_000, 800_000]);
    const [untimed] = plots(LOSS.replace('@0.4 ', ''));
    assert.deepEqual(untimed?.times, []);
  });

  it('unwraps numbers modulo 2^32 (RFC 9293 §3.4)', () => {
    const [sent] = plots(`client C
server S
C -> S SYN seq=4294967290
C <- S SYN,ACK seq=7 ack=4294967291
C -> S ACK seq=4294967291 ack=8
C -> S PSH,ACK seq=4294967291 ack=8 len=10
C <- S ACK seq=8 ack=5
C -> S PSH,ACK seq=5 ack=8 len=20
`);
    assert.ok(sent);
    assert.deepEqual(marks(sent), ['ds 0:1', 'k 1:null', 'd 1:11', 'k 11:null', 'd 11:31']);
  });

  it('goes on where the sequence space begins again', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 2 ** 32 - 200_000, max: 2 ** 32 - 1 }), fc.nat(2 ** 32 - 1)),
        fc.array(fc.integer({ min: 1, max: 65_000 }), { maxLength: 12 }),
        (iss, sizes) => {
          const lines = ['state A ESTABLISHED', 'state B ESTABLISHED'];
          let [seq, place] = [iss, 0];
          const wanted: string[] = [];
          for (const size of sizes) {
            lines.push(`A -> B PSH,ACK seq=${String(seq)} ack=1 len=${String(size)}`);
            wanted.push(`${String(place)}:${String(place + size)}`);
            place += size;
            seq = (seq + size) % 2 ** 32;
            lines.push(`A <- B ACK seq=1 ack=${String(seq)}`);
          }
          const [sent] = plots(`${lines.join('\n')}\n`);
          const data =
            sent === undefined
              ? []
              : marks(sent)
                  .filter((mark) => mark.startsWith('d'))
                  .map((mark) => mark.slice(2));
          assert.deepEqual(data, wanted);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it('draws what nobody knows in its place: unknown lengths, fresh symbols, other numbers', () => {
    const [sent] = plots(`client C
server S
C -> S SYN seq=x
C <- S SYN,ACK seq=y ack=x+1
C -> S ACK seq=x+1 ack=y+1
C -> S PSH,ACK seq=x+1 ack=y+1 len=n
C <- S ACK seq=y+1 ack=x+n+1
...
C -> S FIN,ACK seq=u ack=v
C <- S ACK seq=v ack=u+1
`);
    assert.ok(sent);
    assert.deepEqual(marks(sent), ['ds 0:1', 'k 1:null', 'd 1:1001', 'k 1001:null', 'df 1001:1002', 'k 1002:null']);
    assert.equal(sent.nominal, 1000);
    const [app] = plots(`${GOOD}C -> S "GET /"\n`);
    assert.ok(app);
    assert.deepEqual(marks(app).at(-1), 'd 1:1001');
  });

  it('reads let symbols and products as what they are', () => {
    const [sent] = plots(
      'let n = 50\nC -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x+1\nC -> S PSH,ACK seq=x+1 ack=y+1 len=2*n\nC -> S PSH,ACK seq=2*n+x+1 ack=y+1 len=n\n',
    );
    assert.ok(sent);
    assert.deepEqual(marks(sent), ['ds 0:1', 'k 1:null', 'd 1:101', 'd 101:151']);
  });

  it('tells connections and messages of other protocols apart', () => {
    const two = plots('C:1 -> S:80 SYN seq=1\nC:2 -> S:80 SYN seq=9\nC:2 -x S:80 SYN seq=9\n');
    assert.deepEqual(
      two.map(({ direction }) => [direction.from, direction.fromPort, direction.counts.segments]),
      [
        ['C', 1, 1],
        ['S', 80, 0],
        ['C', 2, 2],
        ['S', 80, 0],
      ],
    );
    assert.equal(mainPlot(two), 2);
    assert.equal(mainPlot(plots('participant A\nparticipant B\nnote over A: x\n')), -1);
  });

  it('shows what is on its way when it is sent, and when it arrives', () => {
    const [sent] = plots('client A\nserver B\nA ->... B SYN seq=1\nA ...-> B SYN seq=1\nA <- B SYN,ACK seq=3 ack=2\n');
    assert.ok(sent);
    assert.deepEqual(marks(sent), ['fs 0:1', 'as 0:1', 'k 1:null']);
    assert.equal(sent.direction.counts.segments, 1);
  });
});

const STYLE = { measure: measureByTable, size: 13 };
const AREA = { left: 50, right: 650, top: 20, bottom: 320 };

describe('the drawing of a plot', () => {
  const draw = (text: string, from?: string): string => {
    const analysis = analyze(text, { severities: {} });
    const [diagram] = analysis.diagrams;
    assert.ok(diagram);
    return plotFileOf(analysis, diagram, { translate: english, from }) ?? '';
  };

  it('is a document of its own that says what is in it', () => {
    const text = draw(`diagram <Loss>\n${LOSS}`);
    assert.doesNotMatch(
      text.replace(/<metadata>.*<\/metadata>/s, ''),
      /class=|var\(|calc\(|<style|href|url\(|undefined|NaN|Infinity/,
    );
    const { document } = new JSDOM(text, { contentType: 'image/svg+xml' }).window;
    const texts = [...document.querySelectorAll('text')].map((node) => node.textContent);
    for (const word of [
      '<Loss>',
      'Time–sequence plot: C → S',
      'sent again',
      'lost',
      'window',
      'SACK',
      'R',
      'Z',
      'F',
      'S',
      '200 ms',
    ])
      assert.ok(texts.includes(word) || word === '200 ms', `${word} in ${texts.join(' | ')}`);
    assert.equal(
      document.querySelector('desc')?.textContent,
      'Segments from C to S: 5. Bytes: 300. Sent again: 1. Lost: 1. Windows of zero: 1.',
    );
  });

  it('plots the direction that is asked for, and by default that of most bytes', () => {
    const reply = `${GOOD}C <- S PSH,ACK seq=y+1 ack=x+1 len=9\n`;
    assert.match(draw(reply), /S → C/);
    assert.match(draw(reply, 'C'), /C → S/);
    assert.equal(draw(reply, 'nobody'), '');
  });

  it('has no more pieces than pixels tell apart', () => {
    const count = 30_000;
    const from = Array.from({ length: count }, (_, i) => i * 1000);
    const data: PlotData = {
      direction: {
        from: 'A',
        to: 'B',
        fromPort: null,
        toPort: null,
        counts: { segments: count, bytes: 0, retransmissions: 0, lost: 0, zeroWindows: 0 },
      },
      kinds: 'dk'.repeat(count / 2),
      flags: '-'.repeat(count),
      lines: from,
      order: from.map((_, i) => i),
      times: from,
      low: from,
      high: from.map((at) => at + 1000),
      nominal: 0,
    };
    const columns = columnsOf(data, 'time');
    const words = {
      name: '',
      description: '',
      vertical: '',
      time: '',
      line: '',
      marks: { data: '', again: '', lost: '', probe: '', flight: '', late: '', ack: '', sack: '', edge: '' },
    };
    const size = (view: ReturnType<typeof wholeView>): number =>
      JSON.stringify(drawPlot(data, columns, view, AREA, STYLE, words), (_, value: unknown): unknown =>
        value instanceof Map ? Object.fromEntries(value) : value,
      ).length;
    const whole = wholeView(columns, 'time');
    assert.ok(size(whole) < 200_000, `${String(size(whole))} characters`);
    assert.ok(size(zoomed(whole, 1000, 1000, 0.5, 0.5)) < 60_000);
  });

  it('zooms about a point, and never leaves the plot', () => {
    const [data] = plots(LOSS);
    assert.ok(data);
    const whole = wholeView(columnsOf(data, 'time'), 'time');
    const near = zoomed(whole, 4, 2, 0.25, 0.5);
    const at = (view: typeof whole): number => view.x0 + (view.x1 - view.x0) * 0.25;
    assert.ok(Math.abs(at(near) - at(whole)) < 1e-6);
    assert.ok(Math.abs((near.x1 - near.x0) * 4 - (whole.x1 - whole.x0)) < 1e-6);
    for (const view of [panned(near, 99, -99), zoomed(whole, 1e-9, 1e9, 0, 1), zoomed(whole, 1e9, 1e-9, 1, 0)]) {
      const { x0, x1, y0, y1 } = kept(view, whole);
      assert.ok(x0 >= whole.x0 - 1e-6 && x1 <= whole.x1 + 1e-6 && x1 - x0 > 1);
      assert.ok(y0 >= whole.y0 - 1e-6 && y1 <= whole.y1 + 1e-6 && y1 - y0 > 1);
    }
  });
});

describe('handshake export --to plot', () => {
  it('writes a file for each diagram, by time or by line', async () => {
    const { code, written } = await cli(['export', 'a.tcp', '--to', 'plot', '--out-dir', 'out'], {
      'a.tcp': `diagram A\n${LOSS}`,
    });
    assert.equal(code, 0);
    assert.deepEqual(Object.keys(written), ['out/a-1-a.plot.svg']);
    assert.match(written['out/a-1-a.plot.svg'] ?? '', />time</);
    const lines = await cli(['export', 'a.tcp', '--to', 'plot', '--by', 'line', '--from', 'S'], { 'a.tcp': LOSS });
    assert.match(lines.out, />line</);
    assert.match(lines.out, /S → C/);
  });

  it('says that there is nothing to plot', async () => {
    const { code, err } = await cli(['export', 'a.tcp', '--to', 'plot'], { 'a.tcp': 'note over A: x\n' });
    assert.deepEqual([code, err], [2, 'handshake: there is nothing to plot for a-1-diagram.plot.svg\n']);
  });
});
