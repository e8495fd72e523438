import type { ActionStep, DiagramTrace, SegmentStep, Step } from '../check/trace.ts';
import { displayWidth, padEndTo } from '../text/width.ts';
import { shortened } from './label.ts';
import { markdownText } from './markdown-text.ts';
import { Explainer } from './explain.ts';
import { COLUMNS, PHASES } from './phrases.ts';
import { hasData, isMessage, Words, type WordOptions } from './words.ts';

export interface TableOptions extends WordOptions {
  /** Add a column that says in plain words what each segment does. */
  readonly meaning?: boolean;
  /** Add a column that tells the seven textbook steps as a phone call. */
  readonly analogy?: boolean;
}

interface Column {
  readonly title: string;
  readonly cell: (step: SegmentStep) => string;
}

/**
 * A diagram as a Markdown table, one segment a row: phase, step, sender, flags, numbers, and the states that it changes.
 * User calls, timers and elisions have rows of their own. The columns are padded to equal width, as formatters do it.
 */
export function toTable(trace: DiagramTrace, options: TableOptions): string {
  const words = new Words(options);
  const explainer = new Explainer(
    trace.participants.map((participant) => ({ ...participant, label: shortened(participant.label) })),
    words,
  );
  const columns = columnsOf(trace, options, words, explainer);
  const rows = trace.steps.flatMap((step) => {
    const row = rowOf(step, columns, words, explainer);
    return row === undefined ? [] : [row.map(markdownText)];
  });
  const titles = columns.map(({ title }) => markdownText(words.translate(title, {})));
  return layOut(titles, rows);
}

function columnsOf(trace: DiagramTrace, options: TableOptions, words: Words, explainer: Explainer): Column[] {
  const segments = trace.steps.filter((step) => step.kind === 'segment');
  const columns: Column[] = [
    { title: COLUMNS.phase, cell: ({ phase }) => (phase === null ? '' : words.translate(PHASES[phase], {})) },
    { title: COLUMNS.step, cell: ({ step }) => (step === null ? '' : String(step)) },
    { title: COLUMNS.sender, cell: ({ from }) => explainer.label(from) },
    { title: COLUMNS.flags, cell: (step) => (isMessage(step) ? step.text : step.flags.join(', ')) },
  ];
  // A message without flags has its text in their place.
  if (segments.some((step) => step.text !== '' && !isMessage(step)))
    columns.push({ title: COLUMNS.text, cell: (step) => (isMessage(step) ? '' : step.text) });
  const numbered = words.numbers !== 'flags';
  if (numbered && segments.some(({ seq, ack }) => seq !== null || ack !== null)) {
    columns.push(
      { title: COLUMNS.seq, cell: (step) => words.seq(step) ?? '' },
      { title: COLUMNS.ack, cell: (step) => words.ack(step) ?? '' },
    );
  }
  if (numbered && segments.some((step) => step.len !== null && hasData(step)))
    columns.push({ title: COLUMNS.len, cell: ({ len }) => (len === '0' ? '' : (len ?? '')) });
  columns.push({ title: COLUMNS.states, cell: (step) => explainer.changes(step).join('; ') });
  if (segments.some((segment) => explainer.remarks(segment).length > 0)) {
    columns.push({ title: COLUMNS.remarks, cell: (step) => explainer.remarks(step).join(', ') });
  }
  if (options.meaning === true) columns.push({ title: COLUMNS.meaning, cell: (step) => explainer.does(step) });
  if (options.analogy === true) columns.push({ title: COLUMNS.analogy, cell: (step) => explainer.analogy(step) });
  return columns;
}

function rowOf(step: Step, columns: readonly Column[], words: Words, explainer: Explainer): string[] | undefined {
  switch (step.kind) {
    case 'segment':
      return columns.map(({ cell }) => cell(step));
    case 'action':
      return columns.map(({ title }) => actionCell(title, step, words, explainer));
    case 'elision':
      return columns.map(({ title }) => (title === COLUMNS.phase ? '…' : title === COLUMNS.states ? step.text : ''));
    case 'state':
    case 'note':
      return undefined;
  }
}

function actionCell(title: string, step: ActionStep, words: Words, explainer: Explainer): string {
  if (title === COLUMNS.sender) return explainer.label(step.target);
  if (title === COLUMNS.flags) return `(${words.action(step)})`;
  return title === COLUMNS.states ? explainer.changes(step).join('; ') : '';
}

/** A column is padded to this width at most: one long cell does not make every row as long. */
const MOST_PADDED = 200;

/** The lines of a Markdown table. Its first row is the head. */
function layOut(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, column) =>
    Math.min(
      MOST_PADDED,
      rows.reduce((widest, row) => Math.max(widest, displayWidth(row[column] ?? '')), Math.max(3, displayWidth(title))),
    ),
  );
  const lay = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => padEndTo(cells[column] ?? '', width)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return `${[lay(titles), rule, ...rows.map(lay)].join('\n')}\n`;
}
