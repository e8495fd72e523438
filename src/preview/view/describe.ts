import type { Picture } from '../../core/picture/index.ts';
import type { Translator } from '../strings.ts';

/** What became of a row. */
const CHANGES = { '=': undefined, '+': 'Added', '-': 'Removed', '~': 'Changed' } as const;

/** Everything that a row shows, in one paragraph. */
export type Describe = (picture: Picture, index: number) => string;

/** Describes rows in the language of `t`. */
export function describer(t: Translator): Describe {
  return (picture, index) => {
    const words = picture.loaded(index)?.words;
    if (!words) return t('Line {line}', { line: picture.line(index) + 1 });
    const problems = picture.problems(index).map(({ severity, message }) => `${t(severity)}: ${message}`);
    const connection = picture.connection(index);
    const which = connection === 0 ? [] : [t('Connection {n}', { n: connection })];
    const change = CHANGES[picture.change(index)];
    return [
      ...(change === undefined ? [] : [t(change)]),
      ...which,
      words.what,
      ...words.remarks,
      ...words.changes,
      ...problems,
    ]
      .map((part) => (/[.!?。！？]$/.test(part) ? part : `${part}.`))
      .join(' ');
  };
}
