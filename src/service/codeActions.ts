import { CodeActionKind, type CodeAction, type Range, type TextEdit as LspEdit } from 'vscode-languageserver-types';
import { isCode, type Code } from '../core/findings/codes.ts';
import { say } from '../core/findings/finding.ts';
import { NO_ARGS, type Context } from './context.ts';
import { workspaceEdit } from './edits.ts';
import { quickFixes, findingsIn } from './quickFixes.ts';
import { unitsIn } from './documents.ts';
import { silencingActions } from './silence.ts';
import { INSERT_REPLY, REST_OF_CLOSE, REST_OF_HANDSHAKE } from './refactor/continue.ts';
import { MARK_DELAYED, MARK_LOST, MARK_RECEIVED, SWAP_DIRECTION } from './refactor/delivery.ts';
import { WRITE_IN_NOTATION } from './refactor/strict.ts';
import { FIX_ALL_KIND, fixAllEdits } from './refactor/fixAll.ts';
import { IMPLY_NUMBERS, WRITE_ALL_NUMBERS, WRITE_NUMBERS } from './refactor/numbers.ts';
import { CONVERT_TO_SEGMENTS } from './refactor/segments.ts';
import type { Refactoring } from './refactor/refactoring.ts';
import { NUMBERS_TO_SYMBOLS, SYMBOLS_TO_NUMBERS } from './refactor/symbols.ts';

/** The kinds of code actions that there are. */
export const CODE_ACTION_KINDS: readonly CodeActionKind[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorRewrite,
  FIX_ALL_KIND,
];

/** In the order of the menu. */
const REFACTORINGS: readonly Refactoring[] = [
  INSERT_REPLY,
  REST_OF_HANDSHAKE,
  REST_OF_CLOSE,
  WRITE_NUMBERS,
  WRITE_ALL_NUMBERS,
  IMPLY_NUMBERS,
  SYMBOLS_TO_NUMBERS,
  NUMBERS_TO_SYMBOLS,
  WRITE_IN_NOTATION,
  MARK_LOST,
  MARK_DELAYED,
  MARK_RECEIVED,
  SWAP_DIRECTION,
  CONVERT_TO_SEGMENTS,
];

/** What an action remembers until its edit is asked for. */
export interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  /** The name of a refactoring, or `fix-all:` and a code. */
  readonly name: string;
}

/** The actions for a range; with `only`, those whose kind is one of these or below it. */
export function codeActions(range: Range, only: readonly CodeActionKind[] | undefined, context: Context): CodeAction[] {
  const wanted = (kind: CodeActionKind): boolean =>
    only === undefined || only.some((prefix) => prefix === '' || kind === prefix || kind.startsWith(`${prefix}.`));
  const actions: CodeAction[] = wanted(CodeActionKind.QuickFix)
    ? [...quickFixes(range, context), ...fixKindActions(range, context), ...silencingActions(range, context)]
    : [];
  if (wanted(CodeActionKind.RefactorRewrite)) {
    for (const refactoring of REFACTORINGS) {
      const title = refactoring.offer(range, context);
      if (title !== undefined) actions.push(lazily(say(title, context.translate), refactoring, range, context));
    }
  }
  // Editors ask for it by name; in the menu of every line it would be in the way.
  if (only !== undefined && wanted(FIX_ALL_KIND)) actions.push(...fixAllAction(context));
  return actions;
}

/** The action with its edit; as it is where the text has changed since it was offered. */
export function resolveAction(action: CodeAction, context: Context): CodeAction {
  const data = action.data as Partial<ActionData> | undefined;
  if (data?.version !== context.document.version || data.range === undefined) return action;
  const edits = editsOf(data.name ?? '', data.range, context);
  return edits.length === 0 ? action : { ...action, edit: workspaceEdit(edits, context) };
}

function editsOf(name: string, range: Range, context: Context): LspEdit[] {
  const code = name.startsWith(FIX_KIND) ? name.slice(FIX_KIND.length) : undefined;
  if (code !== undefined) return isCode(code) ? fixAllEdits(context, code) : [];
  return REFACTORINGS.find((refactoring) => refactoring.name === name)?.edits(range, context) ?? [];
}

const FIX_KIND = 'fix-all:';

function lazily(
  title: string,
  { name, kind }: { name: string; kind: CodeActionKind },
  range: Range,
  context: Context,
): CodeAction {
  const { uri, version } = context.document;
  const action: CodeAction = { title, kind, data: { uri, version, range, name } satisfies ActionData };
  return context.client.lazyEdits ? action : resolveAction(action, context);
}

/** Where a finding is one of several of its kind, all of them can be mended at once. */
function fixKindActions(range: Range, context: Context): CodeAction[] {
  const codes = new Set<Code>();
  for (const unit of unitsIn(context.document, range)) {
    for (const { code, fixes } of findingsIn(unit, range)) if (fixes.length > 0) codes.add(code);
  }
  return [...codes].flatMap((code) => {
    const count = context.document.units
      .flatMap(({ analysis }) => analysis.findings)
      .filter((finding) => finding.code === code && finding.fixes.length > 0).length;
    if (count < 2) return [];
    const title = context.translate('Fix all {n} problems of this kind ({code})', { n: count, code });
    return [lazily(title, { name: `${FIX_KIND}${code}`, kind: CodeActionKind.QuickFix }, range, context)];
  });
}

function fixAllAction(context: Context): CodeAction[] {
  const edits = fixAllEdits(context);
  if (edits.length === 0) return [];
  const title = context.translate('Fix all problems that can be fixed', NO_ARGS);
  return [{ title, kind: FIX_ALL_KIND, edit: workspaceEdit(edits, context) }];
}
