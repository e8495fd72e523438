import type { CodeActionKind, TextEdit as LspEdit, Range } from 'vscode-languageserver-types';
import type { Sentence } from '../../core/findings/finding.ts';
import type { Context } from '../context.ts';

/** A change of the text that the author may want. */
export interface Refactoring {
  /** Stable, and part of the kind of its actions. */
  readonly name: string;
  readonly kind: CodeActionKind;
  /** Whether to offer it for a range, and how it is called there. Asked at every move of the cursor, so it must be cheap. */
  offer(range: Range, context: Context): Sentence | undefined;
  /** The edits, made only when they are needed; none where it turns out that nothing changes. */
  edits(range: Range, context: Context): LspEdit[];
}
