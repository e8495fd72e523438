/** Markdown files, by their names. */
export const NOTE_FILE = /\.(?:md|markdown|mdown|mkd|mdx)$/i;

/** Files that may hold diagrams, by their names. */
export const DIAGRAM_FILE = /\.(?:tcp|md|markdown|mdown|mkd|mdx)$/i;
