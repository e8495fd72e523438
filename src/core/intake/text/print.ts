import { Names } from '../../text/names.ts';
import { FLAG_NAMES, parseLine } from '../../notation/index.ts';
import type { DiagramDraft, Draft, End, Message, SegmentDraft } from './draft.ts';

/** Writes diagrams as notation: the participants first, then what happens, line by line. */
export function printDiagrams(diagrams: readonly DiagramDraft[]): string {
  const many = diagrams.length > 1;
  return diagrams.map((diagram) => printDiagram(diagram, many)).join('\n');
}

function printDiagram({ title, drafts }: DiagramDraft, many: boolean): string {
  const lines: string[] = [];
  if (title !== '' || many) lines.push(`diagram ${freeText(title) || 'Untitled'}`);
  for (const draft of drafts) if (draft.kind === 'option') lines.push(`option ${draft.text}`);
  for (const line of participantLines(drafts)) lines.push(line);
  if (lines.length > 0) lines.push('');
  for (const draft of drafts) lines.push(...printDraft(draft));
  return lines.map((line) => `${line}\n`).join('');
}

/** A line for each participant: those that the text declares, and then those that it only names. */
function participantLines(drafts: readonly Draft[]): string[] {
  const lines: string[] = [];
  const known = new Set<string>();
  for (const draft of drafts) {
    if (draft.kind !== 'participant' || known.has(draft.name)) continue;
    known.add(draft.name);
    const label = draft.label === '' || draft.label === draft.name ? '' : ` as ${quoted(draft.label)}`;
    lines.push(`${draft.role} ${nameText(draft.name)}${label}`);
  }
  // Segments have a left and a right end; states may be told of one of them alone.
  const states = drafts.filter(({ kind }) => kind === 'state');
  for (const name of [...drafts.filter(({ kind }) => kind !== 'state'), ...states].flatMap(namesIn)) {
    if (known.has(name)) continue;
    known.add(name);
    lines.push(`participant ${nameText(name)}`);
  }
  return lines;
}

function namesIn(draft: Draft): readonly string[] {
  switch (draft.kind) {
    case 'segment':
      return draft.mirrored ? [draft.to.host, draft.from.host] : [draft.from.host, draft.to.host];
    case 'note':
      return draft.targets;
    case 'state':
      return draft.states.map(({ name }) => name);
    case 'action':
      return [draft.target];
    case 'verbatim':
      return draft.names;
    default:
      return [];
  }
}

function printDraft(draft: Draft): string[] {
  switch (draft.kind) {
    case 'segment':
      return [segmentText(draft), ...draft.message.unread.map((text) => comment(`not read: ${text}`))];
    case 'note': {
      const where = draft.position === 'over' ? 'over' : `${draft.position} of`;
      return [`note ${where} ${draft.targets.map(nameText).join(',')}: ${freeText(draft.text)}`];
    }
    case 'state': {
      const states = draft.states.map(({ name, state, variables }) => `${nameText(name)} ${state}${variables}`);
      return [`state ${states.join(', ')}`];
    }
    case 'action':
      return [`${draft.action} ${nameText(draft.target)}`];
    case 'elision':
      return [`... ${freeText(draft.text)}`.trim()];
    case 'remark':
      return [comment(draft.text)];
    case 'verbatim':
      return [draft.text];
    case 'participant':
    case 'option':
      return [];
  }
}

/** A segment as a line of the notation. */
export function segmentText(draft: SegmentDraft): string {
  const { from, to, message, remarks } = draft;
  const [left, right] = draft.mirrored ? [to, from] : [from, to];
  const arrow = ARROWS[draft.delivery][draft.mirrored ? 1 : 0];
  const parts = [`${endText(left)} ${arrow} ${endText(right)}`, flagsText(message)];
  if (draft.time !== null) parts.unshift(`@${timeText(draft.time)}`);
  for (const [name, value] of message.fields) parts.push(value === '' ? name : `${name}=${value}`);
  if (message.label !== '') parts.push(quoted(message.label));
  if (remarks.length > 0) parts.push(` ${comment(remarks.join('; '))}`);
  return parts.filter((part) => part !== '').join(' ');
}

const ARROWS: Readonly<Record<SegmentDraft['delivery'], readonly [right: string, left: string]>> = {
  delivered: ['->', '<-'],
  lost: ['-x', 'x-'],
  sent: ['->...', '...<-'],
  arrived: ['...->', '<-...'],
};

function flagsText({ flags, flagged }: Message): string {
  if (flags.length === 0) return flagged ? '[none]' : '';
  return FLAG_NAMES.filter((flag) => flags.includes(flag)).join(',');
}

/** Seconds, to the microsecond. */
function timeText(seconds: number): string {
  return seconds.toFixed(6).replace(/\.?0+$/, '');
}

export function endText({ host, port }: End): string {
  return port === null ? nameText(host) : `${nameText(host)}:${String(port)}`;
}

/** A name as the notation has it: bare where it can stand so, else in quotes. */
export function nameText(name: string): string {
  if (BARE.test(name) && readsAsName(name)) return name;
  return quoted(visible(name).trim() || '?');
}

/** Cheap to say no; the parser has the last word. */
const BARE = /^[^\s"':,#/\\@]+$/;

function readsAsName(name: string): boolean {
  const names = new Names();
  const statement = parseLine(`${name} -> _`, names);
  return (
    statement.kind === 'segment' &&
    statement.problems.length === 0 &&
    !statement.loose &&
    !statement.mirrored &&
    statement.left.port === null &&
    names.text(statement.left.name) === name
  );
}

function quoted(text: string): string {
  const escaped = visible(text).replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
  return `"${escaped}"`;
}

/** Free text, as in a note: bare where nothing in it would be read as something else. */
function freeText(text: string): string {
  const shown = visible(text).trim();
  return /^[^"“”„‟＂\\#/\n]*$/.test(shown) ? shown : quoted(shown);
}

export function comment(text: string): string {
  return `# ${visible(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim()}`.trimEnd();
}

// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const CONTROLS = /[\0-\x09\x0b-\x1f\x7f-\x9f]+/g;

/** Line breaks as `\n`, and no other control characters. */
function visible(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n').replace(CONTROLS, ' ');
}
