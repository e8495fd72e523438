import type { DiagramTrace } from '../check/trace.ts';
import { toMermaid, type MermaidOptions } from './mermaid.ts';

/** A diagram as a Markdown code fence that GitHub, VS Code and most other viewers of Markdown draw. */
export function toMarkdown(trace: DiagramTrace, options: MermaidOptions): string {
  return fenced('mermaid', toMermaid(trace, options).text);
}

/** Puts a text into a Markdown code fence that no line of it can close. */
export function fenced(language: string, text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text.endsWith('\n') ? text : `${text}\n`}${marks}\n`;
}
