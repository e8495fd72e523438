// Writes docs/rules.md from the table of codes. `npm run rules` after a change of the table; a test says when it is due.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { analyze } from '../src/core/check/index.ts';
import { CODES, FAMILIES, type Code } from '../src/core/findings/codes.ts';
import { describe, english } from '../src/core/findings/finding.ts';

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

function ruleSection(code: Code): string {
  const { severity, title, why, rfc, bad, good } = CODES[code];
  const facts = [`**${severity}**`, ...(rfc === '' ? [] : [linkRfcs(rfc)])].join(' · ');
  return `### \`${code}\`

${title}. ${facts}

${why}

${fence(bad)}

${messages(code, bad)}

Not with:

${fence(good)}
`;
}

/** `RFC 9293 §3.4, §3.5` with a link at each: a section without an RFC belongs to the one before it. */
function linkRfcs(text: string): string {
  let rfc = '';
  const links = text.split(', ').map((part) => {
    rfc = /^RFC (\d+)/.exec(part)?.[1] ?? rfc;
    const section = /§([\d.]*\d)/.exec(part)?.[1];
    if (section === undefined && !part.startsWith('RFC')) return part;
    const anchor = section === undefined ? '' : `#section-${section}`;
    return `[${part}](https://www.rfc-editor.org/rfc/rfc${rfc}${anchor})`;
  });
  return links.join(', ');
}

/** What is said of the example, in the words of the rule. */
function messages(code: Code, bad: string): string {
  const found = analyze(bad, { severities: {} }).findings.filter((finding) => finding.code === code);
  return found
    .map((finding) => `> line ${String(finding.line + 1)}: ${quoted(describe(finding, english))}`)
    .join('\n>\n');
}

/** Text in which nothing is Markdown: a quotation of names and numbers. */
const quoted = (text: string): string => text.replace(/[\\`*_<>[\]|#]/g, '\\$&');

/** The examples hold any text, rows of backticks as well: the marks around them are longer. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}tcp\n${text}\n${marks}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(FILE, rulesPage());
