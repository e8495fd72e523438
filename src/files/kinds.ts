const NOTES = ['md', 'markdown', 'mdown', 'mkd', 'mdx'];
const DIAGRAMS = ['tcp', ...NOTES];

/** Markdown files, by their names. */
export const NOTE_FILE = new RegExp(`\\.(?:${NOTES.join('|')})$`, 'i');

/** Files that may hold diagrams, by their names. */
export const DIAGRAM_FILE = new RegExp(`\\.(?:${DIAGRAMS.join('|')})$`, 'i');

/** The same in all folders of a workspace, as editors write patterns. */
export const DIAGRAM_FILES = `**/*.{${DIAGRAMS.join(',')}}`;

/** Where files are looked for that nobody has named: nobody writes diagrams by hand in one of so many bytes, or in so many. */
export const MOST_BYTES = 2_000_000;
export const MOST_FILES = 5000;
