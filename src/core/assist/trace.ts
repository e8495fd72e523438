import type { SegmentStep, Step } from '../check/trace.ts';
import type { Translate } from '../findings/finding.ts';
import { inQuotes } from '../notation/text.ts';
import { Words } from '../render/index.ts';
import { lineInText, partsOf } from '../report/index.ts';

/** What every line of the diagrams of a text does, line by line: numbers, states, labels, and the reply that must follow. */
export function traceText(text: string, translate: Translate): string {
  const words = new Words({ translate });
  const traces = partsOf(text).flatMap(({ analysis, fence }) =>
    analysis.diagrams.map((diagram) => {
      const { title, line, steps } = analysis.trace(diagram);
      const head = `line ${String(lineInText(line, fence) + 1)}: diagram ${title}`.trimEnd();
      return [
        head,
        ...steps.map((step) => `  line ${String(lineInText(step.line, fence) + 1)}: ${stepText(step, words)}`),
      ];
    }),
  );
  if (traces.length === 0) return 'There is no diagram in this text.\n';
  return `${traces.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** One line of a diagram in a line of text. */
export function stepText(step: Step, words: Words): string {
  switch (step.kind) {
    case 'segment':
      return segmentText(step, words);
    case 'action':
      return [`${step.action} ${step.target}`, changes(step.states, words)].filter((text) => text !== '').join(' | ');
    case 'state':
      return `state ${step.asserted.map(({ name, state }) => `${name} ${words.state(state)}`).join(', ')}`;
    case 'elision':
      return `... ${step.text}`.trim();
    case 'note':
      return `note ${step.position} ${step.targets.join(',')}: ${step.text}`;
  }
}

function segmentText(step: SegmentStep, words: Words): string {
  const place = step.phase === null ? '' : `${step.phase}${step.step === null ? '' : ` ${String(step.step)}`}`;
  const { seq, ack, len, text } = step;
  const parts = [
    [
      `${step.from} ${ARROWS[step.delivery]} ${step.to}`,
      step.flags.join(','),
      ...numbersText({ seq, ack, len }),
      text === '' ? '' : inQuotes(text),
    ]
      .filter((part) => part !== '')
      .join(' '),
    place,
    words.labels(step).join(', '),
    changes(step.states, words),
    replyText(step),
  ];
  return parts.filter((part) => part !== '').join(' | ');
}

/** The numbers that are known: what nobody has numbered has none. */
function numbersText(numbers: Readonly<Record<string, string | null>>): string[] {
  return Object.entries(numbers).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
}

const ARROWS: Readonly<Record<SegmentStep['delivery'], string>> = {
  delivered: '->',
  lost: '-x',
  sent: '->...',
  arrived: '...->',
};

function changes(states: SegmentStep['states'], words: Words): string {
  return Object.entries(states)
    .filter(([, [before, after]]) => before !== after)
    .map(([name, change]) => `${name} ${words.change(change)}`)
    .join(', ');
}

function replyText({ reply }: SegmentStep): string {
  if (reply === null) return '';
  return ['reply', reply.flags.join(','), ...numbersText({ seq: reply.seq, ack: reply.ack })].join(' ');
}
