// Writes docs/rules.md from the table of codes. `npm run rules` after a change of the table; a test says when it is due.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ruleSection } from '../src/core/assist/index.ts';
import { FAMILIES, type Code } from '../src/core/findings/codes.ts';

const FILE = path.join(import.meta.dirname, '../docs/rules.md');

const INTRODUCTION = `# Rules

<!-- Made by \`npm run rules\` from the table of codes in src/core/findings/codes/. -->

Every finding has a code. Its severity can be changed for a workspace with the setting \`handshake.rules\`, and for one diagram with a line
\`option rule CODE SEVERITY\`; \`off\` silences it. \`expect CODE\` says that the next line is meant to be wrong.

- **error**: a segment that a TCP could not send, or one that contradicts the diagram
- **warning**: legal, but almost surely not meant
- **info**: shorthand of textbooks, and what is worth knowing
- **hint**: an observation
`;

const FAMILY_TITLES: Readonly<Record<keyof typeof FAMILIES, string>> = {
  text: 'Text',
  header: 'Header',
  sequence: 'Sequence numbers',
  window: 'Window',
  state: 'State',
  arrival: 'Arrival',
  ends: 'Replies and ends',
  authoring: 'Authoring',
};

/** The page as it should be. */
export function rulesPage(): string {
  const families = Object.entries(FAMILIES).map(([family, codes]) => {
    const title = FAMILY_TITLES[family as keyof typeof FAMILIES];
    return `## ${title}\n\n${(Object.keys(codes) as Code[]).map(ruleSection).join('\n')}`;
  });
  return `${INTRODUCTION}\n${families.join('\n')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(FILE, rulesPage());
