export type * from './analysis.ts';
export type * from './trace.ts';
export { analyze, analyzeAndTrace, newReading, DEFAULT_OPTIONS, type Reading, type Traced } from './analyze.ts';
export { findingsOf } from './findings-of.ts';
