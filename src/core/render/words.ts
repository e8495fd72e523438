import type { ActionStep, Label, SegmentStep, TcbView } from '../check/trace.ts';
import type { Translate } from '../findings/finding.ts';
import type { NumberForm } from '../notation/look.ts';
import { ACTIONS, LABELS, TIME_WAIT_ENDS } from './phrases.ts';

/** A state as RFC 9293 spells it. */
export type StateName = TcbView['state'];

/** How state names are spelled: as RFC 9293 does, or as most textbooks and socket tools do. */
export type StateSpelling = 'SYN-SENT' | 'SYN_SENT';

/** What every picture of a diagram can be asked for. */
export interface WordOptions {
  /** The language of the words that are not the author's own. */
  readonly translate: Translate;
  /** `SYN-SENT` without it. */
  readonly stateSpelling?: StateSpelling;
  /** `absolute` without it. */
  readonly numbers?: NumberForm;
}

/** The words that are not the author's own, in the language and spelling that are wished for. */
export class Words {
  readonly translate: Translate;
  readonly numbers: NumberForm;
  readonly #underscores: boolean;

  constructor(options: WordOptions) {
    this.translate = options.translate;
    this.numbers = options.numbers ?? 'absolute';
    this.#underscores = options.stateSpelling === 'SYN_SENT';
  }

  state(name: StateName): string {
    return this.#underscores ? name.replaceAll('-', '_') : name;
  }

  /** The sequence number to show; null where nobody has written one, and none follows. */
  seq({ seq, relative }: SegmentStep): string | null {
    return this.numbers === 'relative' ? (relative.seq ?? seq) : seq;
  }

  /** The acknowledgment number to show; null for a segment that has none, and where none follows. */
  ack({ ack, relative }: SegmentStep): string | null {
    return this.numbers === 'relative' ? (relative.ack ?? ack) : ack;
  }

  /** `CLOSED → SYN-SENT`. */
  change([before, after]: readonly [StateName, StateName]): string {
    return `${this.state(before)} → ${this.state(after)}`;
  }

  /** What Wireshark would call it: `retransmission`, `duplicate ACK #2`. */
  label(label: Label, duplicate: number): string {
    return this.translate(LABELS[label], { n: duplicate });
  }

  /** What the segment is called, with the most special words alone. */
  labels(step: SegmentStep): string[] {
    return shownLabels(step).map((label) => this.label(label, step.duplicate));
  }

  /** `close`, as RFC 9293's figures put it beside a lifeline; a timer that ends TIME-WAIT is the 2MSL timer. */
  action(step: ActionStep): string {
    return this.translate(endsTimeWait(step) ? TIME_WAIT_ENDS : ACTIONS[step.action], {});
  }
}

/** The labels of a segment. A fast retransmission is a retransmission: the more special word says both. */
export function shownLabels({ labels }: SegmentStep): readonly Label[] {
  const special = labels.some((label) => label.endsWith('-retransmission'));
  return special ? labels.filter((label) => label !== 'retransmission') : labels;
}

/** Whether the timer that fires is the one that ends TIME-WAIT. */
export function endsTimeWait({ action, target, states }: ActionStep): boolean {
  return action === 'timeout' && states[target]?.[0] === 'TIME-WAIT';
}

/** Whether the segment is a message of an application: nothing is known of it but its text. */
export function isMessage({ implied, text, len }: SegmentStep): boolean {
  return implied.flags && implied.seq && implied.len && len === null && text !== '';
}

/** Whether the segment carries bytes, or may do so. */
export function hasData(step: SegmentStep): boolean {
  return step.len !== '0';
}

/** `51000 → 80`, a star for a port that is not given; '' where neither is. */
export function ports(step: SegmentStep): string {
  if (step.fromPort === null && step.toPort === null) return '';
  return `${portText(step.fromPort)} → ${portText(step.toPort)}`;
}

function portText(port: number | null): string {
  return port === null ? '*' : String(port);
}
