/** The door of the render room: what the analysis says of a diagram, as text. Everything here is pure. */
export { Explainer, pictureWords, replyText, runText, wasText, type PictureWords, type StepWords } from './explain.ts';
export { exportForNote, exportText, pictureLink, type ExportOptions } from './export.ts';
export {
  EXPORT_KINDS,
  FORMS,
  isPicture,
  type ExportKind,
  type Form,
  type NoteKind,
  type PictureKind,
} from './forms.ts';
export { toLadder, type LadderOptions } from './ladder.ts';
export { fenced, toMarkdown } from './markdown.ts';
export { markdownText } from './markdown-text.ts';
export { mermaidPieces, toMermaid, type MermaidDiagram, type MermaidOptions, type MermaidPieces } from './mermaid.ts';
export { mermaidText } from './mermaid-text.ts';
export { PHASE_NAMES, PHRASES } from './phrases.ts';
export { applyNoteEdits, intoNote, type NoteEdit, type NoteExport } from './note.ts';
export { DEFAULT_LOOK, type Look, type LookWish } from '../notation/look.ts';
export { diagramSettings, lookOf, type DiagramSettings, type LookOptions } from './settings.ts';
export { toTable, type TableOptions } from './table.ts';
export { Words, type StateSpelling, type WordOptions } from './words.ts';
