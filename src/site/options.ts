import type { Diagnostic } from '../core/report/index.ts';
import type { Language } from '../library/language.ts';

/** A problem in a diagram of a note. */
export interface NoteProblem extends Diagnostic {
  /** The note, as the site generator calls it; undefined where it does not say. */
  readonly file: string | undefined;
}

export interface SiteOptions {
  /** The language of what is said of the diagrams; English without it. */
  readonly language?: Language;
  /** An error in a diagram ends the build. */
  readonly strict?: boolean;
  /** Whether what is wrong in a diagram is listed below it; it is, unless this is false. */
  readonly listProblems?: boolean;
  /** Is told of each problem (never of hints). */
  readonly onProblem?: (problem: NoteProblem) => void;
}

/** A problem in a line, as compilers write theirs: `notes.md:12:8: error seq-mismatch: …`. */
export function problemText({ file, line, column, severity, code, message }: NoteProblem): string {
  return `${file ?? 'note'}:${String(line)}:${String(column)}: ${severity} ${code}: ${message}`;
}
