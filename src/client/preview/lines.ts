/** A change of a text, as VS Code tells of it: each refers to the text before all of them, the last one in the text first. */
interface LineChange {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly text: string;
}

/** Where lines stand after changes of the text; a line that is gone stands where it was. */
export function movedLines(lines: readonly number[], changes: readonly LineChange[]): number[] {
  return lines.map((line) =>
    changes.reduce((at, { range: { start, end }, text }) => {
      if (line <= start.line) return at;
      const more = (text.match(/\n/g) ?? []).length;
      return line >= end.line ? at + more - (end.line - start.line) : at - line + Math.min(line, start.line + more);
    }, line),
  );
}
