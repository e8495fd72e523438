/** A name that every file system takes: letters and digits of any script, and hyphens. */
export function fileNameOf(title: string): string {
  const name = [...title.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-')].slice(0, 60).join('');
  const trimmed = name.replace(/^-+|-+$/g, '').toLowerCase();
  return trimmed === '' ? 'diagram' : trimmed;
}

/** The name of a file that stands beside a document: `note-2-title.svg` for the second diagram of `note.md`. */
export function nameBeside(document: string, index: number, title: string, extension: string): string {
  const base = document.replace(/\.[^.]*$/, '');
  return `${base}-${index + 1}-${fileNameOf(title)}.${extension}`;
}
