import type { CancellationToken, TextDocument, Uri } from 'vscode';
import type {
  DiagramParams,
  DiagramResult,
  DiagramsParams,
  DiagramsResult,
  DiagramSummary,
  ExportIntoNoteParams,
  ExportIntoNoteResult,
  ExportParams,
  ExportResult,
  LineHoverParams,
  LineHoverResult,
  NotationParams,
  PlotParams,
  PlotResult,
} from '../protocol/index.ts';
import type { LanguageServer } from './languageServer.ts';

/** What the language server knows about diagrams, beyond what every language has. */
export class Diagrams {
  readonly #server: LanguageServer;

  constructor(server: LanguageServer) {
    this.#server = server;
  }

  /** Whether the server runs; without a diagram in any document it does not. */
  get running(): boolean {
    return this.#server.started;
  }

  /** All diagrams of a document; null where the server does not know it. */
  async list(uri: Uri): Promise<DiagramsResult | null> {
    const params: DiagramsParams = { uri: uri.toString() };
    return this.#server.request('handshake/diagrams', params);
  }

  /** The diagram at a line, with some of its steps (all, if left out) in full. */
  async at(
    uri: Uri,
    line: number,
    wanted: Pick<DiagramParams, 'steps' | 'look' | 'before' | 'fold'> = {},
    token?: CancellationToken,
  ): Promise<DiagramResult | null> {
    const params: DiagramParams = { uri: uri.toString(), line, ...wanted };
    return this.#server.request('handshake/diagram', params, token);
  }

  /** The notation of the diagram at a line. */
  async notation(uri: Uri, line: number): Promise<ExportResult | null> {
    const params: NotationParams = { uri: uri.toString(), line };
    return this.#server.request('handshake/notation', params);
  }

  /** The time–sequence plot of the diagram at a line; null where there is nothing to plot. */
  async plot(uri: Uri, line: number, direction: number | null, token?: CancellationToken): Promise<PlotResult | null> {
    const params: PlotParams = { uri: uri.toString(), line, direction };
    return this.#server.request('handshake/plot', params, token);
  }

  /** The same as an SVG file. */
  async plotFile(uri: Uri, line: number): Promise<ExportResult | null> {
    const params: NotationParams = { uri: uri.toString(), line };
    return this.#server.request('handshake/plotFile', params);
  }

  async hover(uri: Uri, line: number): Promise<LineHoverResult> {
    const params: LineHoverParams = { uri: uri.toString(), line };
    return this.#server.request('handshake/hover', params);
  }

  async export(params: ExportParams): Promise<ExportResult | null> {
    return this.#server.request('handshake/export', params);
  }

  async exportIntoNote(params: ExportIntoNoteParams): Promise<ExportIntoNoteResult | null> {
    return this.#server.request('handshake/exportIntoNote', params);
  }
}

/** Whether a document may hold diagrams. */
export const mayHoldDiagrams = ({ languageId }: TextDocument): boolean =>
  languageId === 'tcp' || languageId === 'markdown';

/** The number of the diagram that a line belongs to; undefined where there is none. */
export function indexAt(diagrams: readonly DiagramSummary[], line: number): number | undefined {
  const index = diagrams.findIndex((diagram) => diagram.line <= line && line < diagram.endLine);
  return index < 0 ? undefined : index;
}

/** The numbers of the diagrams that stand in one fence with this one: nothing lies between them. */
export function sameFence(diagrams: readonly DiagramSummary[], index: number): number[] {
  const joins = (n: number): boolean => diagrams[n] !== undefined && diagrams[n].endLine === diagrams[n + 1]?.line;
  let [first, last] = [index, index];
  while (joins(first - 1)) first--;
  while (joins(last)) last++;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
