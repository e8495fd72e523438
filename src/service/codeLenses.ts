import type { CodeLens, Command } from 'vscode-languageserver-types';
import { NO_ARGS, type Context } from './context.ts';
import { findingsOf } from '../core/check/index.ts';
import { locateAll, type Located } from './diagrams.ts';

/** The commands that the lenses call, by what they do; ours take the URI of the document and a line of the diagram. */
export const LENS_COMMANDS = {
  problems: 'workbench.actions.view.problems',
  preview: 'handshake.openPreviewToSide',
  export: 'handshake.exportDiagram',
} as const;

/** Above each diagram: what is wrong with it, or that it is valid; and for VS Code what can be done with it. */
export function codeLenses(context: Context): CodeLens[] {
  if (!context.settings.codeLens) return [];
  return locateAll(context.document).flatMap((located) => lensesOf(located, context));
}

function lensesOf(located: Located, context: Context): CodeLens[] {
  const { translate, document } = context;
  const line = located.unit.startLine + located.diagram.line;
  const range = located.unit.linesRange(located.diagram.line, located.diagram.line + 1);
  const lens = (title: string, command: string): CodeLens => ({
    range,
    command: { title, command, arguments: [document.uri, line] } satisfies Command,
  });
  if (!context.client.vscodeCommands) return [lens(verdict(located, context), '')];
  return [
    lens(verdict(located, context), LENS_COMMANDS.problems),
    lens(translate('Open Preview', NO_ARGS), LENS_COMMANDS.preview),
    lens(translate('Export…', NO_ARGS), LENS_COMMANDS.export),
  ];
}

/** `2 errors, 1 warning`, or `valid`. */
function verdict(located: Located, { translate }: Context): string {
  const findings = findingsOf(located.unit.analysis, located.diagram);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const counts: string[] = [];
  if (errors > 0) counts.push(errors === 1 ? translate('1 error', NO_ARGS) : translate('{n} errors', { n: errors }));
  if (warnings > 0) {
    counts.push(warnings === 1 ? translate('1 warning', NO_ARGS) : translate('{n} warnings', { n: warnings }));
  }
  if (counts.length === 0) return translate('valid', NO_ARGS);
  return counts.length === 1
    ? (counts[0] ?? '')
    : translate('{first}, {second}', { first: counts[0] ?? '', second: counts[1] ?? '' });
}
