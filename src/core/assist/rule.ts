import { analyze } from '../check/index.ts';
import { CODES, type Code } from '../findings/codes.ts';
import { describe, english } from '../findings/finding.ts';
import { fenced } from '../render/index.ts';

/** What is to be known of a rule, as a section of Markdown: why it is, where the RFC says so, and what it finds in an example. */
export function ruleSection(code: Code): string {
  const { severity, title, why, rfc, bad, good } = CODES[code];
  const facts = [`**${severity}**`, ...(rfc === '' ? [] : [linkRfcs(rfc)])].join(' · ');
  return `### \`${code}\`

${title}. ${facts}

${why}

${fenced('tcp', bad)}
${messages(code, bad)}

Not with:

${fenced('tcp', good)}`;
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
