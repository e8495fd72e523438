/** Drops data of a type at the end of a line of an editor, and tells whether the line was there; to be run in a page of VS Code. */
export function dropOn(line: Element, data: readonly [type: string, text: string]): boolean;
