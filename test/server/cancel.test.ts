import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { InlayHint } from 'vscode-languageserver-protocol';
import { LSPErrorCodes, StreamMessageReader, type ResponseMessage } from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import { REFUSE_CANCELLED } from '../../src/server/cancelled.ts';
import { startServer } from '../../src/server/start.ts';

const URI = 'file:///a.tcp';
const textDocument = { uri: URI };
const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
const INITIALIZED = [
  { id: 0, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
  { method: 'initialized', params: {} },
];
const OPEN = {
  method: 'textDocument/didOpen',
  params: {
    textDocument: { uri: URI, languageId: 'tcp', version: 1, text: 'C -> S SYN seq=x\nS -> C SYN,ACK seq=y\n' },
  },
};

/** Another symbol on the first line, which a hint on the second line tells. */
const change = (version: number, name: string): object => ({
  method: 'textDocument/didChange',
  params: {
    textDocument: { uri: URI, version },
    contentChanges: [{ range: { start: { line: 0, character: 15 }, end: { line: 0, character: 16 } }, text: name }],
  },
});
const ask = (id: number): object => ({ id, method: 'textDocument/inlayHint', params: { textDocument, range } });
const cancel = (id: number): object => ({ method: '$/cancelRequest', params: { id } });

/** What a server answers to messages that all arrive at once, as after a moment in which it was busy: by id. */
async function answersTo(messages: readonly object[], last: number): Promise<Map<number, string>> {
  const up = new PassThrough();
  const down = new PassThrough();
  startServer(createConnection(up, down, REFUSE_CANCELLED), { defer: setTimeout });
  const answers = new Map<number, string>();
  const done = new Promise<void>((resolve) => {
    new StreamMessageReader(down).listen((message) => {
      const { id, result, error } = message as ResponseMessage;
      if (typeof id !== 'number') return;
      answers.set(id, error === undefined ? hintOf(result) : String(error.code));
      if (id === last) resolve();
    });
  });
  const frames = [...messages, { id: last + 1, method: 'shutdown' }].map((message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  });
  up.write(frames.join(''));
  await done;
  return answers;
}

function hintOf(result: unknown): string {
  if (!Array.isArray(result)) return '';
  const labels = (result as InlayHint[]).map(({ label }) => (typeof label === 'string' ? label : ''));
  return labels.find((label) => label.startsWith('ack=')) ?? '';
}

describe('requests while somebody types', () => {
  it('are answered from the text that they were asked about', async () => {
    const answers = await answersTo(
      [...INITIALIZED, OPEN, change(2, 'a'), ask(1), change(3, 'b'), ask(2), change(4, 'c'), ask(3)],
      3,
    );
    assert.deepEqual([answers.get(1), answers.get(2), answers.get(3)], ['ack=a+1', 'ack=b+1', 'ack=c+1']);
  });

  it('are not answered any more once they are cancelled', async () => {
    const typing = ['a', 'b', 'c', 'd'].flatMap((name, index) => [
      change(index + 2, name),
      ask(index + 1),
      cancel(index + 1),
    ]);
    const answers = await answersTo([...INITIALIZED, OPEN, ...typing, change(9, 'z'), ask(5)], 5);
    for (const id of [1, 2, 3, 4]) assert.equal(answers.get(id), String(LSPErrorCodes.RequestCancelled));
    assert.equal(answers.get(5), 'ack=z+1');
  });
});
