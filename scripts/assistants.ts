// Writes docs/assistants/llms.txt and SKILL.md from the page for models. `npm run assistants` after a change of the page; a test says when it is due.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { NOTATION_PAGE } from '../src/core/assist/index.ts';

export const FOLDER = path.join(import.meta.dirname, '../docs/assistants');

const SKILL = `---
name: tcp-diagrams
description: Write, check, explain and draw diagrams of TCP segments (handshakes, closes, retransmissions, resets, captures) in Handshake's notation. Use it whenever somebody asks for a TCP sequence diagram or asks whether one is right.
---

1. Write the diagram in the notation below.
2. Check it: call the tool \`check\` of the MCP server \`handshake mcp\`, or run \`handshake check FILE\`.
3. Mend every error at the line that it names; most come with the mended line. Check again until there are no problems.
4. Show the diagram in a \`tcp\` fence, or drawn: the tool \`draw\`, or \`handshake export FILE --to mermaid\`.

Never show a diagram that was not checked. A mistake that is meant stands behind a line \`expect CODE\`.

`;

/** The pages as they should be, by the name of the file. */
export const PAGES: Readonly<Record<string, string>> = {
  'SKILL.md': SKILL + NOTATION_PAGE,
  'llms.txt': NOTATION_PAGE,
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(PAGES)) writeFileSync(path.join(FOLDER, name), text);
}
