import type { OPTION_NAMES } from '../../core/check/settings.ts';

/** What each option of a diagram does. */
export const OPTION_WORDS: Readonly<Record<(typeof OPTION_NAMES)[number], string>> = {
  capture: 'The lines are a packet capture, taken at this end; without a name, somewhere in between.',
  msl: 'Maximum segment lifetime in seconds; 120 where it is not set. TIME-WAIT lasts twice as long.',
  numbering: 'Numbers the messages of the picture: on or off.',
  rule: 'Sets the severity of a rule in this diagram.',
  states: 'Shows the states as notes in the picture: on or off.',
};
