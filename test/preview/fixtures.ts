import assert from 'node:assert/strict';
import type {
  DiagramTrace,
  NoteStep,
  Participant,
  SegmentStep,
  StateChanges,
  Step,
  TcbView,
} from '../../src/core/check/trace.ts';
import { describe as say, english, type Translate } from '../../src/core/findings/finding.ts';
import { analyze, findingsOf, type Overview } from '../../src/core/check/index.ts';
import type { Version } from '../../src/core/compare-of.ts';
import { pictureOf } from '../../src/core/picture-of.ts';
import { outline } from '../../src/core/picture/index.ts';
import { DEFAULT_LOOK, mermaidPieces, pictureWords, Words, type LookWish } from '../../src/core/render/index.ts';
import type {
  DiagramMessage,
  DiagramProblem,
  DiagramResult,
  DiagramSummary,
  StepRange,
} from '../../src/protocol/index.ts';

/** Diagrams by hand, as the language server would send them: the preview is tested without the engine. */
export interface Fixture {
  /** What the reader has chosen. */
  readonly look?: LookWish;
  readonly trace: DiagramTrace;
  readonly problems: readonly DiagramProblem[];
}

type State = TcbView['state'];

const UNKNOWN: TcbView = {
  state: 'CLOSED',
  sndUna: null,
  sndNxt: null,
  sndWnd: null,
  rcvNxt: null,
  rcvWnd: null,
  iss: null,
  irs: null,
  outOfOrder: [],
};

/** Writes a diagram down line by line, and keeps the ends' states and blocks meanwhile. */
export class Script {
  readonly #steps: Step[] = [];
  readonly #problems: DiagramProblem[] = [];
  readonly #tcbs = new Map<string, TcbView>();
  readonly #participants: readonly Participant[];
  readonly #title: string;
  #line = 4;

  constructor(
    title: string,
    participants: readonly (readonly [name: string, label: string, role: Participant['role'], state: State])[],
  ) {
    this.#title = title;
    this.#participants = participants.map(([name, label, role], i) => ({ name, label, role, line: i + 1 }));
    for (const [name, , , state] of participants) this.#tcbs.set(name, { ...UNKNOWN, state });
  }

  /** `C>S`, flags, numbers, and what the ends become: `{ C: { state: 'SYN-SENT' } }`. */
  segment(
    way: string,
    flags: string,
    rest: Partial<SegmentStep> = {},
    after: Readonly<Record<string, Partial<TcbView>>> = {},
  ): this {
    const [from = '', to = ''] = way.split('>');
    const before = new Map(this.#tcbs);
    for (const [name, change] of Object.entries(after))
      this.#tcbs.set(name, { ...(this.#tcbs.get(name) ?? UNKNOWN), ...change });
    const about =
      rest.delivery === 'lost' || rest.delivery === 'sent' ? [from] : rest.delivery === 'arrived' ? [to] : [from, to];
    this.#steps.push({
      kind: 'segment',
      line: this.#line++,
      from,
      to,
      fromPort: null,
      toPort: null,
      delivery: 'delivered',
      time: null,
      relative: { seq: null, ack: null },
      flags: flags.split(',') as SegmentStep['flags'],
      seq: 'x',
      ack: null,
      len: '0',
      fin: flags.includes('FIN') ? (rest.seq ?? 'x') : null,
      win: null,
      options: [],
      text: '',
      implied: { flags: false, seq: false, ack: false, len: false },
      labels: [],
      duplicate: 0,
      phase: null,
      step: null,
      states: this.#changes(about, before),
      reply: null,
      tcbs: Object.fromEntries(about.map((name) => [name, this.#tcbs.get(name) ?? UNKNOWN])),
      sentLine: null,
      ...rest,
    });
    return this;
  }

  call(action: 'close' | 'timeout' | 'open' | 'listen', target: string, state: State): this {
    const before = new Map(this.#tcbs);
    this.#tcbs.set(target, { ...(this.#tcbs.get(target) ?? UNKNOWN), state });
    this.#steps.push({ kind: 'action', line: this.#line++, action, target, states: this.#changes([target], before) });
    return this;
  }

  note(text: string, targets: readonly string[], position: NoteStep['position'] = 'over'): this {
    this.#steps.push({ kind: 'note', line: this.#line++, position, targets, text });
    return this;
  }

  elision(text = ''): this {
    this.#steps.push({ kind: 'elision', line: this.#line++, text });
    return this;
  }

  /** The last line is wrong. */
  wrong(code: string, message: string, severity: DiagramProblem['severity'] = 'error'): this {
    this.#problems.push({ line: this.#line - 1, from: 8, to: 13, severity, code, message });
    return this;
  }

  get lines(): number {
    return this.#line;
  }

  done(): Fixture {
    const trace = {
      title: this.#title,
      line: 0,
      endLine: this.#line,
      participants: this.#participants,
      steps: this.#steps,
    };
    return { trace, problems: this.#problems };
  }

  #changes(names: readonly string[], before: ReadonlyMap<string, TcbView>): StateChanges {
    return Object.fromEntries(
      names.map((name) => [
        name,
        [before.get(name)?.state ?? 'CLOSED', this.#tcbs.get(name)?.state ?? 'CLOSED'] as const,
      ]),
    );
  }
}

type People = readonly [client: string, server: string];

const pair = (title: string, [client, server]: People): Script =>
  new Script(title, [
    ['C', client, 'client', 'CLOSED'],
    ['S', server, 'server', 'LISTEN'],
  ]);

function shakeHands(script: Script): Script {
  return script
    .segment(
      'C>S',
      'SYN',
      { seq: 'x', phase: 'handshake', step: 1, reply: { flags: ['SYN', 'ACK'], seq: 'y', ack: 'x+1' } },
      {
        C: { state: 'SYN-SENT', sndUna: 'x', sndNxt: 'x+1', iss: 'x' },
        S: { state: 'SYN-RECEIVED', rcvNxt: 'x+1', irs: 'x' },
      },
    )
    .segment(
      'S>C',
      'SYN,ACK',
      { seq: 'y', ack: 'x+1', phase: 'handshake', step: 2 },
      {
        C: { state: 'ESTABLISHED', sndUna: 'x+1', rcvNxt: 'y+1', irs: 'y', sndWnd: '65535', rcvWnd: '65535' },
        S: { sndUna: 'y', sndNxt: 'y+1', iss: 'y', rcvWnd: '65535' },
      },
    )
    .segment(
      'C>S',
      'ACK',
      { seq: 'x+1', ack: 'y+1', phase: 'handshake', step: 3 },
      {
        S: { state: 'ESTABLISHED', sndUna: 'y+1', sndWnd: '65535' },
      },
    );
}

function hangUp(script: Script): Script {
  return script
    .segment(
      'C>S',
      'FIN,ACK',
      { seq: 'u', ack: 'v', phase: 'close', step: 1 },
      {
        C: { state: 'FIN-WAIT-1', sndUna: 'u', sndNxt: 'u+1' },
        S: { state: 'CLOSE-WAIT', rcvNxt: 'u+1' },
      },
    )
    .segment(
      'S>C',
      'ACK',
      { seq: 'v', ack: 'u+1', phase: 'close', step: 2 },
      { C: { state: 'FIN-WAIT-2', sndUna: 'u+1' } },
    )
    .segment(
      'S>C',
      'FIN,ACK',
      { seq: 'w', ack: 'u+1', phase: 'close', step: 3 },
      {
        S: { state: 'LAST-ACK', sndUna: 'w', sndNxt: 'w+1' },
        C: { state: 'TIME-WAIT', rcvNxt: 'w+1' },
      },
    )
    .segment(
      'C>S',
      'ACK',
      { seq: 'u+1', ack: 'w+1', phase: 'close', step: 4 },
      { S: { state: 'CLOSED', sndUna: 'w+1' } },
    );
}

export const handshake = (people: People = ['Client', 'Server'], title = 'TCP three-way handshake'): Fixture =>
  shakeHands(pair(title, people)).note('connection established', ['C', 'S']).done();

export const close = (people: People = ['Client', 'Server'], title = 'TCP four-way close'): Fixture =>
  hangUp(
    pair(title, people)
      .elision()
      .segment(
        'C>S',
        'ACK',
        { phase: 'data', seq: 'u', ack: 'v' },
        {
          C: { state: 'ESTABLISHED' },
          S: { state: 'ESTABLISHED' },
        },
      ),
  )
    .call('timeout', 'C', 'CLOSED')
    .done();

/** Loss, retransmission, delay, old duplicates, a wrong number: all that the picture can show. */
export function trouble(people: People = ['Client', 'Server'], title = 'Loss, delay and mistakes'): Fixture {
  const script = shakeHands(pair(title, people));
  script
    .segment(
      'C>S',
      'PSH,ACK',
      { seq: 'x+1', ack: 'y+1', len: '100', text: 'GET /', phase: 'data', delivery: 'lost' },
      { C: { sndNxt: 'x+101' } },
    )
    .note('the timer fires', ['C'], 'left')
    .segment(
      'C>S',
      'PSH,ACK',
      { seq: 'x+1', ack: 'y+1', len: '100', text: 'GET /', phase: 'data', labels: ['retransmission'] },
      { S: { rcvNxt: 'x+101' } },
    )
    .segment('S>C', 'ACK', { seq: 'y+1', ack: 'x+100', phase: 'data' })
    .wrong('ack-mismatch', 'ack should be x+101, not x+100: the segment on line 9 ends at x+101');
  const sentLine = script.lines;
  script
    .segment(
      'S>C',
      'PSH,ACK',
      { seq: 'y+1', ack: 'x+101', len: '1460', phase: 'data', delivery: 'sent' },
      { S: { sndNxt: 'y+1461' } },
    )
    .segment(
      'S>C',
      'PSH,ACK',
      { seq: 'y+1461', ack: 'x+101', len: '40', phase: 'data', labels: ['out-of-order'] },
      {
        S: { sndNxt: 'y+1501' },
        C: { outOfOrder: [['y+1461', 'y+1501']] },
      },
    )
    .segment('C>S', 'ACK', { seq: 'x+101', ack: 'y+1', phase: 'data', labels: ['duplicate-ack'], duplicate: 1 })
    .segment(
      'S>C',
      'PSH,ACK',
      { seq: 'y+1', ack: 'x+101', len: '1460', phase: 'data', delivery: 'arrived', sentLine },
      {
        C: { rcvNxt: 'y+1501', outOfOrder: [] },
      },
    )
    .segment('C>S', 'ACK', { seq: 'x+101', ack: 'y+1501', phase: 'data', win: '0', labels: ['zero-window'] })
    .wrong('window-shrunk', 'The window should not shrink: win was 65535 on line 12', 'warning')
    .elision('two minutes later');
  return hangUp(script).done();
}

/** Three participants, ports, notes on every side. */
export function threeParties(): Fixture {
  const script = new Script('A middlebox resets', [
    ['C', 'Client', 'client', 'ESTABLISHED'],
    ['R', 'Router with a rather long name', 'participant', 'ESTABLISHED'],
    ['S', 'Server', 'server', 'ESTABLISHED'],
  ]);
  return script
    .segment('C>S', 'PSH,ACK', { seq: '300', ack: '100', len: '40', phase: 'data', text: 'hello' }, { C: {}, S: {} })
    .note('sees everything', ['R'], 'right')
    .segment('R>C', 'RST', { seq: '100', phase: 'reset' }, { C: { state: 'CLOSED' } })
    .note('over the\nwhole\npath', ['C', 'S'])
    .segment('R>S', 'RST', { seq: '340', phase: 'reset', labels: ['ignored'] }, { S: {} })
    .wrong('rst-ignored', 'The reset is ignored: its seq is not RCV.NXT', 'info')
    .done();
}

const HOSTILE = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror="window.hacked=1">',
  '%%{init: {"theme":"dark"}}%%',
  'a;S->>C: injected',
  'x\nC->>S: second line',
  '#lt;b#gt;bold',
  '$$x^2$$',
  'javascript:alert(1)',
  '</text></svg><iframe srcdoc="<script>parent.hacked=1</script>">',
  'nowrap:wrap:`code` [link](javascript:alert(1))',
  'ﬂ°°60¶ß style x fill:#f00',
  '\u202ereversed\u202c and \u0000 control',
];

/** Names, notes and labels that try to be more than text. */
export function hostile(): Fixture {
  const people: People = [HOSTILE[0] ?? '', HOSTILE[8] ?? ''];
  const script = pair('<img src=x onerror="window.hacked=1">', people);
  for (const text of HOSTILE) {
    script.segment('C>S', 'PSH,ACK', { text, phase: 'data', options: [text] }).wrong('syntax', text);
    script.note(text, ['C', 'S']);
    script.elision(text);
  }
  return script.done();
}

export const hostileTexts: readonly string[] = HOSTILE;

/** A long conversation: every 50th segment is lost and sent again, every 400th is wrong. */
export function long(segments: number): Fixture {
  const script = shakeHands(pair('A long download', ['Client', 'Server']));
  for (let i = 3, seq = 1; i < segments - 4; i++) {
    const data = i % 2 === 1;
    if (data && i % 50 === 1)
      script.segment('S>C', 'ACK', {
        seq: `y+${String(seq)}`,
        ack: 'x+1',
        len: '1460',
        phase: 'data',
        delivery: 'lost',
      });
    else if (data) {
      const labels = i % 50 === 3 ? (['retransmission'] as const) : [];
      script.segment(
        'S>C',
        'ACK',
        { seq: `y+${String(seq)}`, ack: 'x+1', len: '1460', phase: 'data', labels },
        { S: { sndNxt: `y+${String(seq + 1460)}` } },
      );
      seq += 1460;
    } else
      script.segment(
        'C>S',
        'ACK',
        { seq: 'x+1', ack: `y+${String(seq)}`, phase: 'data' },
        { C: { rcvNxt: `y+${String(seq)}` } },
      );
    if (i % 400 === 0) script.wrong('ack-mismatch', 'ack is wrong here');
  }
  return hangUp(script).done();
}

/** What the language server answers for a fixture. */
export function resultOf(
  fixture: Fixture,
  version = 1,
  steps?: StepRange,
  index = 0,
  translate: Translate = english,
): DiagramResult {
  const { trace, problems } = fixture;
  const count = trace.steps.length;
  const look = { ...DEFAULT_LOOK, ...fixture.look };
  const options = { translate, numbers: look.numbers };
  const from = Math.min(steps?.from ?? 0, count);
  const range = { from, to: Math.max(from, Math.min(steps?.to ?? count, count)) };
  const part = { ...trace, steps: trace.steps.slice(range.from, range.to) };
  const before: Record<string, TcbView> = {};
  for (const step of trace.steps.slice(0, range.from)) if (step.kind === 'segment') Object.assign(before, step.tcbs);
  return {
    version,
    index,
    trace: part,
    range,
    look,
    ...outline({ overview: overviewOf(trace), changes: '', folds: [], folding: false }),
    picture: mermaidPieces(part, { remarks: false, ...options }, from > 0),
    words: pictureWords(part, countsOf(fixture), new Words(options)),
    before,
    problems,
    complete: true,
    unreadable: [],
  };
}

function countsOf(fixture: Fixture): { segments: number; problems: number } {
  const { segments, errors, warnings } = summaryOf(fixture);
  return { segments, problems: errors + warnings };
}

export function summaryOf({ trace, problems }: Fixture, line = 0): DiagramSummary {
  return {
    title: trace.title,
    line,
    endLine: line + trace.endLine,
    segments: trace.steps.filter(({ kind }) => kind === 'segment').length,
    errors: problems.filter(({ severity }) => severity === 'error').length,
    warnings: problems.filter(({ severity }) => severity === 'warning').length,
  };
}

export function messageOf(
  fixture: Fixture,
  version = 1,
  steps?: StepRange,
  translate: Translate = english,
): DiagramMessage {
  return {
    type: 'diagram',
    uri: 'file:///a.tcp',
    diagrams: [summaryOf(fixture)],
    shown: resultOf(fixture, version, steps, 0, translate),
    compared: null,
  };
}

/** What a diagram is compared with. */
export const savedFile = (translate: Translate): DiagramMessage['compared'] => ({
  name: translate('the saved file', {}),
  baseline: { kind: 'saved' },
});

const TALK = [
  'diagram A talk',
  'client C as Client',
  'server S as Server',
  'C -> S SYN seq=x',
  'C <- S SYN,ACK seq=y ack=x+1',
  'C -> S ACK seq=x+1 ack=y+1',
  'C -> S PSH,ACK seq=x+1 ack=y+1 len=100 "GET /"',
  'C <- S ACK seq=y+1 ack=x+101',
  'C <- S PSH,ACK seq=y+1 ack=x+101 len=500',
  'C -> S ACK seq=x+101 ack=y+501',
  'note over C,S: no more to say',
  'C -> S FIN,ACK seq=x+101 ack=y+501',
  'C <- S FIN,ACK seq=y+501 ack=x+102',
  'C -> S ACK seq=x+102 ack=y+502',
];

/** A talk that was edited, beside what it was: two rows more, one less, two changed. */
export function comparison(translate: Translate = english): DiagramMessage {
  const edited = TALK.flatMap((line, i) =>
    i === 6 ? [line.replace('GET /', 'GET /index')] : i === 7 ? ['...', line] : i === 10 ? [] : [line],
  );
  edited[9] = 'C <- S PSH,ACK seq=y+1 ack=x+101 len=500 win=0';
  edited.push('timeout C');
  const version = (lines: readonly string[]): Version => {
    const analysis = analyze(`${lines.join('\n')}\n`, { severities: {} });
    return { analysis, diagram: analysis.diagrams[0] ?? assert.fail() };
  };
  const { analysis, diagram } = version(edited);
  const data = pictureOf(analysis, diagram, 0, { translate, before: version(TALK) });
  return {
    type: 'diagram',
    uri: 'file:///a.tcp',
    diagrams: [{ title: data.trace.title, line: 0, endLine: data.trace.endLine, segments: 10, errors: 0, warnings: 0 }],
    shown: { ...data, version: 1, complete: true, unreadable: [] },
    compared: savedFile(translate),
  };
}

/** The whole trace in short, as the checker has it. */
function overviewOf({ steps }: DiagramTrace): Overview {
  const segments = steps.map((step) => (step.kind === 'segment' ? step : null));
  const key = ({ from, fromPort, to, toPort }: SegmentStep): string =>
    [`${from}:${String(fromPort)}`, `${to}:${String(toPort)}`].sort().join(' ');
  const pairs = segments.filter((step) => step !== null);
  const keys = [...new Set(pairs.map(key))];
  return {
    lines: steps.map(({ line }) => line),
    kinds: steps
      .map((step) =>
        step.kind === 'segment' ? step.delivery[0] : { action: 'c', state: 't', elision: 'e', note: 'n' }[step.kind],
      )
      .join(''),
    phases: segments.map((step) => step?.phase?.[0] ?? '-').join(''),
    connections: segments.map((step) => (step === null ? 0 : keys.indexOf(key(step)) + 1)),
    times: segments.map((step) => step?.time ?? null),
    sentLines: segments.map((step) => step?.sentLine ?? -1),
    plain: steps.map(() => 0),
    ends: keys.flatMap((wanted) => {
      const first = pairs.find((step) => key(step) === wanted);
      if (first === undefined) return [];
      return [{ left: first.from, leftPort: first.fromPort, right: first.to, rightPort: first.toPort }];
    }),
  };
}

/** A fixture of what the checker says of a text. */
export function fromText(text: string): Fixture {
  const analysis = analyze(text);
  const [diagram] = analysis.diagrams;
  if (diagram === undefined) throw new Error('no diagram');
  const problems = findingsOf(analysis, diagram).map((finding) => ({
    line: finding.line,
    from: finding.from,
    to: finding.to,
    severity: finding.severity,
    code: finding.code,
    message: say(finding, english),
  }));
  return { trace: analysis.trace(diagram), problems };
}

/** Two connections of a client, and one of another, side by side. */
export const connectionsText = `diagram Two downloads and a visitor
client C as Browser
server S as Server
client D as Visitor
C:51000 -> S:80 SYN seq=a
C:51001 -> S:80 SYN seq=b
C:51000 <- S:80 SYN,ACK seq=p ack=a+1
D:40000 -> S:443 SYN seq=c
C:51000 -> S:80 ACK seq=a+1 ack=p+1
C:51001 <- S:80 SYN,ACK seq=q ack=b+1
note over C: both open
C:51001 -> S:80 ACK seq=b+1 ack=q+1
C:51000 -> S:80 PSH,ACK seq=a+1 ack=p+1 len=100 "GET /1"
C:51001 -x S:80 PSH,ACK seq=b+1 ack=q+1 len=100 "GET /2"
C:51000 <- S:80 ACK seq=p+1 ack=a+101
C:51001 -> S:80 PSH,ACK seq=b+1 ack=q+1 len=100 "GET /2"
D:40000 <- S:443 RST,ACK seq=0 ack=c+1
`;

export const connections = (): Fixture => fromText(connectionsText);

/** Segments that cross in the network, with times and a long silence. */
export const crossingText = `diagram Crossing in the network
client C as Client
server S as Server
@0.000 C ->... S SYN seq=x
@0.050 C ...-> S SYN seq=x
@0.050 S ->... C SYN,ACK seq=y ack=x+1
@0.100 S ...-> C SYN,ACK seq=y ack=x+1
@0.100 C ->... S ACK seq=x+1 ack=y+1
@0.101 C ->... S PSH,ACK seq=x+1 ack=y+1 len=100 "GET / HTTP/1.1"
@0.150 C ...-> S ACK seq=x+1 ack=y+1
@0.151 C ...-> S PSH,ACK seq=x+1 ack=y+1 len=100
@0.152 S ->... C PSH,ACK seq=y+1 ack=x+101 len=1460
@0.153 S ->... C PSH,ACK seq=y+1461 ack=x+101 len=1460
@0.180 C ->... S PSH,ACK seq=x+101 ack=y+1 len=50 "GET /2"
note over C,S: the segments cross
@0.203 S ...-> C PSH,ACK seq=y+1461 ack=x+101 len=1460
@0.210 S ...-> C PSH,ACK seq=y+1 ack=x+101 len=1460
@0.230 C ...-> S PSH,ACK seq=x+101 ack=y+1 len=50
@0.240 S -> C ACK seq=y+2921 ack=x+151
@125.3 C -> S FIN,ACK seq=x+151 ack=y+2921
@125.4 S -> C ACK seq=y+2921 ack=x+152
`;

export const crossing = (): Fixture => fromText(crossingText);

/** The text of a connection over which so many segments of data are sent: one run, with an acknowledgment for every other one. */
export function transfer(count: number): string {
  const lines = ['client C as Client', 'server S as Server', '', 'C -> S SYN seq=0', 'C <- S SYN,ACK seq=0 ack=1'];
  lines.push('C -> S ACK seq=1 ack=1');
  for (let i = 0; i < count; i++) {
    const end = 1 + (i + 1) * 1000;
    lines.push(`C -> S PSH,ACK seq=${String(end - 1000)} ack=1 len=1000`);
    if (i % 2 === 1) lines.push(`C <- S ACK seq=1 ack=${String(end)}`);
  }
  return `${[...lines, `C -> S FIN,ACK seq=${String(1 + count * 1000)} ack=1`].join('\n')}\n`;
}
