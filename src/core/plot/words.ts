import { grouped } from '../text/counted.ts';
import { printable } from '../text/printable.ts';
import type { Translate } from '../findings/finding.ts';
import type { PlotData } from './data.ts';

/** Everything that a plot says besides numbers, in the reader's language. */
export interface PlotWords {
  /** What it is called: `Time–sequence plot: C → S`. */
  readonly name: string;
  /** What a screen reader says of it. */
  readonly description: string;
  readonly vertical: string;
  readonly time: string;
  readonly line: string;
  /** What the kinds of marks are called. */
  readonly marks: Readonly<
    Record<'data' | 'again' | 'lost' | 'probe' | 'flight' | 'late' | 'ack' | 'sack' | 'edge', string>
  >;
}

/** The words of a plot. `labels` are what the participants are shown as. */
export function plotWords(
  { direction, nominal }: PlotData,
  label: (name: string) => string,
  translate: Translate,
): PlotWords {
  const { from, to, fromPort, toPort, counts } = direction;
  const [a, b] = [endText(printable(label(from)), fromPort), endText(printable(label(to)), toPort)];
  const n = grouped;
  const sentences = [
    translate('Segments from {a} to {b}: {n}.', { a, b, n: n(counts.segments) }),
    counts.bytes > 0 && translate('Bytes: {n}.', { n: n(counts.bytes) }),
    counts.retransmissions > 0 && translate('Sent again: {n}.', { n: n(counts.retransmissions) }),
    counts.lost > 0 && translate('Lost: {n}.', { n: n(counts.lost) }),
    counts.zeroWindows > 0 && translate('Windows of zero: {n}.', { n: n(counts.zeroWindows) }),
    nominal > 0 && translate('Lengths that nobody knows are drawn as {n} bytes.', { n: n(nominal) }),
  ];
  return {
    name: translate('Time–sequence plot: {a} → {b}', { a, b }),
    description: sentences.filter((sentence) => sentence !== false).join(' '),
    vertical: translate('sequence number (bytes)', {}),
    time: translate('time', {}),
    line: translate('line', {}),
    marks: {
      data: translate('sent', {}),
      again: translate('sent again', {}),
      lost: translate('lost', {}),
      probe: translate('probe', {}),
      flight: translate('in flight', {}),
      late: translate('arrives', {}),
      ack: translate('acknowledged', {}),
      sack: translate('SACK', {}),
      edge: translate('window', {}),
    },
  };
}

const endText = (name: string, port: number | null): string => (port === null ? name : `${name}:${String(port)}`);
