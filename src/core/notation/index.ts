export { FLAG_NAMES, type FlagName } from './flags.ts';
export { IGNORED_KEYWORDS, KEYWORDS, PARTICIPANT_KEYWORDS } from './keywords.ts';
export { LineParser } from './parser.ts';
export * from './syntax.ts';
export { FIELD_NAMES, type FieldName } from './words.ts';
