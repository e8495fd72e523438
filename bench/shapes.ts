/**
 * How the time of everything that one can ask grows with the text, for texts of many shapes: each is doubled until one
 * call takes long, and the exponent is the slope of the time over the size on logarithmic scales: 1 is as long for each
 * line of a long text as for one of a short text, 2 is twice as long for each line of a text that is twice as long. At
 * most 1.2 is right. `npm run bench shapes`; SHAPES=name,… and FEATURES=name,… choose among them.
 */
import { analyze } from '../src/core/check/index.ts';
import { mend } from '../src/core/check/mend.ts';
import { formatLines } from '../src/core/notation/index.ts';
import { EXPORT_KINDS, exportText, intoNote, applyNoteEdits, exportForNote } from '../src/core/render/index.ts';
import { english } from '../src/core/findings/finding.ts';
import { fences, tcpFences } from '../src/core/text/fences.ts';
import { createLanguageService, DEFAULT_SETTINGS, type LanguageService } from '../src/service/index.ts';

/** A text of a shape with a size of about `n` of what it has many of. */
type Shape = (n: number) => string;

const repeat = (n: number, line: (index: number) => string): string =>
  Array.from({ length: n }, (_, i) => line(i)).join('');
const OPEN = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\n';
const data = (from: number, arrow = '->'): string => `C ${arrow} S PSH,ACK seq=x+${from} ack=y+1 len=10\n`;

const SHAPES: Readonly<Record<string, Shape>> = {
  lines: (n) => OPEN + repeat(n >> 1, (i) => `${data(1 + 10 * i)}S -> C ACK seq=y+1 ack=x+${11 + 10 * i}\n`),
  diagrams: (n) => repeat(n >> 2, (i) => `diagram D${i}\n${OPEN}`),
  participants: (n) =>
    repeat(n >> 1, (i) => `client P${i}\n`) + repeat(n >> 1, (i) => `P${i} -> P${(i + 1) % (n >> 1)} SYN seq=x${i}\n`),
  connections: (n) =>
    'client C\nserver S\n' +
    repeat(n >> 1, (i) => `C:${1000 + i} -> S:80 SYN seq=${i}\nS:80 -> C:${1000 + i} SYN,ACK seq=${i} ack=${i + 1}\n`),
  ports: (n) => 'client C\nserver S\n' + repeat(n, (i) => `C:${1000 + (i % 100)} -> S:${1 + (i % 50)} SYN seq=${i}\n`),
  // A sum of n lengths with names has n terms on each line: quadratic by what it says. It is looked at up to 1,024.
  symbols: (n) =>
    `${OPEN}${repeat(Math.min(n, 1024), (i) => `C -> S PSH,ACK ${i === 0 ? 'seq=x+1 ' : ''}len=n${i}\n`)}`,
  lets: (n) => repeat(n, (i) => `let a${i} = ${i === 0 ? '1' : `a${i - 1}+1`}\n`) + OPEN,
  'in flight': (n) =>
    OPEN + repeat(n >> 1, (i) => data(1 + 10 * i, '->...')) + repeat(n >> 1, (i) => data(1 + 10 * i, '...->')),
  'in reverse': (n) =>
    OPEN +
    repeat(n >> 1, (i) => data(1 + 10 * i, '->...')) +
    repeat(n >> 1, (i) => data(1 + 10 * ((n >> 1) - 1 - i), '...->')),
  'out of order': (n) => OPEN + repeat(n, (i) => data(1 + 20 * (i + 1))),
  'SACK ranges': (n) =>
    `client C\nserver S\nC -> S SYN seq=0 sackok\nS -> C SYN,ACK seq=0 ack=1 sackok\nC -> S ACK seq=1 ack=1\n${repeat(n >> 1, (i) => `C -> S ACK seq=${21 + 20 * i} ack=1 len=10\nS -> C ACK seq=1 ack=1 sack=${21 + 20 * i}-${31 + 20 * i}\n`)}`,
  notes: (n) => `${OPEN}participant I\n${repeat(n, (i) => `note over ${i % 2 ? 'I' : 'C'}: note ${i}\n`)}`,
  calls: (n) => OPEN + repeat(n, (i) => `${i % 2 ? 'listen' : 'abort'} S\n`),
  'pairs in turn': (n) => repeat(n, (i) => `P${i % 40} -> P${(i * 7 + 1) % 40} SYN seq=x${i % 40}\n`),
  labels: (n) => `client C as ${'长'.repeat(n)}\nserver S\n${repeat(n >> 4, () => 'C -> S SYN seq=x\n')}`,
  'text of messages': (n) => `${OPEN}C -> S PSH,ACK len=5 "${'word '.repeat(n)}"\n`,
  brackets: (n) => `${OPEN}C -> S ACK ack=${'('.repeat(n)}1${')'.repeat(n)}\n`,
  'one long line': (n) => `${OPEN}C -> S ${'SYN '.repeat(n)}\n`,
  'one long sum': (n) => `${OPEN}C -> S ACK ack=${'1+'.repeat(n)}1\n`,
  'errors on every line': (n) => OPEN + repeat(n, (i) => `C -> S PSH,ACK seq=x+${7 * i + 3} ack=y+9 len=10\n`),
  'unreadable lines': (n) => OPEN + repeat(n, (i) => `C => what is ${i} this ! SYM seq\n`),
  'arrows in a line': (n) => `${OPEN}C ${'-> S '.repeat(n)}\n`,
  retransmissions: (n) => OPEN + data(1) + repeat(n, () => data(1)),
  elisions: (n) => OPEN + repeat(n >> 1, (i) => `...\nC -> S PSH,ACK seq=u${i} ack=v${i} len=10\n`),
  captured: (n) => `option capture\n${repeat(n, (i) => `@${i}ms A -> B ACK seq=${1 + 10 * i} ack=1 len=10\n`)}`,
};

const NOTES: Readonly<Record<string, Shape>> = {
  fences: (n) => repeat(n >> 2, () => '```tcp\nC -> S SYN seq=x\n```\n\n'),
  'unclosed fences': (n) => repeat(n >> 1, (i) => `> \`\`\`tcp\n> C -> S SYN seq=x${i}\n\ntext\n`),
  'other fences': (n) => '```tcp\nC -> S SYN\n```\n' + repeat(n >> 2, () => '```js\ncode()\n```\n\n'),
  'quotes in each other': (n) => `${'> '.repeat(n)}\`\`\`tcp\n${'> '.repeat(n)}C -> S SYN\n`,
  'lists in each other': (n) => `${'- '.repeat(n)}\`\`\`tcp\n`,
  html: (n) => '```tcp\nC -> S SYN\n```\n' + repeat(n, (i) => `<b a${i}="x" `),
  paragraphs: (n) => '```tcp\nC -> S SYN\n```\n\n' + repeat(n, (i) => `Some words ${i} of a paragraph.\n`),
};

const URI = 'file:///a';
const position = (line: number, character: number): { line: number; character: number } => ({ line, character });

type Feature = (service: LanguageService, text: string) => unknown;
const middle = (text: string): number => Math.floor(text.split('\n').length / 2);
const lastLine = (text: string): number => Math.max(0, text.trimEnd().split('\n').length - 1);
const everywhere = (
  text: string,
): { start: { line: number; character: number }; end: { line: number; character: number } } => ({
  start: position(0, 0),
  end: position(text.split('\n').length, 0),
});
const here = (text: string): ReturnType<typeof everywhere> => {
  const line = middle(text);
  return { start: position(line, 0), end: position(line + 1, 0) };
};

/** What the command line and the editor do with a text. */
const PLAIN: Readonly<Record<string, (text: string) => unknown>> = {
  check: (text) => analyze(text).findings.length,
  trace: (text) => {
    const analysis = analyze(text);
    return JSON.stringify(analysis.diagrams.map((diagram) => analysis.trace(diagram))).length;
  },
  format: (text) => formatLines(analyze(text).lines),
  'fix all': (text) => mend(analyze(text), ({ severity }) => severity === 'error' || severity === 'warning'),
  ...Object.fromEntries(
    EXPORT_KINDS.map((kind) => [
      `export ${kind}`,
      (text: string) => {
        const analysis = analyze(text);
        return exportText(kind, analysis, analysis.diagrams, { translate: english });
      },
    ]),
  ),
};

const EDITOR: Readonly<Record<string, Feature>> = {
  diagnostics: (service) => service.diagnostics(URI),
  tokens: (service) => service.semanticTokens(URI),
  symbols: (service) => service.documentSymbols(URI),
  folding: (service) => service.foldingRanges(URI),
  hints: (service, text) => service.inlayHints(URI, everywhere(text)),
  lenses: (service) => service.codeLenses(URI),
  completion: (service, text) => service.completion(URI, position(lastLine(text), 0)),
  hover: (service, text) => service.hover(URI, position(middle(text), 8)),
  references: (service, text) => service.references(URI, position(lastLine(text), 0), true),
  rename: (service, text) => service.rename(URI, position(lastLine(text), 0), 'Renamed'),
  'code actions': (service, text) => service.codeActions(URI, here(text)),
  'all code actions': (service, text) => service.codeActions(URI, everywhere(text)),
  'source.fixAll': (service, text) => service.codeActions(URI, here(text), ['source.fixAll']),
  diagram: (service) => service.diagram(URI, 0),
  key: (service, text) => {
    const at = position(middle(text), 0);
    service.change(URI, 2, [{ range: { start: at, end: at }, text: '#' }]);
    service.change(URI, 3, [{ range: { start: at, end: { ...at, character: 1 } }, text: '' }]);
  },
};

const NOTE_FEATURES: Readonly<Record<string, (text: string) => unknown>> = {
  fences: (text) => fences(text).length,
  check: (text) => tcpFences(text).map((fence) => analyze(fence.text).findings.length),
  'export into the note': (text) => {
    const exports = tcpFences(text).flatMap((fence) => {
      const analysis = analyze(fence.text);
      return analysis.diagrams.length === 0
        ? []
        : [{ line: fence.line, ...exportForNote('markdown', analysis, analysis.diagrams, { translate: english }) }];
    });
    return applyNoteEdits(text, intoNote(text, exports));
  },
};

const serviceOf = (text: string, kind: 'tcp' | 'markdown'): LanguageService => {
  const service = createLanguageService({
    settings: () => DEFAULT_SETTINGS,
    client: { snippets: true, versionedEdits: false, lazyEdits: true, vscodeCommands: true },
    translate: english,
    ruleLink: () => '',
  });
  service.open(URI, kind, 1, text);
  return service;
};

/** One call may take this long (milliseconds) before the size is doubled no more. */
const LONG = Number(process.env['LONG'] ?? 250);
const LARGEST = 1 << 17;
const SMALLEST = 512;
/** What takes less than this is not measured but guessed. */
const MEASURABLE = 2;
const RIGHT = 1.2;

interface Result {
  readonly exponent: number;
  readonly size: number;
  readonly time: number;
}

/** Doubles the size until one call is long. The slope is that of the last two doublings, which are measured best. */
function grow(shape: Shape, prepare: (text: string) => () => unknown): Result {
  const points: { size: number; time: number }[] = [];
  for (let n = SMALLEST; n <= LARGEST; n *= 2) {
    const text = Buffer.from(shape(n)).toString();
    // A shape with a limit grows no more.
    if (text.length === points.at(-1)?.size) break;
    const work = prepare(text);
    let time = processorTime(work);
    for (let i = 0; i < (time < 20 ? 4 : time < LONG ? 1 : 0); i++) time = Math.min(time, processorTime(work));
    points.push({ size: text.length, time });
    if (time > LONG) break;
  }
  const last = points.at(-1) ?? { size: 1, time: 0 };
  const first = points.at(-3) ?? points[0] ?? last;
  const exponent =
    first.time < MEASURABLE || first === last ? 0 : Math.log(last.time / first.time) / Math.log(last.size / first.size);
  return { exponent, size: last.size, time: last.time };
}

/** The milliseconds that the processor spends: other programs of the machine are not in it. */
function processorTime(work: () => unknown): number {
  globalThis.gc?.();
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const chosen = (variable: string): ((name: string) => boolean) => {
  const names = process.env[variable]?.split(',');
  return (name) => names === undefined || names.includes(name);
};
const shapeWanted = chosen('SHAPES');
const featureWanted = chosen('FEATURES');

/** `.` for what is too quick to measure at any size. */
const told = ({ exponent, time }: Result): string => (time < MEASURABLE ? '.' : exponent.toFixed(1));

function table(
  shapes: Readonly<Record<string, Shape>>,
  features: Readonly<Record<string, (text: string) => () => unknown>>,
): string[] {
  const names = Object.keys(features).filter(featureWanted);
  const wrong: string[] = [];
  console.log(`\n| shape | ${names.join(' | ')} |\n|---|${names.map(() => '--:').join('|')}|`);
  // Once each, so that the first shape does not pay for what is compiled.
  for (const name of names) for (let i = 0; i < 5; i++) features[name]?.(OPEN.repeat(50))();
  for (const [shape, make] of Object.entries(shapes)) {
    if (!shapeWanted(shape)) continue;
    const cells = names.map((name) => {
      const result = grow(make, features[name] ?? (() => () => undefined));
      if (result.exponent > RIGHT && result.time >= 20)
        wrong.push(
          `${shape} × ${name}: ${result.exponent.toFixed(2)} (${result.time.toFixed(0)} ms at ${result.size} characters)`,
        );
      return told(result);
    });
    console.log(`| ${shape} | ${cells.join(' | ')} |`);
  }
  return wrong;
}

const plain = (
  features: Readonly<Record<string, (text: string) => unknown>>,
): Record<string, (text: string) => () => unknown> =>
  Object.fromEntries(Object.entries(features).map(([name, work]) => [name, (text: string) => () => work(text)]));
const editor = (kind: 'tcp' | 'markdown'): Record<string, (text: string) => () => unknown> =>
  Object.fromEntries(
    Object.entries(EDITOR).map(([name, work]) => [
      name,
      (text: string) => {
        const service = serviceOf(text, kind);
        return () => work(service, text);
      },
    ]),
  );

const wrong = [
  ...table(SHAPES, plain(PLAIN)),
  ...table(SHAPES, editor('tcp')),
  ...table(NOTES, plain(NOTE_FEATURES)),
  ...table(NOTES, editor('markdown')),
];
console.log(wrong.length === 0 ? `\nAll at most ${RIGHT}.` : `\nMore than ${RIGHT}:\n${wrong.join('\n')}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
