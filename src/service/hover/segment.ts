import { meaningOf, analogyOf } from '../../core/render/meaning.ts';
import { Words } from '../../core/render/words.ts';
import type { SegmentStep, TcbView } from '../../core/check/trace.ts';
import type { Diagram } from '../../core/check/analysis.ts';
import { spellState, type Context } from '../context.ts';
import { code, plain } from '../markdown.ts';
import type { Unit } from '../unit.ts';
import { LABEL_WORDS } from '../words/labels.ts';
import { DELIVERY_SENTENCES, PHASE_NAMES, PHASE_TITLES } from '../words/segments.ts';

/** What the segment on a line does, in plain words, and what both ends know after it. Markdown paragraphs, none without a segment. */
export function segmentHover(line: number, unit: Unit, context: Context): string[] {
  const step = unit.analysis.step(line);
  const diagram = unit.analysis.diagramAt(line);
  if (step?.kind !== 'segment' || diagram === undefined) return [];
  const words = new Words({ translate: context.translate, stateSpelling: context.settings.stateSpelling });
  const analogy = analogyOf(step, words);
  return [
    title(step, context),
    plain(sentences(step, diagram, unit, words, context)),
    analogy === '' ? '' : `_${plain(context.translate('On the phone: {words}', { words: analogy }))}_`,
    ...labels(step, words, context),
    table(step, context),
    reply(step, context),
  ].filter((paragraph) => paragraph !== '');
}

function title(step: SegmentStep, context: Context): string {
  if (step.phase === null) return '';
  const template = step.step === null ? PHASE_NAMES[step.phase] : PHASE_TITLES[step.phase];
  return `**${plain(context.translate(template, { step: step.step ?? '' }))}**`;
}

function sentences(step: SegmentStep, diagram: Diagram, unit: Unit, words: Words, context: Context): string {
  const label = (name: string): string =>
    diagram.participants.find((participant) => participant.name === name)?.label ?? name;
  const sentence = context.translate('{sentence}.', { sentence: meaningOf(step, words, label) });
  if (step.delivery === 'delivered') return sentence;
  const line = step.sentLine === null ? '?' : step.sentLine + unit.startLine + 1;
  return context.translate('{sentence} {more}', {
    sentence,
    more: context.translate(DELIVERY_SENTENCES[step.delivery], { line }),
  });
}

function labels(step: SegmentStep, words: Words, context: Context): string[] {
  return step.labels.map(
    (label) => `**${plain(words.label(label, step.duplicate))}** — ${plain(context.translate(LABEL_WORDS[label], {}))}`,
  );
}

/** Both ends after the segment, as a table; what is not known is a dash. */
function table(step: SegmentStep, context: Context): string {
  const ends = [step.from, step.to].filter((name) => Object.hasOwn(step.tcbs, name));
  if (ends.length === 0) return '';
  const row = (head: string, cell: (name: string) => string): string =>
    `| ${head} | ${ends.map((name) => cell(name)).join(' | ')} |`;
  const value = (key: keyof TcbView) => (name: string) => {
    const text = step.tcbs[name]?.[key];
    return typeof text === 'string' ? code(text) : '–';
  };
  const rows = [
    row('', (name) => code(name).replaceAll('|', '\\|')),
    `|---|${ends.map(() => '---').join('|')}|`,
    row(plain(context.translate('State', {})), (name) => state(step, name, context)),
    row('SND.UNA', value('sndUna')),
    row('SND.NXT', value('sndNxt')),
    row('SND.WND', value('sndWnd')),
    row('RCV.NXT', value('rcvNxt')),
    row('RCV.WND', value('rcvWnd')),
  ];
  if (ends.some((name) => (step.tcbs[name]?.outOfOrder.length ?? 0) > 0)) {
    rows.push(row(plain(context.translate('Out of order', {})), (name) => outOfOrder(step.tcbs[name])));
  }
  return rows.join('\n');
}

function state(step: SegmentStep, name: string, context: Context): string {
  const spelling = context.settings.stateSpelling;
  const change = Object.hasOwn(step.states, name) ? step.states[name] : undefined;
  const after = step.tcbs[name]?.state;
  if (change !== undefined && change[0] !== change[1]) {
    return `${spellState(change[0], spelling)} → **${spellState(change[1], spelling)}**`;
  }
  return after === undefined ? '–' : spellState(after, spelling);
}

function outOfOrder(tcb: TcbView | undefined): string {
  return tcb === undefined ? '–' : tcb.outOfOrder.map(([left, right]) => code(`${left}..${right}`)).join(', ') || '–';
}

function reply(step: SegmentStep, context: Context): string {
  if (step.reply === null) return '';
  const { flags, seq, ack } = step.reply;
  const text = [flags.join(','), seq === null ? '' : `seq=${seq}`, ack === null ? '' : `ack=${ack}`].filter(
    (word) => word !== '',
  );
  const sentence = plain(context.translate('{name} must answer at once:', { name: step.to }));
  return `${sentence} ${code(text.join(' '))}`;
}
