import type { Analysis, Diagram } from '../check/analysis.ts';
import { foldText } from '../notation/chars.ts';
import { readSetting } from '../notation/options.ts';

/** What the `option` lines of a diagram say about its picture. */
export interface DiagramSettings {
  /** `option states`: the states are drawn as notes. */
  readonly showStates: boolean;
  /** `option numbering`: the messages are numbered. */
  readonly numbering: boolean;
}

/** The settings of a diagram; the last line counts, and one with a mistake sets nothing. */
export function diagramSettings(analysis: Analysis, diagram: Diagram): DiagramSettings {
  const settings = { showStates: false, numbering: false };
  for (let line = diagram.line; line < diagram.endLine; line++) {
    if (!mayBeOption(analysis.lines.line(line))) continue;
    const statement = analysis.statement(line);
    if (statement.kind !== 'option' || statement.words.length === 0) continue;
    const setting = readSetting(statement);
    if (!('option' in setting)) continue;
    if (setting.option === 'states') settings.showStates = setting.on;
    if (setting.option === 'numbering') settings.numbering = setting.on;
  }
  return settings;
}

/** Most lines are no options, and need not be parsed again. */
function mayBeOption(line: string): boolean {
  return /^\s*option/i.test(foldText(line));
}
