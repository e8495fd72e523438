import type { Analysis, Diagram } from '../check/analysis.ts';
import { FORMS, type ExportKind, type NoteKind } from './forms.ts';
import { toLadder, type LadderOptions } from './ladder.ts';
import { fenced, toMarkdown } from './markdown.ts';
import { markdownText } from './markdown-text.ts';
import { toMermaid } from './mermaid.ts';
import { diagramSettings, lookOf, type LookOptions } from './settings.ts';
import { toTable, type TableOptions } from './table.ts';

/** What an export can be asked for. */
export type ExportOptions = Omit<TableOptions & LadderOptions, 'numbers'> & LookOptions;

/** Diagrams of a text in one of the forms. Tables that are not alone are headed by their titles; the other forms hold theirs. */
export function exportText(
  kind: ExportKind,
  analysis: Analysis,
  diagrams: readonly Diagram[],
  options: ExportOptions,
): string {
  const one = (diagram: Diagram): string => {
    const trace = analysis.trace(diagram);
    const settings = diagramSettings(analysis, diagram);
    const { numbers } = lookOf(settings, options);
    const wishes = { ...options, showStates: settings.showStates, numbering: settings.numbering, numbers };
    switch (kind) {
      case 'mermaid':
        return toMermaid(trace, wishes).text;
      case 'markdown':
        return toMarkdown(trace, wishes);
      case 'table': {
        const head = diagrams.length > 1 && trace.title !== '' ? `**${markdownText(trace.title)}**\n\n` : '';
        return head + toTable(trace, wishes);
      }
      case 'ladder':
        return toLadder(trace, wishes);
    }
  };
  return diagrams.map(one).join('\n');
}

/** The same as Markdown that can stand in a note, and what it is called there. */
export function exportForNote(
  kind: ExportKind,
  analysis: Analysis,
  diagrams: readonly Diagram[],
  options: ExportOptions,
): { readonly kind: NoteKind; readonly text: string } {
  const text = exportText(kind === 'mermaid' ? 'markdown' : kind, analysis, diagrams, options);
  return { kind: FORMS[kind].note, text: kind === 'ladder' ? fenced('text', text) : text };
}

/** A picture in a file, as Markdown shows it: its alternative text is the title, or `untitled` where that is empty. */
export function pictureLink(title: string, untitled: string, file: string): string {
  // The title is inside of brackets, and no list or heading may begin there.
  return `![${markdownText(title === '' ? untitled : title)}](${linkTarget(file)})\n`;
}

/** A relative path as the target of a link: letters of any script stay readable, all else that means something is encoded. */
function linkTarget(file: string): string {
  return file.replace(/[^\p{L}\p{N}\p{M}._/-]/gu, (character) => {
    // Half a character is in no file name that anybody can write.
    if (/[\uD800-\uDFFF]/u.test(character)) return '%EF%BF%BD';
    const encoded = encodeURIComponent(character);
    return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
  });
}
