import { analyze, analyzeAndTrace, newReading, type Reading, type Traced } from '../core/check/index.ts';
import {
  type Capture,
  type CaptureTextOptions,
  type Connection,
  connectionText,
  type ConnectionText,
  importText,
  type TextIntake,
} from '../core/intake/index.ts';
import { parseLine } from '../core/notation/index.ts';
import { PIECE, TRACE_VERSION, wholeText } from '../core/report/index.ts';
import { captureComment, chosenConnections, frameOf, linesOf } from './capture.ts';
import { readInput } from './input.ts';
import { inputsOf } from './inputs.ts';
import { EXIT, type Io, Trouble } from './io.ts';
import { printable, printableLines } from '../core/text/printable.ts';
import { Utf8Writer } from '../core/text/utf8-writer.ts';
import { addDiagramJson, type Placed } from './trace.ts';
import { writeExport } from './write.ts';

export interface ImportCall {
  /** A connection's number, or one of its ends; undefined for all of them. */
  readonly connection: string | undefined;
  readonly absolute: boolean;
  /** `N=ADDR,…` as written; undefined for none. */
  readonly names: string | undefined;
  readonly format: 'notation' | 'json';
  readonly out: string | undefined;
  /** Write over a file that is there. */
  readonly force: boolean;
}

/** A folder means the captures in it: its texts are notation already, or anything. */
const CAPTURES = { kind: /\.(?:pcap|pcapng|cap)(?:\.gz)?$/i, name: 'captures' };

/** Brings in captures and text: prints them as notation, or the analysis of that as JSON. */
export async function importFiles(words: readonly string[], call: ImportCall, io: Io): Promise<number> {
  const { files: inputs, problems } = await inputsOf(words, io, CAPTURES);
  if (problems.length > 0) throw new Trouble(problems.join('; '));
  const files = inputs.map(({ file }) => file);
  const options = { absolute: call.absolute, names: readNames(call.names), anonymous: false };
  const output = new Output(io, call.out === undefined);
  try {
    const code = await bringIn(files, call, options, output, io);
    if (call.out !== undefined)
      await writeExport(call.out, output.bytes, { inputs: files, form: null, force: call.force }, io);
    return code;
  } finally {
    // What was read before something went wrong is printed.
    output.flush();
  }
}

async function bringIn(
  files: readonly string[],
  call: ImportCall,
  options: CaptureTextOptions,
  output: Output,
  io: Io,
): Promise<number> {
  let code: number = EXIT.ok;
  let line = 0;
  if (call.format === 'json') output.add(`{"version":${TRACE_VERSION},"diagrams":[`);
  let separator = '\n';
  const addOne = async (diagram: Placed): Promise<void> => {
    output.add(separator);
    separator = ',\n';
    for (const _ of addDiagramJson(output.held, diagram)) if (output.full) await output.drain();
  };
  for (const file of files) {
    const input = await readInput(file, io);
    if (!('capture' in input)) {
      const { text, unread } =
        'notation' in input
          ? { text: input.notation, unread: [] }
          : readText(file, input.text, options, call.connection);
      for (const one of unread)
        io.stderr(`handshake: ${printable(file)}:${one.line + 1} is not read: ${printable(one.text)}\n`);
      if (unread.length > 0 || text === '') code = EXIT.problems;
      if (text === '') io.stderr(`handshake: there are no TCP segments in ${printable(file)}\n`);
      if (call.format === 'notation') output.add(text);
      else line = await addTextJson(file, text, line, addOne);
      continue;
    }
    const { capture } = input;
    if (capture.damage !== null) {
      io.stderr(`handshake: ${printable(file)} is not read to its end: ${printable(capture.damage)}\n`);
      code = EXIT.problems;
    }
    const connections = chosenConnections(capture, call.connection);
    if (call.connection !== undefined && connections.length === 0) {
      throw new Trouble(`there is no connection ${printable(call.connection)} in ${printable(file)}`);
    }
    if (call.format === 'notation') await addNotation(file, capture, connections, options, output);
    else line = await addJson(file, capture, connections, options, line, addOne);
  }
  if (call.format === 'json') output.add('\n]}\n');
  return code;
}

/** What people have printed, pasted or drawn, as notation. Throws `Trouble` where there is no such connection in it. */
function readText(
  file: string,
  text: string,
  { absolute, names }: CaptureTextOptions,
  connection: string | undefined,
): { text: string; unread: TextIntake['unread'] } {
  const intake = importText(text.replace(/^\ufeff/, ''), { absolute, names, connection });
  if (connection !== undefined && intake.segments === 0) {
    throw new Trouble(`there is no connection ${printable(connection)} in ${printable(file)}`);
  }
  return { text: intake.notation, unread: intake.unread };
}

/** The analysis of the diagrams of a text. Returns the line of the output behind it. */
async function addTextJson(
  file: string,
  text: string,
  before: number,
  add: (diagram: Placed) => Promise<void>,
): Promise<number> {
  const part = wholeText(text);
  for (const diagram of part.analysis.diagrams)
    await add({ file, part, diagram, linesAbove: before, frames: undefined });
  return before + part.analysis.lines.count;
}

/** One connection after the other: together they may be more than a string can hold. */
async function addNotation(
  file: string,
  capture: Capture,
  connections: readonly Connection[],
  options: CaptureTextOptions,
  output: Output,
): Promise<void> {
  output.add(`${captureComment(file, capture)}\n`);
  for (const connection of connections) {
    output.add(`\n${connectionText(capture, connection, options).text}`);
    if (output.full) await output.drain();
  }
}

/** The analysis of each connection by itself: a capture need not be in memory as text and as objects all at once. */
async function addJson(
  file: string,
  capture: Capture,
  connections: readonly Connection[],
  options: CaptureTextOptions,
  before: number,
  add: (diagram: Placed) => Promise<void>,
): Promise<number> {
  let line = before + 1;
  const reading = newReading();
  for (const connection of connections) {
    const one = connectionText(capture, connection, options);
    line++;
    const start = line;
    const { analysis, traces } = readOnce(one, reading);
    const [diagram] = analysis.diagrams;
    if (diagram !== undefined) {
      const frames = (at: number) => {
        const packet = one.packets[at - one.firstSegment];
        return packet === undefined ? undefined : frameOf(capture, connection, packet);
      };
      const part = { analysis, fence: undefined };
      await add({ file, part, diagram, linesAbove: start, steps: traces[0]?.steps, frames });
    }
    line += linesOf(one);
  }
  return line;
}

/**
 * The analysis of a connection, with all that happens in it where that is not too much to be kept. A finding that is made at the
 * end may stand on any line, so nothing can be printed while a connection is read first: a long one is read once more for that.
 */
function readOnce({ text, packets }: ConnectionText, reading: Reading): Traced {
  return packets.length <= MOST_KEPT ? analyzeAndTrace(text, reading) : { analysis: analyze(text), traces: [] };
}

/** Steps, of about a kilobyte each. */
const MOST_KEPT = 50_000;

/** `--names C=192.0.2.1,S=[2001:db8::1]:443`: the names by the ends. */
function readNames(list: string | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const part of (list ?? '').split(',').filter((one) => one !== '')) {
    const [, name = '', address = ''] = /^([^=]+)=(.+)$/.exec(part) ?? [];
    if (!isName(name)) throw new Trouble(`--names takes NAME=ADDRESS, and ${printable(part)} is none`);
    names.set(address.toLowerCase(), name);
  }
  return names;
}

/** Whether a word can stand for an end: the notation itself decides. */
function isName(word: string): boolean {
  const statement = parseLine(`${word} -> B ACK`);
  if (statement.kind !== 'segment' || statement.loose || statement.problems.length > 0) return false;
  return statement.left.to === word.length && statement.left.port === null;
}

/** What is printed, a piece at a time, or kept to be written into a file. */
class Output {
  readonly #io: Io;
  readonly #printed: boolean;
  /** What is still to be printed, or all that is kept. */
  readonly held = new Utf8Writer();

  constructor(io: Io, printed: boolean) {
    this.#io = io;
    this.#printed = printed;
  }

  add(text: string): void {
    this.held.add(text);
  }

  /** Whether there is enough to be printed. */
  get full(): boolean {
    return this.#printed && this.held.length >= PIECE;
  }

  /** Prints it, and waits until it is on its way. */
  async drain(): Promise<void> {
    this.flush();
    await this.#io.drained();
  }

  /** Prints what there is. */
  flush(): void {
    if (!this.#printed || this.held.length === 0) return;
    const bytes = this.held.take();
    this.#io.stdout(this.#io.terminal ? printableLines(this.#io.decode(bytes)) : bytes);
  }

  /** What was kept. */
  get bytes(): Uint8Array {
    return this.held.take();
  }
}
