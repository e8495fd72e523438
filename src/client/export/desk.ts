import type { CancellationToken } from 'vscode';
import type { DiagramResult, FromPreview, DrawnKind, Step, ToPreview } from '../../protocol/index.ts';
import type { Report } from './patience.ts';

interface Job {
  readonly done: (content: Uint8Array) => void;
  readonly failed: (error: Error) => void;
  readonly report: Report;
}

/** What is to be drawn. */
export interface Order {
  /** With all of its steps. */
  readonly diagram: DiagramResult;
  readonly format: DrawnKind;
  readonly scale: number;
}

/** Thrown where a picture is not wanted any more. */
export class Cancelled extends Error {}

/** Has a webview draw files: the extension host has no page to measure in. */
export class Desk {
  readonly #post: (message: ToPreview) => void;
  readonly #jobs = new Map<number, Job>();
  #last = 0;

  constructor(post: (message: ToPreview) => void) {
    this.#post = post;
  }

  /** Draws a file. Rejects with the reason where that fails, and with `Cancelled` where `token` says so. */
  draw(order: Order, report: Report, token: CancellationToken): Promise<Uint8Array> {
    const job = ++this.#last;
    return new Promise<Uint8Array>((resolve, reject) => {
      const cancel = (): void => {
        this.#post({ type: 'cancel-draw', job });
        reject(new Cancelled());
      };
      if (token.isCancellationRequested) {
        reject(new Cancelled());
        return;
      }
      token.onCancellationRequested(cancel);
      this.#jobs.set(job, { done: resolve, failed: reject, report });
      this.#post({ type: 'draw', job, ...order, diagram: forDrawing(order.diagram) });
    }).finally(() => this.#jobs.delete(job));
  }

  /** Takes what the webview says of its jobs; false for anything else. */
  receive(message: FromPreview): boolean {
    if (message.type !== 'drawing' && message.type !== 'drawn') return false;
    const job = this.#jobs.get(message.job);
    if (message.type === 'drawing') job?.report(message.done, message.total);
    else if (message.text !== undefined) job?.done(new TextEncoder().encode(message.text));
    else if (message.bytes !== undefined) job?.done(message.bytes);
    else job?.failed(new Error(message.problem ?? ''));
    return true;
  }

  /** The webview is gone: nothing more will come of it. */
  close(): void {
    for (const { failed } of this.#jobs.values()) failed(new Cancelled());
  }
}

/** A diagram without what no picture shows: the control blocks would be most of the message. */
function forDrawing(diagram: DiagramResult): DiagramResult {
  const bare = (step: Step): Step => (step.kind === 'segment' ? { ...step, tcbs: {} } : step);
  return { ...diagram, trace: { ...diagram.trace, steps: diagram.trace.steps.map(bare) } };
}
