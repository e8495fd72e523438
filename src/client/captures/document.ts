import { EventEmitter, workspace, type CustomDocument, type Uri } from 'vscode';
import type * as IntakeRoom from '../../core/intake/index.ts';
import type { Capture, CaptureTextOptions, Connection } from '../../core/intake/index.ts';
import type { CaptureRow, CaptureSegment, CaptureSummary } from '../../protocol/index.ts';

/** The part of the core that reads captures, loaded when the first one is opened. */
export type Intake = typeof IntakeRoom;

/** What reading a file takes, and differs between the kinds of extension host. */
export interface CaptureHost {
  readonly loadIntake: () => Promise<Intake>;
  /** The bytes of a file, piece by piece. */
  readonly readChunks: (file: Uri) => AsyncIterable<Uint8Array>;
  /** The bytes that gzip has packed. */
  readonly gunzip: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

/** How far the reading of a file is, in bytes. */
export interface Progress {
  readonly read: number;
  readonly size: number;
}

/** An opened capture file. It is read once, in the background, and may be cancelled: then it holds what was read. */
export class CaptureDocument implements CustomDocument {
  readonly uri: Uri;
  /** Names for ends, by address or address and port; everything that hides them, and what was asked for once. */
  options: CaptureTextOptions | undefined;
  readonly #host: CaptureHost;
  readonly #progress = new EventEmitter<Progress>();
  readonly onProgress = this.#progress.event;
  #intake: Intake | undefined;
  #capture: Capture | undefined;
  #cancelled = false;
  #reading: Promise<CaptureSummary> | undefined;

  constructor(uri: Uri, host: CaptureHost) {
    this.uri = uri;
    this.#host = host;
  }

  /** Reads the file; resolves to what it holds. */
  read(): Promise<CaptureSummary> {
    return (this.#reading ??= this.#read());
  }

  /** Ends the reading where it is. */
  cancel(): void {
    this.#cancelled = true;
  }

  dispose(): void {
    this.#cancelled = true;
    this.#progress.dispose();
  }

  /** The notation of a connection, whole or just some of its segments (by their places in it). */
  text(number: number, segments?: readonly number[]): string | undefined {
    const { capture, intake, connection } = this.#find(number);
    if (capture === undefined || intake === undefined || connection === undefined) return undefined;
    const options = this.options ?? intake.CAPTURE_TEXT;
    if (segments === undefined) return intake.connectionText(capture, connection, options).text;
    const all = intake.connectionText(capture, connection, options).packets;
    const chosen = new Set(segments.flatMap((index) => all[index] ?? []));
    return intake.connectionText(capture, connection, options, chosen).text;
  }

  /** The segments of a connection, each with the number of its packet. */
  segments(number: number): readonly CaptureSegment[] {
    const { capture, intake, connection } = this.#find(number);
    if (capture === undefined || intake === undefined || connection === undefined) return [];
    const { text, firstSegment, packets } = intake.connectionText(capture, connection, this.options);
    const lines = text.split('\n');
    return packets.map((packet, index) => ({
      frame: capture.packets.frame[packet] ?? 0,
      text: lines[firstSegment + index] ?? '',
    }));
  }

  /** The addresses of all ends, those of the given connections first. */
  addresses(numbers: readonly number[]): readonly string[] {
    const all = this.#capture?.connections ?? [];
    const first = all.filter(({ number }) => numbers.includes(number));
    return [...new Set([...first, ...all].flatMap(({ ends }) => ends.map(({ address }) => address)))];
  }

  #find(number: number): { capture?: Capture; intake?: Intake; connection?: Connection } {
    const connection = this.#capture?.connections[number - 1];
    if (this.#capture === undefined || this.#intake === undefined || connection === undefined) return {};
    return { capture: this.#capture, intake: this.#intake, connection };
  }

  async #read(): Promise<CaptureSummary> {
    const intake = await this.#host.loadIntake();
    const size = await workspace.fs.stat(this.uri).then(
      (stat) => stat.size,
      () => 0,
    );
    const { readInput } = intake;
    let read = 0;
    const counted = async function* (this: CaptureDocument): AsyncGenerator<Uint8Array> {
      for await (const chunk of this.#host.readChunks(this.uri)) {
        if (this.#cancelled) return;
        yield chunk;
        read += chunk.length;
        this.#progress.fire({ read, size });
      }
    }.call(this);
    const input = await readInput(counted, this.#host.gunzip, () => new intake.Capture());
    this.#intake = intake;
    this.#capture = input.capture ?? new intake.Capture();
    if (input.capture === undefined) this.#capture.end('it is no capture file');
    return this.#summary(intake, this.#capture);
  }

  #summary(intake: Intake, capture: Capture): CaptureSummary {
    return {
      frames: capture.frames,
      segments: capture.packets.count,
      leftOut: capture.leftOut,
      damage: this.#cancelled ? 'cancelled' : capture.damage,
      rows: capture.connections.map((connection) => rowOf(intake, capture, connection)),
    };
  }
}

function rowOf(intake: Intake, { packets }: Capture, connection: Connection): CaptureRow {
  const [left, right] = intake.orderedEnds(packets, connection).map(intake.formatEnd);
  const seconds = ((packets.time[connection.last] ?? NaN) - (packets.time[connection.first] ?? NaN)) / 1e9;
  return {
    number: connection.number,
    left: left ?? '',
    right: right ?? '',
    packets: connection.count,
    bytes: connection.bytes,
    seconds: Number.isNaN(seconds) ? null : Math.max(0, seconds),
    flags: intake.flagWords(packets.bits[connection.first] ?? 0),
  };
}
