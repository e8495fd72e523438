import { type Code, isCode } from '../findings/codes.ts';
import { SEVERITIES, type Severity } from '../findings/finding.ts';
import { foldText } from './chars.ts';
import { closest } from './closest.ts';
import { NUMBER_FORMS, type NumberForm } from './look.ts';
import type { OptionStatement } from './syntax.ts';

/** What an `option` line takes: a name of a participant, a number of seconds, on or off, a form of numbers, or a rule and its severity. */
export type OptionForm = 'participant' | 'seconds' | 'switch' | 'numbers' | 'rule';

/** All that is to be known of an option. */
export interface OptionEntry {
  readonly form: OptionForm;
  /** What the setting is where no line gives it. */
  readonly default: string;
  /** What it does, with its default: an English template. */
  readonly text: string;
}

/**
 * The options of a diagram, by the word behind `option`. The reader, completion, hover, messages and `docs/notation.md` are
 * made of these rows.
 */
export const OPTIONS = {
  capture: {
    form: 'participant',
    default: 'no capture',
    text: 'The lines are a packet capture, taken at this end; without a name, somewhere in between.',
  },
  msl: {
    form: 'seconds',
    default: '120',
    text: 'Maximum segment lifetime in seconds; 120 where it is not set. TIME-WAIT lasts twice as long.',
  },
  numbering: { form: 'switch', default: 'off', text: 'Numbers the messages of the picture: on or off.' },
  numbers: {
    form: 'numbers',
    default: 'absolute',
    text: 'What the arrows say: sequence numbers as they are written, counted from the initial ones, none (the flags alone), or all fields.',
  },
  rfc1337: { form: 'switch', default: 'off', text: 'A reset does not end TIME-WAIT (RFC 1337): on or off.' },
  rule: { form: 'rule', default: 'as in the settings', text: 'Sets the severity of a rule in this diagram.' },
  states: { form: 'switch', default: 'off', text: 'Shows the states as notes in the picture: on or off.' },
  syncookies: {
    form: 'switch',
    default: 'off',
    text: 'A listener answers with SYN cookies: it stays in LISTEN until the last ACK of the handshake: on or off.',
  },
  timescale: { form: 'switch', default: 'off', text: 'Spaces the rows of the picture by their times: on or off.' },
} as const satisfies Readonly<Record<string, OptionEntry>>;

export type OptionName = keyof typeof OPTIONS;

/** The options that are on or off. */
export type SwitchName = {
  [Name in OptionName]: (typeof OPTIONS)[Name]['form'] extends 'switch' ? Name : never;
}[OptionName];

/** The names of the options, in the order of the documentation. */
export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];

/** The values of a switch; the first is meant where none is written. */
export const SWITCH_VALUES = ['on', 'off'] as const;

/** The values of a severity. */
export const RULE_SEVERITIES: readonly (Severity | 'off')[] = [...SEVERITIES, 'off'];

/** What is written for the value of each form, in the documentation. */
export const OPTION_VALUES: Readonly<Record<OptionForm, string>> = {
  participant: '`N` or nothing',
  seconds: 'seconds, as in `30` or `0.5s`',
  switch: '`on` (or nothing), `off`',
  numbers: NUMBER_FORMS.map((form) => `\`${form}\``).join(', '),
  rule: '`CODE SEVERITY`, where the severity is `error`, `warning`, `info`, `hint` or `off`',
};

/** What an `option` line sets. */
export type Setting =
  /** `at` is the name of the end where the capture was taken, null for somewhere between the ends. */
  | { readonly option: 'capture'; readonly at: string | null }
  | { readonly option: 'msl'; readonly seconds: number }
  | { readonly option: SwitchName; readonly on: boolean }
  | { readonly option: 'numbers'; readonly form: NumberForm }
  | { readonly option: 'rule'; readonly code: Code; readonly severity: Severity | 'off' };

/** What is wrong with an `option` line: the index of the word, the key of the message, and what it could be. */
export interface OptionProblem {
  readonly word: number;
  readonly key: 'name' | 'closest' | 'value' | 'missing' | 'extra';
  readonly known: string;
}

/** What a line sets, or what is wrong with it: a line with a mistake sets nothing. Words are in any case and width. */
export function readSetting(statement: OptionStatement): Setting | OptionProblem {
  const written = statement.words.map(({ value }) => foldText(value));
  const words = written.map((word) => word.toLowerCase());
  const name = words[0] ?? '';
  if (!isOption(name)) {
    const near = closest(name, OPTION_NAMES);
    return { word: 0, key: near === null ? 'name' : 'closest', known: near ?? OPTION_NAMES.join(', ') };
  }
  const most = OPTIONS[name].form === 'rule' ? 3 : 2;
  if (words.length > most) return { word: most, key: 'extra', known: words.slice(0, most).join(' ') };
  switch (name) {
    case 'capture':
      return { option: name, at: statement.words[1]?.value ?? null };
    case 'msl':
      return readSeconds(words[1]);
    case 'rule':
      return readRule(words[1], words[2]);
    case 'numbers':
      return readNumbers(words[1]);
    default: {
      const [on, off] = SWITCH_VALUES;
      const value = words[1] ?? on;
      if (value !== on && value !== off) return { word: 1, key: 'value', known: SWITCH_VALUES.join(', ') };
      return { option: name, on: value === on };
    }
  }
}

function isOption(word: string): word is OptionName {
  return Object.hasOwn(OPTIONS, word);
}

function readSeconds(word: string | undefined): Setting | OptionProblem {
  const seconds = /^(\d+(?:\.\d+)?)s?$/.exec(word ?? '')?.[1];
  if (seconds !== undefined) return { option: 'msl', seconds: Number(seconds) };
  return { word: 1, key: word === undefined ? 'missing' : 'value', known: OPTIONS.msl.default };
}

function readNumbers(word: string | undefined): Setting | OptionProblem {
  const form = NUMBER_FORMS.find((one) => one === word);
  if (form !== undefined) return { option: 'numbers', form };
  return { word: 1, key: word === undefined ? 'missing' : 'value', known: NUMBER_FORMS.join(', ') };
}

function readRule(code: string | undefined, severity: string | undefined): Setting | OptionProblem {
  const severities = RULE_SEVERITIES.join(', ');
  if (code === undefined) return { word: 1, key: 'missing', known: 'seq-gap off' };
  if (!isCode(code)) return { word: 1, key: 'value', known: 'seq-gap' };
  if (severity === undefined) return { word: 2, key: 'missing', known: severities };
  const found = RULE_SEVERITIES.find((one) => one === severity);
  return found === undefined ? { word: 2, key: 'value', known: severities } : { option: 'rule', code, severity: found };
}
