/**
 * TCP diagrams for programs: what Handshake knows of a text, without an editor. A text is notation (`C -> S SYN seq=x`),
 * or a Markdown note: then its `tcp` fences are meant, and every line and column is one of the note. Nothing here reads a
 * file, opens a connection or keeps anything. Text of any kind is welcome: what is wrong with it is an answer, never an
 * exception.
 */
import { isCode, CODES } from '../core/findings/codes.ts';
import { FORMAT_DEFAULTS, formatText, parse as parseNotation, type TokenKind } from '../core/notation/index.ts';
import { EXPORT_KINDS, exportText, type ExportKind } from '../core/render/index.ts';
import {
  diagnosticOf,
  lineInText,
  partsOf,
  pictureFile,
  tracedDiagram,
  type Diagnostic,
  type TracedDiagram,
} from '../core/report/index.ts';
import { translateInto, type Language } from './language.ts';

export { importInput as import, type Imported, type ImportOptions } from './import.ts';
export type { Diagnostic, Edit, SegmentEvent, TracedDiagram, TraceEvent } from '../core/report/index.ts';
export type { Language } from './language.ts';
export type { ExportKind } from '../core/render/index.ts';

export interface LanguageOption {
  /** The language of messages and of the words in pictures; English without it. */
  readonly language?: Language;
}

/** What is wrong with a text. */
export interface Report {
  /** How many diagrams were read: where there is none, nothing was checked. */
  readonly diagrams: number;
  /** In the order of the text; hints as well. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks every flag and number of a text against the rules of TCP (RFC 9293 and those that extend it). */
export function check(text: string, { language = 'en' }: LanguageOption = {}): Report {
  const translate = translateInto(language);
  const parts = partsOf(text);
  return {
    diagrams: parts.reduce((sum, { analysis }) => sum + analysis.diagrams.length, 0),
    diagnostics: parts.flatMap((part) => part.analysis.findings.map((one) => diagnosticOf(one, part, translate))),
  };
}

/** What each line of the diagrams of a text does: complete numbers, states before and after, labels, the reply that is due. */
export function trace(text: string): readonly TracedDiagram[] {
  return partsOf(text).flatMap((part) => part.analysis.diagrams.map((diagram) => tracedDiagram(part, diagram)));
}

/** The forms that `render` writes. */
export const RENDER_FORMS: readonly RenderForm[] = ['svg', ...EXPORT_KINDS];
export type RenderForm = ExportKind | 'svg';

export interface RenderOptions extends LanguageOption {
  readonly to: RenderForm;
  /** Table: a column that says what each segment does. */
  readonly meaning?: boolean;
  /** Table: a column that tells the steps as a phone call. */
  readonly analogy?: boolean;
  /** Ladder: columns of its widest line, 48 or more; 72 without it. */
  readonly width?: number;
}

/**
 * Each diagram of a text in another form, in the order of the text. An SVG is a document of its own, with its notation
 * inside. Throws a `RangeError` for a form that there is not.
 */
export function render(text: string, { to, language = 'en', ...options }: RenderOptions): readonly string[] {
  if (!RENDER_FORMS.includes(to)) {
    throw new RangeError(`there is no form '${to}': ${RENDER_FORMS.join(', ')}`);
  }
  const translate = translateInto(language);
  return partsOf(text).flatMap((part) =>
    part.analysis.diagrams.map((diagram) =>
      to === 'svg'
        ? pictureFile(part, diagram, translate).svg
        : exportText(to, part.analysis, [diagram], { translate, ...options }),
    ),
  );
}

/** A line of a text as it was read. */
export interface ParsedLine {
  /** Its number in the text, from 1. */
  readonly line: number;
  /** What it says: `segment`, `state`, `note`, `blank`, `bad`, … */
  readonly kind: string;
  /** Its pieces, blanks and comments included: together they are the line. */
  readonly tokens: readonly ParsedToken[];
}

export interface ParsedToken {
  readonly kind: TokenKind;
  readonly text: string;
  /** The column of its first character, from 1. */
  readonly column: number;
}

/** The lines of the notation in a text, piece by piece: for highlighters and tools that change it. */
export function parse(text: string): readonly ParsedLine[] {
  return partsOf(text).flatMap(({ analysis, fence }) => {
    const tree = parseNotation(analysis.lines.text);
    return Array.from({ length: tree.lines.count }, (_, line): ParsedLine => {
      const content = tree.lines.line(line);
      const margin = fence?.columns[line] ?? 0;
      return {
        line: lineInText(line, fence) + 1,
        kind: tree.statement(line).kind,
        tokens: tree.tokens(line).map(({ kind, from, to }) => ({
          kind,
          text: content.slice(from, to),
          column: margin + from + 1,
        })),
      };
    });
  });
}

/** A text of the notation with its columns aligned; the text itself where there is nothing to align. */
export function format(text: string): string {
  return formatText(text, FORMAT_DEFAULTS);
}

/** What a rule is about. */
export interface Rule {
  readonly title: string;
  readonly why: string;
  /** The sections that say so, for instance `RFC 9293 §3.10.7.4`; '' where it is no rule of TCP. */
  readonly rfc: string;
}

/** The rule behind the code of a diagnostic; undefined for any other word. */
export function rule(code: string): Rule | undefined {
  if (!isCode(code)) return undefined;
  const { title, why, rfc } = CODES[code];
  return { title, why, rfc };
}
