/** The door of the report room: what a text holds, and what is said of it, in forms that leave the program. Everything here is pure. */
export { diagnosticOf, type Diagnostic, type Edit } from './diagnostic.ts';
export { inText, lineInText, partOfFence, partsOf, partsOfNote, wholeText, type Part } from './document.ts';
export { pictureFile, pictureForPage } from './picture.ts';
export { addEventsJson, PIECE, type Frame } from './trace-json.ts';
export {
  headOf,
  stepsOf,
  TRACE_VERSION,
  tracedDiagram,
  type SegmentEvent,
  type TracedDiagram,
  type TraceEvent,
} from './trace.ts';
