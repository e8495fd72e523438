import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Suggestion } from '../../core/check/analysis.ts';
import { PURPOSE_WORDS, RANK_WORDS } from '../words/purposes.ts';
import { code, plain } from '../markdown.ts';
import { writeSegment } from '../../core/notation/write.ts';
import { ladderAt } from '../writing.ts';
import type { Proposal, Site } from './item.ts';

/** Whole segments that may stand on this line and begin as it does, in the order of the analysis: replies first. */
export function segmentProposals(site: Site): Proposal[] {
  const indent = /^\s*(?:@\S+\s+)?/u.exec(site.before)?.[0].length ?? 0;
  const typed = site.before.slice(indent);
  const seen = new Set<string>();
  const proposals: Proposal[] = [];
  for (const suggestion of site.unit.analysis.next(site.line - 1)) {
    for (const text of spellings(suggestion, site)) {
      const end = matchedLength(text, typed);
      if (end === undefined || seen.has(text)) continue;
      seen.add(text);
      proposals.push(proposal(suggestion, text, typed + text.slice(end), indent, site));
      break;
    }
  }
  return proposals;
}

/** Once as the author writes, and once with the sender on the other side, for who has begun that way. */
function spellings(suggestion: Suggestion, site: Site): string[] {
  const usual = ladderAt(site.unit, site.line);
  return [usual, null, suggestion.to].map((ladder) => writeSegment(suggestion, ladder));
}

function proposal(suggestion: Suggestion, label: string, text: string, from: number, site: Site): Proposal {
  const { translate } = site.context;
  const purpose = translate(PURPOSE_WORDS[suggestion.purpose], {});
  const nextLine = goesOn(site);
  return {
    group: 'segment',
    kind: CompletionItemKind.Event,
    label,
    text: nextLine ? `${text}\n` : text,
    filter: text,
    from,
    detail: translate(RANK_WORDS[suggestion.rank], {}),
    documentation: `${plain(purpose)}\n\n${code(label)}`,
    again: nextLine,
  };
}

/** Whether the cursor goes on to a new line behind the segment: where the line ends here, and none with text follows. */
function goesOn({ unit, line, after }: Site): boolean {
  if (after.trim() !== '') return false;
  const { lines } = unit.analysis;
  return line + 1 >= lines.count || lines.line(line + 1).trim() === '';
}

/**
 * How much of `text` is covered by what is typed, with any amount of blanks and in any case; undefined where it begins
 * otherwise.
 */
export function matchedLength(text: string, typed: string): number | undefined {
  let at = 0;
  for (const word of typed.split(/(\s+)/u)) {
    if (word === '') continue;
    if (word.trim() === '') {
      while (text[at] === ' ') at++;
      continue;
    }
    if (text.slice(at, at + word.length).toLowerCase() !== word.toLowerCase()) return undefined;
    at += word.length;
  }
  return at;
}
