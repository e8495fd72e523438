import type { DocumentLink } from 'vscode-languageserver-types';
import { isCode } from '../core/findings/codes.ts';
import { LineParser, tokenize, type TokenKind } from '../core/notation/index.ts';
import type { Context } from './context.ts';
import type { Unit } from './unit.ts';

/** Where the RFCs are read. The editor opens it if the reader asks for it; nothing is fetched. */
const EDITOR = 'https://www.rfc-editor.org/rfc/rfc';

/** `RFC 9293`, `RFC9293 §3.5`, `RFC 9293, section 3.10.7.4`, `RFC 9293 第 3.5 节`. */
const RFC = /\bRFC[ \u00a0-]?(\d{1,5})(?:[,，]?\s*(?:§+\s*|(?:section|sec\.?)\s+|第\s*)(\d+(?:\.\d+)*)(?:\s*节)?)?/gi;

/** What an author says in his own words. */
const PROSE: ReadonlySet<TokenKind> = new Set<TokenKind>(['text', 'string', 'comment']);

/** The links of a document: RFCs in titles, notes, labels and comments, and the rules that `option rule` and `expect` name. */
export function documentLinks(context: Context): DocumentLink[] {
  return context.document.units.flatMap((unit) => linksOf(unit, context));
}

function linksOf(unit: Unit, { host }: Context): DocumentLink[] {
  const { lines, names } = unit.analysis;
  // One parser for all lines: its statements are looked at and not kept.
  const parser = new LineParser(names);
  const links: DocumentLink[] = [];
  for (let line = 0; line < lines.count; line++) {
    const text = lines.line(line);
    const rfcs = [...text.matchAll(RFC)];
    const statement = parser.parse(text, 0, text.length);
    const namesRules = statement.kind === 'option' || statement.kind === 'expect';
    if (rfcs.length === 0 && !namesRules) continue;
    const tokens = tokenize(statement, text);
    for (const match of rfcs) {
      const [words, number = '', section] = match;
      const token = tokens.find(({ from, to }) => from <= match.index && match.index < to);
      if (token === undefined || !PROSE.has(token.kind)) continue;
      const place = { line, from: match.index, to: match.index + words.length };
      links.push({ range: unit.range(place), target: rfcPage(number, section) });
    }
    for (const { from, to } of namesRules ? tokens : []) {
      const code = text.slice(from, to);
      if (!isCode(code)) continue;
      links.push({ range: unit.range({ line, from, to }), target: host.ruleLink(code) });
    }
  }
  return links.filter(({ target }) => target !== '');
}

function rfcPage(number: string, section: string | undefined): string {
  const page = `${EDITOR}${String(Number(number))}.html`;
  return section === undefined ? page : `${page}#section-${section}`;
}
