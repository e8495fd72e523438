import { SymbolKind, type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver-types';
import { printable } from '../core/text/printable.ts';
import type { Participant } from '../core/check/trace.ts';
import { NO_ARGS, type Context } from './context.ts';
import { locateAll, type Located } from './diagrams.ts';
import { phasesOf, type PhaseLines } from './phases.ts';
import type { Unit } from './unit.ts';
import { PHASE_NAMES } from '../core/render/index.ts';

/** The outline of a document: its diagrams, and in each its participants and phases. */
export function documentSymbols(context: Context): DocumentSymbol[] {
  return locateAll(context.document).map((located) => diagramSymbol(located, context));
}

/** The diagrams of a document whose title matches a query, and the participants whose name or label does. */
export function workspaceSymbols(query: string, context: Context): SymbolInformation[] {
  const { uri } = context.document;
  return locateAll(context.document).flatMap((located) => {
    const { unit, diagram } = located;
    const title = titleOf(located, context);
    const symbols: SymbolInformation[] = [];
    if (matches(title, query)) {
      symbols.push({ name: title, kind: SymbolKind.Module, location: { uri, range: headRange(located) } });
    }
    for (const { name, label, line } of diagram.participants) {
      if (!matches(label, query) && !matches(name, query)) continue;
      const location = { uri, range: unit.linesRange(line, line + 1) };
      symbols.push({ name: printable(label), kind: SymbolKind.Object, location, containerName: title });
    }
    return symbols;
  });
}

/** The title of a diagram, or what stands for it where it has none. */
export function titleOf({ diagram }: Pick<Located, 'diagram'>, { translate }: Context): string {
  return diagram.title.trim() === '' ? translate('Untitled diagram', NO_ARGS) : printable(diagram.title);
}

/** Whether the letters of a query occur in a text in their order, in any case. */
function matches(text: string, query: string): boolean {
  const lower = text.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function diagramSymbol(located: Located, context: Context): DocumentSymbol {
  const { unit, diagram } = located;
  const phases = phasesOf(diagram, unit).map((phase) => phaseSymbol(phase, unit, context));
  const participants = diagram.participants
    .filter(({ line }) => unit.analysis.statement(line).kind === 'participant')
    .map((participant) => participantSymbol(participant, unit));
  return {
    name: titleOf(located, context),
    kind: SymbolKind.Module,
    range: unit.linesRange(diagram.line, diagram.endLine),
    selectionRange: headRange(located),
    children: [...participants, ...phases],
  };
}

function headRange({ unit, diagram }: Located): DocumentSymbol['range'] {
  return unit.linesRange(diagram.line, diagram.line + 1);
}

function participantSymbol({ name, label, line }: Participant, unit: Unit): DocumentSymbol {
  const range = unit.linesRange(line, line + 1);
  return {
    name: printable(name),
    detail: label === name ? '' : printable(label),
    kind: SymbolKind.Object,
    range,
    selectionRange: range,
  };
}

function phaseSymbol(
  { phase, line, endLine, segments }: PhaseLines,
  unit: Unit,
  { translate }: Context,
): DocumentSymbol {
  return {
    name: translate(PHASE_NAMES[phase], {}),
    detail: segments === 1 ? translate('1 segment', NO_ARGS) : translate('{n} segments', { n: segments }),
    kind: SymbolKind.Event,
    range: unit.linesRange(line, endLine),
    selectionRange: unit.linesRange(line, line + 1),
  };
}
