import type { Connection } from 'vscode-languageserver';
import type {
  DiagramParams,
  DiagramsParams,
  ExportIntoNoteParams,
  ExportParams,
  ImportTextParams,
  CheckFileParams,
  JudgeParams,
  LineHoverParams,
  NotationParams,
  PlotParams,
  ToolParams,
} from '../protocol/index.ts';
import type { LanguageService } from '../service/index.ts';
import { closedDocument } from './workspace.ts';

/**
 * Answers what the client asks. Each answer is made in one go from the text as it is then; a request that is cancelled
 * while it waits for its turn is refused (see cancelled.ts).
 */
export function answerRequests(connection: Connection, service: LanguageService): void {
  connection.onHover(({ textDocument, position }) => service.hover(textDocument.uri, position));

  connection.onRequest('handshake/hover', ({ uri, line }: LineHoverParams) => service.lineHover(uri, line));
  connection.onRequest('handshake/diagrams', ({ uri }: DiagramsParams) => service.diagrams(uri));
  connection.onRequest('handshake/diagram', (params: DiagramParams) => service.diagram(params));
  connection.onRequest('handshake/export', ({ uri, line, kind, look }: ExportParams) =>
    service.exportAs(uri, line, kind, look),
  );
  connection.onRequest('handshake/notation', ({ uri, line }: NotationParams) => service.notation(uri, line));
  connection.onRequest('handshake/plot', ({ uri, line, direction }: PlotParams) => service.plot(uri, line, direction));
  connection.onRequest('handshake/plotFile', ({ uri, line }: NotationParams) => service.plotFile(uri, line));
  connection.onRequest('handshake/exportIntoNote', ({ uri, line, kind, files }: ExportIntoNoteParams) =>
    service.exportIntoNote(uri, line, kind, files),
  );
  connection.onRequest('handshake/importText', (params: ImportTextParams) => service.importText(params));
  connection.onRequest('handshake/tool', ({ name, input }: ToolParams) => service.tool(name, input));
  connection.onRequest('handshake/checkFile', ({ uri, text }: CheckFileParams) => {
    const document = closedDocument(uri, text);
    return document === null ? null : service.checkClosed(document);
  });
  connection.onRequest('handshake/judge', ({ uri, texts }: JudgeParams) => service.judge(uri, texts));
}
