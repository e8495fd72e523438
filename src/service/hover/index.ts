import type { Hover, Position } from 'vscode-languageserver-types';
import { isCode } from '../../core/findings/codes.ts';
import { fieldEntry } from '../../core/notation/fields.ts';
import { FLAGS } from '../../core/notation/flags.ts';
import { OPTIONS } from '../../core/notation/options.ts';
import { STATES } from '../../core/notation/states.ts';
import type { Statement } from '../../core/notation/syntax.ts';
import { spellState, type Context } from '../context.ts';
import { unitAt } from '../documents.ts';
import { markup, wordParagraph } from '../markdown.ts';
import { partAt, type Part } from '../parts.ts';
import type { Unit } from '../unit.ts';
import { KEYWORD_WORDS } from '../words/keywords.ts';
import { VARIABLE_WORDS } from '../words/variables.ts';
import { participantHover } from './participant.ts';
import { ruleHover } from './rule.ts';
import { segmentHover } from './segment.ts';
import { fieldHover, symbolHover } from './value.ts';

/** What is to be said of the word at a position, and of the segment that it stands in. */
export function hover(position: Position, context: Context): Hover | null {
  const unit = unitAt(context.document, position);
  if (unit === undefined) return null;
  const { line, column } = unit.spot(position);
  const statement = unit.analysis.statement(line);
  const part = partAt(statement, column);
  if (part?.kind === 'comment') return null;
  const own = part === undefined ? [] : partHover(part, statement, line, unit, context);
  const segment = statement.kind === 'segment' ? segmentHover(line, unit, context) : [];
  const paragraphs = own.length > 0 && segment.length > 0 ? [...own, '---', ...segment] : [...own, ...segment];
  if (paragraphs.length === 0) return null;
  const contents = markup(paragraphs);
  return part === undefined ? { contents } : { contents, range: unit.range({ line, ...part }) };
}

/** The hover of the segment on a line of the document alone, as the preview shows it: Markdown paragraphs. */
export function lineHover(line: number, context: Context): string[] {
  const unit = unitAt(context.document, { line, character: 0 });
  return unit === undefined ? [] : segmentHover(unit.lineOf(line), unit, context);
}

function partHover(part: Part, statement: Statement, line: number, unit: Unit, context: Context): string[] {
  const { translate } = context;
  switch (part.kind) {
    case 'flag': {
      const flag = FLAGS.find((_, index) => part.bit === 1 << index);
      return flag === undefined ? [] : [wordParagraph(flag.name, flag, translate)];
    }
    case 'field':
      return [
        wordParagraph(part.field, fieldEntry(part.field), translate),
        ...fieldHover(part.field, line, unit, context),
      ];
    case 'value':
      return part.owner === 'seq' || part.owner === 'ack' ? fieldHover(part.owner, line, unit, context) : [];
    case 'symbol':
      return [
        ...symbolHover(unit.analysis.names.text(part.name), line, unit, context),
        ...(part.owner === 'seq' || part.owner === 'ack' ? fieldHover(part.owner, line, unit, context) : []),
      ];
    case 'variable':
      return [wordParagraph(part.variable.toUpperCase(), VARIABLE_WORDS[part.variable], translate)];
    case 'state': {
      const shown = spellState(part.state, context.settings.stateSpelling);
      return [wordParagraph(shown, { ...STATES[part.state], rfc: STATES_RFC }, translate)];
    }
    case 'participant':
      return participantHover(unit.analysis.names.text(part.name), line, unit, context);
    case 'option':
      return [wordParagraph(part.option, { text: OPTIONS[part.option].text, rfc: '' }, translate)];
    case 'code':
      return isCode(part.code) ? ruleHover(part.code, context) : [];
    case 'keyword':
      return keywordHover(statement, context);
    case 'arrow':
    case 'text':
    case 'time':
    case 'comment':
      return [];
  }
}

/** Where the states are described. */
const STATES_RFC = 'RFC 9293 §3.3.2';

function keywordHover(statement: Statement, context: Context): string[] {
  const word = keywordOf(statement);
  const entry = word === undefined ? undefined : KEYWORD_WORDS[word];
  return word === undefined || entry === undefined ? [] : [wordParagraph(word, entry, context.translate)];
}

/** The word that begins a statement, whichever of its aliases is written. */
function keywordOf(statement: Statement): keyof typeof KEYWORD_WORDS | undefined {
  switch (statement.kind) {
    case 'participant':
      return statement.role;
    case 'action':
      return statement.action;
    case 'elision':
      return '...';
    case 'diagram':
    case 'state':
    case 'note':
    case 'let':
    case 'option':
    case 'expect':
      return statement.kind;
    case 'segment':
    case 'blank':
    case 'ignored':
    case 'bad':
      return undefined;
  }
}
