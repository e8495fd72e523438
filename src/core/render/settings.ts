import type { Analysis, Diagram } from '../check/analysis.ts';
import { foldText } from '../notation/chars.ts';
import { DEFAULT_LOOK, type Look, type LookWish, type NumberForm } from '../notation/look.ts';
import { readSetting } from '../notation/options.ts';

/** What the `option` lines of a diagram say about its picture. */
export interface DiagramSettings {
  /** `option states`: the states are drawn as notes. */
  readonly showStates: boolean;
  /** `option numbering`: the messages are numbered. */
  readonly numbering: boolean;
  /** `option numbers`: what the arrows say; null where no line gives it. */
  readonly numbers: NumberForm | null;
  /** `option timescale`: rows are spaced by their times; null where no line gives it. */
  readonly timeScale: boolean | null;
}

/** Who else has a say in how a diagram looks. */
export interface LookOptions {
  /** What its reader asks for now, by a switch or a flag: it counts more than what the author wrote. */
  readonly asked?: LookWish;
  /** What this reader usually has: it counts where the author wrote nothing. */
  readonly usual?: Look;
}

/** The look of a diagram: as asked for, or else as the author wrote, or else as usual. */
export function lookOf(
  { numbers, timeScale }: DiagramSettings,
  { asked = {}, usual = DEFAULT_LOOK }: LookOptions,
): Look {
  return {
    numbers: asked.numbers ?? numbers ?? usual.numbers,
    timeScale: asked.timeScale ?? timeScale ?? usual.timeScale,
  };
}

/** The settings of a diagram; the last line counts, and one with a mistake sets nothing. */
export function diagramSettings(analysis: Analysis, diagram: Diagram): DiagramSettings {
  const settings: { -readonly [Name in keyof DiagramSettings]: DiagramSettings[Name] } = {
    showStates: false,
    numbering: false,
    numbers: null,
    timeScale: null,
  };
  for (let line = diagram.line; line < diagram.endLine; line++) {
    if (!mayBeOption(analysis.lines.line(line))) continue;
    const statement = analysis.statement(line);
    if (statement.kind !== 'option' || statement.words.length === 0) continue;
    const setting = readSetting(statement);
    if (!('option' in setting)) continue;
    if (setting.option === 'states') settings.showStates = setting.on;
    if (setting.option === 'numbering') settings.numbering = setting.on;
    if (setting.option === 'timescale') settings.timeScale = setting.on;
    if (setting.option === 'numbers') settings.numbers = setting.form;
  }
  return settings;
}

/** Most lines are no options, and need not be parsed again. */
function mayBeOption(line: string): boolean {
  return /^\s*option/i.test(foldText(line));
}
