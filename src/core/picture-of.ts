import { compareDiagrams, tellChanges, type Version } from './compare-of.ts';
import { findingsOf, type Analysis, type Diagram } from './check/index.ts';
import { describe } from './findings/finding.ts';
import { outline, type PictureData } from './picture/index.ts';
import {
  diagramSettings,
  lookOf,
  mermaidPieces,
  pictureWords,
  Words,
  type LookOptions,
  type WordOptions,
} from './render/index.ts';

export interface PictureOptions extends WordOptions, LookOptions {
  /** An older version that it is compared with: null where that has no such diagram. */
  readonly before?: Version | null;
}

/** All that a picture of a diagram is drawn from, for whoever has the whole text at hand. Lines are those of the text. */
export function pictureOf(analysis: Analysis, diagram: Diagram, index: number, options: PictureOptions): PictureData {
  const { before } = options;
  const compared = before === undefined ? null : compareDiagrams(before, { analysis, diagram });
  const trace = {
    ...analysis.trace(diagram),
    ...(compared && { participants: compared.participants, steps: compared.steps }),
  };
  const look = lookOf(diagramSettings(analysis, diagram), options);
  const words = new Words({ ...options, numbers: look.numbers });
  const { steps } = trace;
  const findings = findingsOf(analysis, diagram);
  const counts = {
    segments: steps.filter(({ kind }) => kind === 'segment').length,
    problems: findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length,
  };
  return {
    version: 0,
    index,
    trace,
    range: { from: 0, to: steps.length },
    ...outline(compared?.overview ?? analysis.overview(diagram), 0, compared?.changes),
    picture: mermaidPieces(trace, { ...options, numbers: look.numbers, remarks: false }),
    look,
    words: tellChanges(pictureWords(trace, counts, words), compared, 0, words),
    before: {},
    problems: findings.map((finding) => ({
      line: finding.line,
      from: finding.from,
      to: finding.to,
      severity: finding.severity,
      code: finding.code,
      message: describe(finding, options.translate),
    })),
  };
}

/** The notation of a diagram, from the line that begins it to the last one that says something. */
export function notationOf({ lines }: Analysis, { line, endLine }: Diagram): string {
  const own = Array.from({ length: endLine - line }, (_, i) => lines.line(line + i));
  return `${own.join('\n').trimEnd()}\n`;
}
