import { Explainer, PHASE_NAMES, replyText, Words } from '../../core/render/index.ts';
import type { SegmentStep, TcbView } from '../../core/check/trace.ts';
import { spellState, type Context } from '../context.ts';
import { code, plain } from '../markdown.ts';
import type { Unit } from '../unit.ts';
import { PHASE_TITLES } from '../words/segments.ts';

/** What the segment on a line does, in plain words, and what both ends know after it. Markdown paragraphs, none without a segment. */
export function segmentHover(line: number, unit: Unit, context: Context): string[] {
  const step = unit.analysis.step(line);
  const diagram = unit.analysis.diagramAt(line);
  if (step?.kind !== 'segment' || diagram === undefined) return [];
  const words = new Words({ translate: context.translate, stateSpelling: context.settings.stateSpelling });
  const explainer = new Explainer(diagram.participants, words, (number) => number + unit.startLine + 1);
  const analogy = explainer.analogy(step);
  return [
    title(step, context),
    plain([context.translate('{sentence}.', { sentence: explainer.does(step) }), ...explainer.details(step)].join(' ')),
    analogy === '' ? '' : `_${plain(context.translate('On the phone: {words}', { words: analogy }))}_`,
    ...explainer.labels(step).map(({ name, reason }) => `**${plain(name)}** — ${plain(reason)}`),
    table(step, context),
    reply(step, context),
  ].filter((paragraph) => paragraph !== '');
}

function title(step: SegmentStep, context: Context): string {
  if (step.phase === null) return '';
  const template = step.step === null ? PHASE_NAMES[step.phase] : PHASE_TITLES[step.phase];
  return `**${plain(context.translate(template, { step: step.step ?? '' }))}**`;
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
  const sentence = plain(context.translate('{name} must answer at once:', { name: step.to }));
  return `${sentence} ${code(replyText(step.reply))}`;
}
