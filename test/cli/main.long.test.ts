import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { version } from '../../package.json';
import { program } from '../support/program.ts';
import { GOOD } from './memory.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

/** The program itself, in a process of its own. */
function handshake(
  argv: readonly string[],
  input: string | Uint8Array = '',
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program('dist/cli.js'), ...argv], {
    input,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('the program', () => {
  it('reads files, says what is wrong with them, and ends with its exit code', () => {
    const { code, out, err } = handshake(['check', `${EXAMPLES}close.tcp`, 'no such file', import.meta.dirname]);
    assert.equal(code, 2);
    assert.match(out, /close\.tcp:6:8: info ack-flag-missing: .*\n1 info in 1 diagram\n$/);
    assert.equal(
      err,
      `handshake: there are no .tcp or Markdown files in ${import.meta.dirname}\nhandshake: cannot read no such file: there is no such file\n`,
    );
  });

  it('reads the standard input, which must be UTF-8', () => {
    assert.deepEqual(handshake(['check', '-'], GOOD), { code: 0, out: 'no problems in 1 diagram\n', err: '' });
    const bytes = handshake(['check', '-'], Uint8Array.of(0x43, 0xff, 0xfe));
    assert.deepEqual([bytes.code, bytes.err], [2, 'handshake: cannot read -: it is not UTF-8 text\n']);
  });

  it('serves an assistant that speaks the Model Context Protocol', async () => {
    const client = new Client({ name: 'test', version: '0' });
    program('dist/mcp.js');
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [program('dist/cli.js'), 'mcp', '--language', 'zh-cn'],
      }),
    );
    const answer = await client.callTool({ name: 'check', arguments: { text: GOOD.replace('ack=x+1', 'ack=x') } });
    await client.close();
    assert.match((answer.content as { text: string }[])[0]?.text ?? '', /ack-mismatch: ack 应为 x\+1/);
  });

  it('speaks Chinese, and knows its version', () => {
    assert.match(handshake(['export', '-', '--to', 'table', '--language', 'zh-cn'], GOOD).out, /^\| 阶段 /);
    assert.equal(handshake(['--version']).out, `${version}\n`);
  });
}).timeout(30_000);
