import type { DiagramTrace, Label, Participant, Reply, SegmentStep, StateChanges, Step } from '../check/trace.ts';
import { grouped } from '../text/counted.ts';
import { remarksOf, segmentLabel } from './label.ts';
import {
  CALLS,
  DELIVERIES,
  MEANINGS,
  PHASE_NAMES,
  PHONE_CALL,
  PICTURE,
  REASONS,
  SENTENCES,
  TEXTBOOK,
  FARES,
  WAS,
  type Sentence,
} from './phrases.ts';
import { endsTimeWait, hasData, shownLabels, type Words } from './words.ts';

/**
 * What is said of one step, in the reader's language. Every view that puts a step into words shows these: the table,
 * the hover, the preview and its step-through, and what a screen reader says of a row.
 */
export interface StepWords {
  /** What it is, as in `Client to Server: SYN seq=x`. */
  readonly what: string;
  /** What it is called and how it fares, as in `fast retransmission`, `lost`. */
  readonly remarks: readonly string[];
  /** What it does and why, in sentences. */
  readonly why: string;
  /** The states that it changes, as in `Client: CLOSED → SYN-SENT`. */
  readonly changes: readonly string[];
}

/** The words of a picture of a diagram that are not the author's own. */
export interface PictureWords {
  /** What a screen reader calls the picture, and says of all of it. */
  readonly name: string;
  readonly description: string;
  /** The phases by their letters in the overview of the diagram. */
  readonly phases: Readonly<Record<string, string>>;
  /** Stands in the place of a step that could not be drawn. */
  readonly failed: string;
  /** One entry for each step that the picture is given. */
  readonly steps: readonly StepWords[];
}

/** What stands for a run of segments in one row; `bytes` is undefined where nobody knows them. */
export function runText(segments: number, bytes: number | undefined, { translate }: Words): string {
  const n = grouped(segments);
  return bytes === undefined
    ? translate(PICTURE.runUnknown, { n })
    : translate(PICTURE.run, { n, bytes: grouped(bytes) });
}

/** What stood in an older version of a changed row: `was SYN, seq=x`. */
export function wasText(
  parts: readonly (readonly [name: string, text: string | null])[],
  { translate }: Words,
): string {
  const phrases: Readonly<Record<string, string>> = { ...FARES, ...WAS };
  const said = (name: string): string => (Object.hasOwn(phrases, name) ? translate(phrases[name] ?? name, {}) : name);
  const before = parts.map(([name, text]) =>
    text === null ? translate(WAS.none, { part: said(name) }) : name === 'delivery' ? said(text) : text,
  );
  return translate(WAS.was, { before: before.join(', ') });
}

/** What a description counts: segments of all of the diagram, and its errors and warnings. */
export interface Counts {
  readonly segments: number;
  readonly problems: number;
}

/** Puts the steps of a diagram, or of a part of it, into words. */
export function pictureWords(trace: DiagramTrace, { segments, problems }: Counts, words: Words): PictureWords {
  const explainer = new Explainer(trace.participants, words);
  const participants = trace.participants.map(({ label }) => label).join(', ');
  return {
    name: words.translate(PICTURE.name, { title: trace.title }),
    description: words.translate(PICTURE.description, { segments, participants, problems }),
    phases: Object.fromEntries(
      Object.entries(PHASE_NAMES).map(([phase, name]) => [phase.slice(0, 1), words.translate(name, {})]),
    ),
    failed: words.translate(PICTURE.failed, {}),
    steps: trace.steps.map((step) => explainer.explain(step)),
  };
}

/** Says what the steps of a diagram do, and why. */
export class Explainer {
  readonly #words: Words;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #lineNumber: (line: number) => number;

  /** `lineNumber` turns a line of the trace into the number that the reader knows it by. */
  constructor(
    participants: readonly Participant[],
    words: Words,
    lineNumber: (line: number) => number = (line) => line + 1,
  ) {
    this.#words = words;
    this.#labels = new Map(participants.map(({ name, label }) => [name, label]));
    this.#lineNumber = lineNumber;
  }

  /** Everything that is said of a step; made when it is asked for, because a picture in a file says the remarks alone. */
  explain(step: Step): StepWords {
    const [what, why] = [() => this.what(step), () => this.why(step)];
    const [remarks, changes] = [() => this.remarks(step), () => this.changes(step)];
    return {
      get what() {
        return what();
      },
      get remarks() {
        return remarks();
      },
      get why() {
        return why();
      },
      get changes() {
        return changes();
      },
    };
  }

  what(step: Step): string {
    switch (step.kind) {
      case 'segment':
        return this.#say(SENTENCES.segment, {
          ...this.#ends(step),
          segment: segmentLabel(step, this.#words, false),
        });
      case 'action':
        return this.#say(SENTENCES.action, {
          target: this.label(step.target),
          action: this.#words.action(step),
        });
      case 'state':
        return step.asserted
          .map(({ name, state }) =>
            this.#say(SENTENCES.state, { name: this.label(name), state: this.#words.state(state) }),
          )
          .join('; ');
      case 'elision':
        return step.text === '' ? this.#say(SENTENCES.passes) : this.#say(SENTENCES.passesWith, { text: step.text });
      case 'note':
        return this.#say(SENTENCES.note, { text: step.text });
    }
  }

  /** What a segment is called and how it fares; nothing for other steps. */
  remarks(step: Step): string[] {
    return step.kind === 'segment' ? remarksOf(step, this.#words) : [];
  }

  changes(step: Step): string[] {
    return step.kind === 'segment' || step.kind === 'action'
      ? stateChanges(step.states).map(([name, change]) =>
          this.#say(SENTENCES.change, { name: this.label(name), change: this.#words.change(change) }),
        )
      : [];
  }

  /** What a step does and why, in sentences. */
  why(step: Step): string {
    switch (step.kind) {
      case 'segment':
        return [
          this.#say(SENTENCES.stop, { sentence: this.does(step) }),
          ...this.details(step),
          ...this.labels(step).map(({ reason }) => reason),
          ...(step.reply === null ? [] : [this.#say(SENTENCES.reply, { reply: replyText(step.reply) })]),
        ].join(' ');
      case 'action':
        return this.#say(endsTimeWait(step) ? SENTENCES.timeWaitOver : CALLS[step.action], {
          target: this.label(step.target),
        });
      case 'state':
        return this.#say(SENTENCES.states);
      case 'elision':
        return this.#say(SENTENCES.elided);
      case 'note':
        return step.text;
    }
  }

  /** What a segment does, in one plain sentence without a full stop. */
  does(step: SegmentStep): string {
    const sentence = this.#number(mainSentence(step), step);
    const more = [];
    if (step.len !== null && hasData(step) && carriesBeside(step))
      more.push(this.#say(SENTENCES.carries, { len: step.len }));
    if (step.phase === 'close' && step.states[step.from]?.[1] === 'TIME-WAIT') more.push(this.#say(SENTENCES.waits));
    return more.reduce((all, one) => this.#say(SENTENCES.more, { sentence: all, more: one }), sentence);
  }

  /** Sentences on the numbers of a segment and on its way, where there is something to be said of them. */
  details(step: SegmentStep): string[] {
    const args = this.#ends(step);
    const sentences = [];
    if (step.fin !== null) sentences.push(this.#say(SENTENCES.fin, { fin: step.fin }));
    if (step.phase === 'close' && step.step === 1) sentences.push(this.#say(SENTENCES.receives, args));
    if (step.delivery === 'arrived') {
      if (step.sentLine !== null)
        sentences.push(this.#say(SENTENCES.arrives, { line: this.#lineNumber(step.sentLine) }));
    } else if (step.delivery !== 'delivered') sentences.push(this.#say(DELIVERIES[step.delivery], args));
    return sentences;
  }

  /** What a segment is called, and why. */
  labels(step: SegmentStep): { readonly label: Label; readonly name: string; readonly reason: string }[] {
    return shownLabels(step).map((label) => ({
      label,
      name: this.#words.label(label, step.duplicate),
      reason: this.#say(REASONS[label], this.#ends(step)),
    }));
  }

  /** What would be said on the phone in the place of this segment; '' for a segment without a place in the textbook. */
  analogy(step: SegmentStep): string {
    const template = PHONE_CALL.get(place(step));
    return template === undefined ? '' : this.#say(template);
  }

  /** What a participant is shown as. */
  label(name: string): string {
    return this.#labels.get(name) ?? name;
  }

  /** A sentence with the numbers of a segment, or the one that does without them where nobody knows them. */
  #number({ text, without }: Sentence, step: SegmentStep): string {
    const [seq, ack] = [this.#words.seq(step), this.#words.ack(step)];
    const unknown = (text.includes('{seq}') && seq === null) || (text.includes('{ack}') && ack === null);
    return this.#say(unknown ? without : text, {
      ...this.#ends(step),
      seq: seq ?? '',
      ack: ack ?? '',
      len: step.len ?? '',
    });
  }

  #ends(step: SegmentStep): { readonly from: string; readonly to: string } {
    return { from: this.label(step.from), to: this.label(step.to) };
  }

  #say(template: string, args: Readonly<Record<string, string | number>> = {}): string {
    return this.#words.translate(template, args);
  }
}

/** The states that are not what they were, by the name of the participant. */
export function stateChanges(states: StateChanges): [name: string, change: StateChanges[string]][] {
  return Object.entries(states).filter(([, [before, after]]) => before !== after);
}

/** `ACK seq=y ack=x+1`: an answer as an author would write it. */
export function replyText({ flags, seq, ack }: Reply): string {
  return [flags.join(','), seq === null ? '' : `seq=${seq}`, ack === null ? '' : `ack=${ack}`]
    .filter((part) => part !== '')
    .join(' ');
}

function place({ phase, step }: SegmentStep): string {
  return `${phase ?? ''} ${String(step ?? '')}`;
}

function mainSentence(step: SegmentStep): Sentence {
  const has = (flag: SegmentStep['flags'][number]): boolean => step.flags.includes(flag);
  if (has('RST')) return MEANINGS.reset;
  if (step.flags.length === 0 && step.text !== '') return MEANINGS.message;
  if (has('FIN') && step.len !== null && hasData(step)) return MEANINGS.lastData;
  const textbook = TEXTBOOK.get(place(step));
  if (textbook !== undefined) return textbook;
  if (has('SYN')) return MEANINGS.opens;
  if (has('FIN')) return MEANINGS.ends;
  if (step.labels.includes('keep-alive')) return MEANINGS.keepAlive;
  if (step.len === null) return MEANINGS.text;
  if (hasData(step)) return step.len === '1' ? MEANINGS.byte : MEANINGS.data;
  return step.labels.includes('duplicate-ack') ? MEANINGS.repeats : MEANINGS.confirms;
}

/** Whether the bytes of a segment go unmentioned in its main sentence. */
function carriesBeside(step: SegmentStep): boolean {
  return step.phase === 'handshake' && !step.flags.includes('RST') && !step.flags.includes('FIN');
}
