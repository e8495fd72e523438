import assert from 'node:assert/strict';
import { withProgress } from '../../src/cli/progress.ts';

/** Reads four pieces of a megabyte, each of which takes `pause` milliseconds. */
async function told(pause: number, size: number, stopAfter = Infinity): Promise<{ told: string[]; pieces: number }> {
  const texts: string[] = [];
  let time = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let piece = 0; piece < 4; piece++) {
      await Promise.resolve();
      time += pause;
      yield new Uint8Array(1_000_000);
    }
  }
  let pieces = 0;
  const teller = { name: 'a.pcap', size, tell: (text: string) => texts.push(text), now: () => time };
  for await (const chunk of withProgress(chunks(), teller)) {
    pieces += chunk.length / 1_000_000;
    if (pieces === stopAfter) break;
  }
  return { told: texts, pieces };
}

const line = (text: string): string => `\u001b[2K\r${text}`;

describe('how far a file is read', () => {
  it('is told in one line of the terminal, which is empty in the end', async () => {
    assert.deepEqual(await told(500, 4_000_000), {
      told: [25, 50, 75, 100].map((share) => line(`a.pcap: ${share} % of 4 MB read`)).concat(line('')),
      pieces: 4,
    });
  });

  it('is not told of what is read at once', async () => {
    assert.deepEqual(await told(100, 4_000_000), { told: [], pieces: 4 });
  });

  it('is told without a share where nobody knows the size', async () => {
    assert.deepEqual((await told(1000, 0)).told[0], line('a.pcap: 1 MB read'));
  });

  it('leaves no line behind where the reading is given up', async () => {
    assert.deepEqual((await told(600, 4_000_000, 3)).told.at(-1), line(''));
  });
});
