/** The door of the render room: what the analysis says of a diagram, as text. Everything here is pure. */
export { EXPORT_KINDS, exportForNote, exportText, pictureLink, type ExportKind } from './export.ts';
export { Explainer, pictureWords, replyText, type PictureWords, type StepWords } from './explain.ts';
export { toLadder, type LadderOptions } from './ladder.ts';
export { fenced, toMarkdown } from './markdown.ts';
export { markdownText } from './markdown-text.ts';
export { mermaidPieces, toMermaid, type MermaidDiagram, type MermaidOptions, type MermaidPieces } from './mermaid.ts';
export { mermaidText } from './mermaid-text.ts';
export { applyNoteEdits, intoNote, type NoteEdit, type NoteExport, type NoteKind } from './note.ts';
export { PHASE_NAMES, PHRASES } from './phrases.ts';
export { diagramSettings, type DiagramSettings } from './settings.ts';
export { toTable, type TableOptions } from './table.ts';
export { Words, type StateSpelling, type WordOptions } from './words.ts';
