export type * from './analysis.ts';
export type * from './trace.ts';
export { analyze, DEFAULT_OPTIONS } from './analyze.ts';
export { findingsOf } from './findings-of.ts';
