import {
  LSPErrorCodes,
  type ConnectionStrategy,
  type RequestMessage,
  type ResponseMessage,
} from 'vscode-languageserver';

/**
 * A request that is cancelled before its turn has come is refused at once. Nobody waits for its answer any more, and while
 * somebody types, most of what queues up is of that kind.
 */
export const REFUSE_CANCELLED: ConnectionStrategy = {
  cancelUndispatched: (message): ResponseMessage => ({
    jsonrpc: '2.0',
    id: (message as RequestMessage).id,
    error: { code: LSPErrorCodes.RequestCancelled, message: 'cancelled' },
  }),
};
