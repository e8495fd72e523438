import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { english } from '../../src/core/findings/finding.ts';
import { createMcpServer } from '../../src/mcp/server.ts';

const WRONG = 'client C\nserver S\nC -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x';

/** The text of the first part of an answer. */
const textOf = (answer: unknown): string => (answer as { content: { text: string }[] }).content[0]?.text ?? '';

describe('handshake mcp', () => {
  let client: Client;

  beforeEach(async () => {
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    client = new Client({ name: 'test', version: '0' });
    await Promise.all([createMcpServer('1.2.3', english).connect(theirs), client.connect(ours)]);
  });
  afterEach(() => client.close());

  it('says who it is, and what to do first', () => {
    assert.equal(client.getServerVersion()?.version, '1.2.3');
    assert.match(client.getInstructions() ?? '', /check every diagram/);
  });

  it('lists its tools, all of which only read', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name, inputSchema, annotations }) => [name, inputSchema.required ?? [], annotations?.readOnlyHint]),
      [
        ['notation', [], true],
        ['check', ['text'], true],
        ['trace', ['text'], true],
        ['draw', ['text'], true],
      ],
    );
    const to = tools[3]?.inputSchema.properties?.['to'] as { enum: string[] };
    assert.deepEqual(to.enum, ['mermaid', 'markdown', 'table', 'ladder']);
  });

  it('checks a diagram, as text and as facts', async () => {
    const answer = await client.callTool({ name: 'check', arguments: { text: WRONG } });
    assert.match(textOf(answer), /line 4, column 22: error ack-mismatch/);
    assert.equal((answer.structuredContent as { errors: number }).errors, 1);
    assert.notEqual(answer.isError, true);
  });

  it('says what was wrong with a call', async () => {
    const empty = await client.callTool({ name: 'draw', arguments: { text: '# nothing' } });
    assert.equal(empty.isError, true);
    assert.match(textOf(empty), /no diagram/);
    const missing = await client.callTool({ name: 'check', arguments: {} });
    assert.equal(missing.isError, true);
  });

  it('lets the notation and each rule be read', async () => {
    const { resources } = await client.listResources();
    assert.ok(resources.length > 60, String(resources.length));
    const notation = await client.readResource({ uri: 'handshake://notation' });
    assert.match((notation.contents[0] as { text: string }).text, /^# Handshake's notation/);
    const rule = await client.readResource({ uri: 'handshake://rules/ack-mismatch' });
    assert.match((rule.contents[0] as { text: string }).text, /^### `ack-mismatch`/);
    await assert.rejects(client.readResource({ uri: 'handshake://rules/no-such' }), /no rule no-such/);
  });

  it('completes the name of a rule', async () => {
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri: 'handshake://rules/{code}' },
      argument: { name: 'code', value: 'ack-m' },
    });
    assert.deepEqual(completion.values, ['ack-mismatch']);
  });
});
