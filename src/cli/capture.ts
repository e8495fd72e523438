import {
  CAPTURE_TEXT,
  Capture,
  type CaptureTextOptions,
  type Connection,
  connectionText,
  type ConnectionText,
  formatEnd,
} from '../core/intake/index.ts';
import type { Frame } from '../core/report/index.ts';
import { counted } from '../core/text/counted.ts';

export { Capture };

/** The packet of a line, counted from 0; undefined for a line that no packet made. */
export type FramesOfCapture = (line: number) => Frame | undefined;

/** The notation of a whole capture: a comment on what the file holds, then a diagram for each of the connections. */
export function captureText(
  file: string,
  capture: Capture,
  options: CaptureTextOptions = CAPTURE_TEXT,
  connections: readonly Connection[] = capture.connections,
): { readonly text: string; readonly frames: FramesOfCapture } {
  const parts = [`${captureComment(file, capture)}\n`];
  let line = 1;
  /** By line: the packet in the table, and its connection. */
  const packets: number[] = [];
  const owners: Connection[] = [];
  for (const connection of connections) {
    const one = connectionText(capture, connection, options);
    parts.push('\n', one.text);
    one.packets.forEach((packet, index) => {
      packets[line + 1 + one.firstSegment + index] = packet;
      owners[line + 1 + one.firstSegment + index] = connection;
    });
    line += 1 + linesOf(one);
  }
  return {
    text: parts.join(''),
    frames: (at) => {
      const packet = packets[at];
      const connection = owners[at];
      return packet === undefined || connection === undefined ? undefined : frameOf(capture, connection, packet);
    },
  };
}

/** How many lines a connection's text has. */
export function linesOf({ firstSegment, packets }: ConnectionText): number {
  return firstSegment + packets.length;
}

export function frameOf({ packets }: Capture, connection: Connection, packet: number): Frame {
  return {
    frame: packets.frame[packet] as number,
    raw: {
      seq: packets.seq[packet] as number,
      ack: packets.ack[packet] as number,
      len: packets.len[packet] as number,
      win: packets.win[packet] as number,
    },
    reused: connection.reused && packet === connection.first,
  };
}

/** One line on what a file holds, and on what is not shown of it. */
export function captureComment(file: string, capture: Capture): string {
  const { frames, packets, connections, leftOut, damage } = capture;
  const kinds = leftOut.map(({ name, count }) => `${count} ${name}`).join(', ');
  const parts = [
    `${file}: ${counted(frames, 'packet')}`,
    `${packets.count} of TCP in ${counted(connections.length, 'connection')}`,
    ...(kinds === '' ? [] : [`left out: ${kinds}`]),
    ...(damage === null ? [] : [`not read to its end: ${damage}`]),
  ];
  return `# ${parts.join('; ').replace(/\p{Cc}/gu, '?')}`;
}

/** The connections that `--connection` means: by number, or by an end with or without its port. */
export function chosenConnections(capture: Capture, choice: string | undefined): readonly Connection[] {
  if (choice === undefined) return capture.connections;
  if (/^\d+$/.test(choice)) return capture.connections.filter(({ number }) => number === Number(choice));
  const wanted = choice.toLowerCase();
  return capture.connections.filter(({ ends }) =>
    ends.some((end) => [formatEnd(end), end.address, `${end.address}:${end.port}`].includes(wanted)),
  );
}
