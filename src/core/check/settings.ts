import { type Code, isCode } from '../findings/codes.ts';
import { SEVERITIES, type Severity } from '../findings/finding.ts';
import type { OptionStatement } from '../notation/syntax.ts';

/** What the `option` lines of a diagram set. */
export interface DiagramSettings {
  /** Where the lines were captured: a participant's name number, `anywhere` for between the ends, null for no capture. */
  readonly capture: number | 'anywhere' | null;
  /** Maximum segment lifetime in seconds. */
  readonly msl: number;
  readonly severities: Readonly<Partial<Record<Code, Severity | 'off'>>>;
}

/** The RFC's arbitrary choice: 2 minutes (RFC 9293 §3.4.2). */
export const DEFAULT_SETTINGS: DiagramSettings = { capture: null, msl: 120, severities: {} };

/** The names of the options and what their values look like; views read `states` and `numbering` themselves. */
export const OPTION_NAMES = ['capture', 'msl', 'numbering', 'rule', 'states'] as const;

/** What is wrong with an `option` line: the index of the word, and the key of the message. */
export interface OptionProblem {
  readonly word: number;
  readonly key: 'name' | 'value' | 'code' | 'severity';
}

/** The settings after an `option` line, or what is wrong with it. `intern` gives the number of a name. */
export function applyOption(
  settings: DiagramSettings,
  statement: OptionStatement,
  intern: (name: string) => number,
): DiagramSettings | OptionProblem {
  const words = statement.words.map(({ value }) => value);
  switch (words[0]?.toLowerCase()) {
    case 'capture':
      return { ...settings, capture: words[1] === undefined ? 'anywhere' : intern(words[1]) };
    case 'msl':
      return seconds(words[1]) === null ? { word: 1, key: 'value' } : { ...settings, msl: seconds(words[1]) ?? 0 };
    case 'rule':
      return applyRule(settings, words[1]?.toLowerCase() ?? '', words[2]?.toLowerCase() ?? '');
    case 'states':
    case 'numbering':
      return words[1] === undefined ? { word: 1, key: 'value' } : settings;
    default:
      return { word: 0, key: 'name' };
  }
}

function applyRule(settings: DiagramSettings, code: string, severity: string): DiagramSettings | OptionProblem {
  if (!isCode(code)) return { word: 1, key: 'code' };
  if (!isSeverity(severity)) return { word: 2, key: 'severity' };
  return { ...settings, severities: { ...settings.severities, [code]: severity } };
}

function isSeverity(word: string): word is Severity | 'off' {
  return word === 'off' || (SEVERITIES as readonly string[]).includes(word);
}

function seconds(word: string | undefined): number | null {
  const match = /^(\d+(?:\.\d+)?)s?$/.exec(word ?? '');
  return match?.[1] === undefined ? null : Number(match[1]);
}
