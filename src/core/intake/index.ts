export * from './capture/index.ts';
export { importText, isNotationAlone, type TextIntake, type TextOptions } from './text/index.ts';
