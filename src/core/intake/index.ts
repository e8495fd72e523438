export * from './capture/index.ts';
export { importText, isNotationAlone, type TextIntake, type TextOptions } from './text/index.ts';
export { readInput, type Gunzip, type Input } from './recognise.ts';
