import type { Fix } from '../../findings/finding.ts';
import type { FieldSyntax, SegmentStatement } from '../../notation/syntax.ts';
import { ARROWS } from '../../notation/strict.ts';
import { FIN, RST, SYN } from '../../tcp/flags.ts';
import { finding, replace, WHOLE_LINE } from '../report.ts';
import { flagText } from '../rules/shared.ts';
import { toItself } from '../segments.ts';
import type { Change } from '../reader.ts';
import type { DiagramState, RawFinding } from '../state.ts';
import {
  changeFlags,
  exchanged,
  flagsPlace,
  notSyn,
  swappedNumbers,
  without,
  wrongEnds,
  wrongNumber,
  wrongWay,
} from './fixes.ts';
import type { Meant } from './lines.ts';

/** Bytes that a segment may carry at most. */
export const MOST_BYTES = 65_535;

/** An earlier line that may be read otherwise than it is written. */
export interface Earlier {
  readonly line: number;
  readonly text: string;
  readonly statement: SegmentStatement;
  /** The line that shows that something is wrong. */
  readonly cause: number;
  readonly read: (change: Change) => DiagramState;
}

/** Reads an earlier line otherwise, and says what is wrong with it then; null where it could not be read so. */
export type Otherwise = (earlier: Earlier) => RawFinding | null;

/** It sends again what its peer awaits: a number that is left out may be that one as well. */
export function sentAgain({ read }: Earlier): 'right' {
  read({ again: true });
  return 'right';
}

export function withoutFlag(flag: number, key: 'ends' | 'closes'): Otherwise {
  return ({ line, statement, cause, read }) => {
    if ((statement.flags & flag) === 0) return null;
    const left = without(statement.flags, flag);
    read({ flags: left });
    const args = { flag: flagText(flag), line: cause + 1 };
    const fixes = [changeFlags(line, statement, left)];
    return finding('flag-extra', key, line, flagsPlace(statement), args, { fixes });
  };
}

/** Lost on its way, and drawn as if it had arrived. */
export function wasLost({ line, statement, cause, read }: Earlier): RawFinding | null {
  const { arrow, delivery, mirrored } = statement;
  if (delivery !== 'delivered') return null;
  read({ delivery: 'lost' });
  const lost = ARROWS.lost[mirrored ? 1 : 0];
  const fixes = [replace(line, arrow, lost)];
  return finding('loss-unmarked', 'lost', line, arrow, { arrow: lost, line: cause + 1 }, { fixes });
}

export function withFin({ line, statement, cause, read }: Earlier): RawFinding | null {
  if ((statement.flags & (SYN | FIN | RST)) !== 0) return null;
  const flags = statement.flags | FIN;
  read({ flags });
  const args = { flag: flagText(FIN), line: cause + 1 };
  const fixes = [changeFlags(line, statement, flags)];
  return finding('flag-missing', 'counts', line, flagsPlace(statement), args, { fixes });
}

/** As the SYN that a connection begins with: its flag is missing, or stands for another one. */
export const asSyn: Otherwise = ({ line, statement, read }) => {
  const { flags } = statement;
  if ((flags & SYN) !== 0) return null;
  read({ flags: SYN });
  return notSyn(line, statement);
};

/** With each of its numbers in the place of the other. */
export const swapped: Otherwise = ({ line, text, statement, read }) => {
  const { seq, ack } = statement;
  if (!seq.present || !ack.present) return null;
  read(exchanged(statement));
  return swappedNumbers(line, text, statement);
};

/** With its arrow turned round: `names` are those of who sends then, and who receives. */
export function turned(names: readonly [string, string]): Otherwise {
  return ({ line, text, statement, read }) => {
    read({ mirrored: !statement.mirrored });
    return wrongWay(line, text, statement, names);
  };
}

/** Between the ends of the line that shows it, whose text is `otherText`. */
export function withEnds(meant: Meant, otherText: string): Otherwise {
  return ({ line, text, statement, cause, read }) => {
    read(meant.change);
    // That both its ends are the same one is told already.
    if (toItself(statement)) return finding('self-segment', 'same', line, WHOLE_LINE, {});
    return wrongEnds(line, text, meant, otherText, cause);
  };
}

/** With the sequence number of another line, or the one that the rules require. */
export function withSeq(other: FieldSyntax | null): Otherwise {
  return ({ line, text, statement, read }) => {
    const { seq, flags } = statement;
    if (!seq.present || (flags & SYN) !== 0) return null;
    const { symbols, transit } = read({ seq: other ?? { ...seq, present: false } });
    const expected = symbols.write(transit.written.seq);
    // It could not be sent with that number either.
    if (!symbols.algebra.equal(transit.written.seq, transit.segment.seq)) return null;
    if (expected === null || symbols.algebra.equal(symbols.evaluate(seq.value), transit.written.seq)) return null;
    return wrongNumber('seq-mismatch', line, text, seq, expected);
  };
}

/** A SYN with an initial number that is `off` greater: all that follows goes on from it. */
export function withIsn(off: number): Otherwise {
  return ({ line, text, statement, read }) => {
    const { seq, flags } = statement;
    if (!seq.present || (flags & SYN) === 0 || seq.value.symbol >= 0 || seq.value.more !== null) return null;
    const isn = (seq.value.constant + off + 2 ** 32) % 2 ** 32;
    read({ seq: { ...seq, value: { ...seq.value, constant: isn } } });
    return wrongNumber('seq-mismatch', line, text, seq, String(isn));
  };
}

/** Without the text that it has. */
const withoutText: Otherwise = ({ line, text, statement, cause, read }) => {
  const { len, data } = statement;
  const field = len.present ? len : data;
  if (!field.present) return null;
  read({ len: { ...len, present: true, value: { ...len.value, constant: 0, symbol: -1, more: null } } });
  const told = text.slice(field.from, field.to);
  const from = text.slice(0, field.from).trimEnd().length;
  const fix: Fix = {
    title: { template: 'Remove {text}', args: { text: told } },
    edits: [{ line, from, to: field.to, text: '' }],
  };
  return finding('len-mismatch', 'extra', line, field, { text: told, line: cause + 1 }, { fixes: [fix] });
};

/** With a length that is `off` bytes greater. */
export function withLength(off: number): Otherwise {
  return ({ line, text, statement, cause, read }) => {
    const { len, data, seq, ack, flagsSpan, flags } = statement;
    const has = len.present ? len.value.constant : data.present ? data.bytes : 0;
    const now = has + off;
    if (now < 0 || now > MOST_BYTES || (len.present && len.value.symbol >= 0)) return null;
    if (now === 0) return withoutText({ line, text, statement, cause, read });
    if (!len.present && data.present) return null;
    if (!len.present && (flags & (SYN | RST)) !== 0) return null;
    read({ len: { ...len, present: true, value: { ...len.value, constant: now, symbol: -1, more: null } } });
    const expected = String(now);
    const args = { expected, line: cause + 1 };
    if (len.present) {
      const given = text.slice(len.value.from, len.value.to);
      const fixes = [replace(line, len.value, expected)];
      return finding('len-mismatch', 'expected', line, len, { ...args, given }, { fixes });
    }
    const end = Math.max(flagsSpan.to, seq.present ? seq.to : 0, ack.present ? ack.to : 0);
    const told = `len=${expected}`;
    const fix: Fix = {
      title: { template: 'Insert {text}', args: { text: told } },
      edits: [{ line, from: end, to: end, text: ` ${told}` }],
    };
    return finding('len-mismatch', 'missing', line, flagsPlace(statement), args, { fixes: [fix] });
  };
}
