/** Whether a word has anything in it that stands for several names. */
export const isPattern = (word: string): boolean => /[*?[{]/.test(word);

/** A pattern of file names, as shells have them. */
export interface Pattern {
  /** The folder below which its files are: what stands in front of the first part that stands for several names. */
  readonly folder: string;
  /** The whole path of a file that it means. */
  readonly path: RegExp;
}

/**
 * Reads a pattern: `*` and `?` stand for what is in one name, `**` for any folders, `[ab]` for one of these characters,
 * `{a,b}` for one of these words. Paths are written with `/`; a backslash is read as one.
 * Throws a SyntaxError for a set of characters that is none.
 */
export function readPattern(word: string): Pattern {
  const parts = word
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/+)+/, '')
    .split('/');
  const plain = parts.slice(0, parts.findIndex(isPattern));
  const folder = plain.length === 0 ? '.' : plain.join('/') || '/';
  return {
    folder,
    path: new RegExp(`^${parts.map(partSource).join('/').replaceAll(`${ANY_FOLDERS}/`, ANY_FOLDERS)}$`, 'u'),
  };
}

/** In place of a part and the slash behind it. */
const ANY_FOLDERS = '(?:[^/]+/)*';

function partSource(part: string, index: number, parts: readonly string[]): string {
  if (part === '**') return index === parts.length - 1 ? '.+' : ANY_FOLDERS;
  let words = 0;
  const source = part.replace(/\[(!?)([^\]]+)\]|[*?{},]|[^*?{},[]+|\[/gu, (piece, not?: string, set?: string) => {
    if (set !== undefined) return `[${not === '' ? '' : '^/'}${set.replace(/[\\\]^[]/g, '\\$&')}]`;
    switch (piece) {
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      case '{':
        words++;
        return '(?:';
      case '}':
        if (words === 0) return '\\}';
        words--;
        return ')';
      case ',':
        return words > 0 ? '|' : ',';
      default:
        return piece.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
    }
  });
  return source + ')'.repeat(words);
}
