import type { Reply, SegmentStep, StateChanges, StateName, Step } from '../../protocol/index.ts';
import { remarks, segmentText } from '../drawing/words.ts';
import type { Picture } from '../model/picture.ts';
import type { StringKey, Translator } from '../strings.ts';

/** Puts the rows of a picture into words: for screen readers, for the tooltip and for the step-through. */
export class RowText {
  readonly #t: Translator;
  readonly #state: (state: StateName) => string;

  constructor(t: Translator, state: (state: StateName) => string) {
    this.#t = t;
    this.#state = state;
  }

  /** Everything that the row shows, in one paragraph. */
  describe(picture: Picture, index: number): string {
    const loaded = picture.loaded(index);
    if (!loaded) return this.#t('Line {line}', { line: picture.line(index) + 1 });
    const parts = [this.what(picture, loaded.step)];
    if (loaded.step.kind === 'segment') parts.push(...remarks(loaded.step, this.#t));
    parts.push(...this.changes(picture, loaded.step));
    for (const { severity, message } of picture.problems(index)) parts.push(`${this.#t(severity)}: ${message}`);
    return parts.map((part) => (/[.!?。！？]$/.test(part) ? part : `${part}.`)).join(' ');
  }

  /** `Client to Server: SYN seq=x`. */
  what(picture: Picture, step: Step): string {
    const t = this.#t;
    switch (step.kind) {
      case 'segment':
        return t('{from} to {to}: {segment}', {
          from: labelOf(picture, step.from),
          to: labelOf(picture, step.to),
          segment: segmentText(step),
        });
      case 'action':
        return t('{target}: {action}', { target: labelOf(picture, step.target), action: step.action });
      case 'state':
        return step.asserted
          .map(({ name, state }) =>
            t('{name} is in {state}', { name: labelOf(picture, name), state: this.#state(state) }),
          )
          .join('; ');
      case 'elision':
        return step.text === '' ? t('Time passes') : t('Time passes: {text}', { text: step.text });
      case 'note':
        return t('Note: {text}', { text: step.text });
    }
  }

  /** The changes of state, one sentence each. */
  changes(picture: Picture, step: Step): string[] {
    return changed(step).map(([name, [before, after]]) =>
      this.#t('{name}: {before} → {after}', {
        name: labelOf(picture, name),
        before: this.#state(before),
        after: this.#state(after),
      }),
    );
  }

  /** One or two sentences on what a step does and why. */
  why(picture: Picture, step: Step): string {
    const t = this.#t;
    switch (step.kind) {
      case 'segment':
        return this.#whySegment(picture, step);
      case 'action':
        return t(ACTIONS[step.action], { target: labelOf(picture, step.target) });
      case 'state':
        return t('From here on the ends are in these states.');
      case 'elision':
        return t('Time passes. Anything may have been exchanged.');
      case 'note':
        return step.text;
    }
  }

  #whySegment(picture: Picture, step: SegmentStep): string {
    const args = {
      from: labelOf(picture, step.from),
      to: labelOf(picture, step.to),
      seq: step.seq ?? '?',
      ack: step.ack ?? '?',
      len: step.len,
      line: (step.sentLine ?? 0) + 1,
    };
    const keys = [meaning(step)];
    if (step.delivery === 'lost') keys.push('It is lost on the way: {to} does not learn of it.');
    if (step.delivery === 'sent') keys.push('It is on its way: {to} will learn of it when it arrives.');
    if (step.delivery === 'arrived' && step.sentLine !== null)
      keys.push('It was sent on line {line} and arrives only now.');
    if (step.labels.includes('ignored')) keys.push('{to} is waiting for other bytes and does not take it.');
    const sentences = keys.map((key) => this.#t(key, args));
    if (step.reply)
      sentences.push(this.#t('The rules require an answer at once: {reply}.', { reply: replyText(step.reply) }));
    return sentences.join(' ');
  }
}

/** The states that a step really changes. */
export function changed(step: Step): [name: string, change: StateChanges[string]][] {
  if (step.kind !== 'segment' && step.kind !== 'action') return [];
  return Object.entries(step.states).filter(([, [before, after]]) => before !== after);
}

export function labelOf(picture: Picture, name: string): string {
  return picture.participants.find((participant) => participant.name === name)?.label ?? name;
}

function replyText({ flags, seq, ack }: Reply): string {
  return [flags.join(', '), seq === null ? '' : `seq=${seq}`, ack === null ? '' : `ack=${ack}`]
    .filter((part) => part !== '')
    .join(' ');
}

function meaning(step: SegmentStep): StringKey {
  const has = (flag: SegmentStep['flags'][number]): boolean => step.flags.includes(flag);
  if (has('RST')) return '{from} gives the connection up at once.';
  if (step.labels.some((label) => label.endsWith('retransmission')))
    return '{from} sends the same bytes again, because no acknowledgment of them came in time.';
  if (step.labels.includes('keep-alive')) return '{from} asks whether the other side is still there.';
  if (has('SYN') && has('ACK'))
    return '{from} agrees, and opens the other direction: its bytes will be numbered from {seq}. The ack says which byte it expects next.';
  if (has('SYN')) return '{from} asks to open a connection: its bytes will be numbered from {seq}.';
  if (has('FIN')) return '{from} has nothing more to send. Its FIN takes up the number {seq}; it can still receive.';
  if (step.labels.includes('duplicate-ack'))
    return '{from} says again which byte it is waiting for: something before the last segment is missing.';
  if (step.len !== '0') return '{from} sends {len} bytes, the first of which has the number {seq}.';
  if (step.phase === 'handshake' && step.step === 3)
    return '{from} confirms the number of the other side: now both know that both can hear each other.';
  return '{from} has received everything up to {ack} and expects that byte next.';
}

const ACTIONS = {
  listen: '{target} is told to wait for connections.',
  open: '{target} is told to open a connection.',
  close: '{target} is told that there is nothing more to send.',
  abort: '{target} is told to give the connection up.',
  crash: '{target} loses all it knew of the connection.',
  timeout: 'The timer of {target} fires.',
} as const;
