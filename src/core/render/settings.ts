import type { Analysis, Diagram } from '../check/analysis.ts';

/** What the `option` lines of a diagram say about its picture. */
export interface DiagramSettings {
  /** `option states`: the states are drawn as notes. */
  readonly showStates: boolean;
  /** `option numbering`: the messages are numbered. */
  readonly numbering: boolean;
}

/** The settings of a diagram; `off` switches one off again, and the last line counts. */
export function diagramSettings(analysis: Analysis, diagram: Diagram): DiagramSettings {
  const settings = { showStates: false, numbering: false };
  for (let line = diagram.line; line < diagram.endLine; line++) {
    if (!OPTION.test(analysis.lines.line(line))) continue;
    const statement = analysis.statement(line);
    if (statement.kind !== 'option') continue;
    const [name, value] = statement.words.map((word) => word.value.toLowerCase());
    if (name === 'states') settings.showStates = value !== 'off';
    if (name === 'numbering') settings.numbering = value !== 'off';
  }
  return settings;
}

/** A line that may be an option: most lines are not, and need not be parsed again. */
const OPTION = /^\s*option\s/i;
