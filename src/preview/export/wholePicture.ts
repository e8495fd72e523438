import {
  compose,
  Picture,
  rowInput,
  type Fragment,
  type RowInput,
  type Style,
  type WholePicture,
} from '../../core/picture/index.ts';
import type { DiagramResult, StepRange } from '../../protocol/index.ts';
import type { MermaidRows } from '../drawing/mermaid.ts';

/** How many steps are asked for, and drawn, at a time. */
const PART = 200;
const BATCH = 24;

export interface ExportJob {
  /** The diagram as it is known now; its steps may be those of a part. */
  readonly result: DiagramResult;
  readonly fetch: (steps: StepRange) => Promise<DiagramResult>;
  readonly mermaid: MermaidRows;
  readonly style: Style;
  /** What the ids in the picture begin with. */
  readonly id: string;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Draws all of a diagram, however long it is. Rejects if `signal` aborts, or if a part cannot be fetched. */
export async function drawWholePicture(job: ExportJob): Promise<WholePicture> {
  const picture = await fetchAll(job);
  const rows: RowInput[] = [];
  for (let from = 0; from < picture.count; from += BATCH) {
    const to = Math.min(picture.count, from + BATCH);
    const fragments = await drawPart(job, picture, from, to);
    fragments.forEach((fragment, i) => {
      const input = rowInput(picture, from + i, fragment);
      if (!input) throw new Error(`step ${String(from + i)} is missing`);
      rows.push(input);
    });
    job.progress(to, picture.count);
    await breathe(job.signal);
  }
  return compose(picture, rows, job.mermaid.actors(picture.result.picture.head) ?? [], job.style, job.id);
}

async function fetchAll(job: ExportJob): Promise<Picture> {
  const picture = new Picture(job.result, Infinity);
  for (let from = 0; from < picture.count; from += PART) {
    const to = Math.min(picture.count, from + PART);
    if (picture.hasAll(from, to)) continue;
    picture.add(await job.fetch({ from, to }));
    job.signal.throwIfAborted();
  }
  return picture;
}

async function drawPart(job: ExportJob, picture: Picture, from: number, to: number): Promise<(Fragment | null)[]> {
  const { head } = picture.result.picture;
  const texts = Array.from({ length: to - from }, (_, i) => picture.loaded(from + i)?.text ?? '');
  const missing = [...new Set(texts)].filter((text) => text !== '' && job.mermaid.fragment(head, text) === undefined);
  if (missing.length > 0 || !job.mermaid.actors(head)) await job.mermaid.draw(head, missing);
  return texts.map((text) => (text === '' ? [] : (job.mermaid.fragment(head, text) ?? null)));
}

/** Lets input through, so that Cancel works. */
async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
  signal.throwIfAborted();
}
