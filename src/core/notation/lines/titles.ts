import { COLON } from '../chars.ts';
import { readFreeText } from '../text.ts';
import { finish, type LineReader, skipToComment } from './common.ts';

/** `diagram TITLE`, `title TITLE`; Mermaid's `title: TITLE`. */
export const readDiagram: LineReader = (c, keyword) => {
  if (c.peek() === COLON) c.pos++;
  const title = readFreeText(c);
  return { kind: 'diagram', title, ...finish(c, keyword) };
};

/** `... [text]`. The cursor stands behind the dots. */
export const readElision: LineReader = (c, keyword) => {
  const text = readFreeText(c);
  return { kind: 'elision', text: text.from === text.to ? null : text, ...finish(c, keyword) };
};

/** A line of Mermaid's that is passed over. */
export const readIgnored: LineReader = (c, keyword) => {
  skipToComment(c);
  return { kind: 'ignored', ...finish(c, keyword) };
};
