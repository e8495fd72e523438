/** A name that every file system takes: letters and digits of any script, and hyphens, of at most `MOST` bytes in UTF-8. */
export function fileNameOf(title: string): string {
  const name = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+/, '')
    .toLowerCase();
  const short = beginning(name).replace(/-+$/, '');
  if (short === '') return 'diagram';
  return RESERVED.test(short) ? `${short}-diagram` : short;
}

/** The name of a file that stands beside a document: `note-2-title.svg` for the second diagram of `note.md`. */
export function nameBeside(document: string, index: number, title: string, extension: string): string {
  const base = document.replace(/\.[^.]*$/, '');
  return `${base}-${index + 1}-${fileNameOf(title)}.${extension}`;
}

/** File systems take names of 255 bytes; that of the document stands in front of it. */
const MOST = 150;
/** What Windows keeps for devices, whatever the extension. */
const RESERVED = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])$/;

/** The first characters of a name, 60 at most. */
function beginning(name: string): string {
  let bytes = 0;
  const characters = [...name].slice(0, 60);
  const end = characters.findIndex((character) => (bytes += new TextEncoder().encode(character).length) > MOST);
  return characters.slice(0, end < 0 ? undefined : end).join('');
}
