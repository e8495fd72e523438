import { findingsOf, type Analysis, type Diagram } from './check/index.ts';
import { describe } from './findings/finding.ts';
import { outline, type PictureData } from './picture/index.ts';
import { diagramSettings, lookOf, Words, type LookOptions, type WordOptions } from './render/index.ts';
import { drawnRows, rowsOf, type RowWishes } from './rows.ts';

/** All that a picture of a diagram is drawn from, for whoever has the whole text at hand. Lines are those of the text. */
export function pictureOf(
  analysis: Analysis,
  diagram: Diagram,
  index: number,
  options: WordOptions & LookOptions & RowWishes,
): PictureData {
  const rows = rowsOf(analysis, diagram, options);
  const look = lookOf(diagramSettings(analysis, diagram), options);
  const range = { from: 0, to: rows.overview.lines.length };
  const { title, line, endLine } = diagram;
  const { participants } = rows;
  const trace = { title, line, endLine, participants, steps: rows.steps(range) };
  const findings = findingsOf(analysis, diagram);
  const counts = {
    segments: analysis.overview(diagram).kinds.replace(/[^dlsa]/g, '').length,
    problems: findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length,
  };
  const said = { ...options, numbers: look.numbers };
  const { picture, words, steps } = drawnRows(rows, range, trace, counts, new Words(said), said);
  return {
    version: 0,
    index,
    trace: { ...trace, steps },
    range,
    ...outline(rows),
    picture,
    look,
    words,
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
