import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { cli } from './memory.ts';

/** What acts on a terminal, on the direction of the text round it, or on the line. */
const ACTING = /[\p{Cc}\u2028\u2029\p{Bidi_Control}]/u;

/** Words that act on whatever shows them as they are. */
const SPELLS = [
  '\u001b[31mred',
  '\u001b]0;title\u0007',
  '\u202egnp.exe',
  '\u2066a\u2069',
  '\u009b2J',
  '\u200fa',
  '\u0000',
  'a\u2028b',
  '::error ::x',
  '%0A::error ::x',
  '##[error]x',
  '<!-- /handshake:export -->',
  '```',
  '~~~~~~~~',
  '</details><script>alert(1)</script>',
  '--> <b>x</b>',
  ']]>',
  '$(id)',
  '| a | b |',
  '---',
];

/** A diagram that says `spell` in each place where an author writes words. */
function diagramWith(spell: string): string {
  return [
    `diagram ${spell}`,
    `client C as ${spell}`,
    `server "${spell}"`,
    `C -> "${spell}" SYN seq=x : ${spell}`,
    `C <- "${spell}" SYN,ACK seq=y ack=x+7 : ${spell}`,
    `C -> "${spell}" : ${spell}`,
    `note over C: ${spell}`,
    `... ${spell}`,
    `C -> S${spell} ACK seq=x+1 ack=y+1`,
    `state "${spell}" ${spell}`,
    `${spell} ${spell}`,
    '',
  ].join('\n');
}

const CALLS = [
  ...['text', 'json', 'github', 'sarif', 'junit'].map((format) => ['check', '--hints', '--format', format]),
  ...['text', 'json'].map((format) => ['trace', '--format', format]),
  ...['mermaid', 'markdown', 'table', 'ladder', 'svg', 'plot'].map((form) => [
    'export',
    '--to',
    form,
    ...(form === 'svg' || form === 'plot' ? ['--out-dir', 'out'] : []),
  ]),
];

describe('what an author wrote', () => {
  for (const call of CALLS) {
    it(`does nothing to what shows it: ${call.join(' ')}`, async () => {
      const text = SPELLS.map(diagramWith).join('\n');
      const { code, out, err, written } = await cli([...call, 'a.tcp'], { 'a.tcp': text });
      assert.notEqual(code, 2, err);
      // The source of a picture travels in its metadata, which no viewer shows.
      const pictures = Object.values(written).map((svg) => svg.replace(/<metadata>.*?<\/metadata>/s, ''));
      const shown = [out, err, ...pictures].join('\n');
      assert.ok(shown.length > 1000);
      assert.doesNotMatch(shown.replaceAll('\n', ''), ACTING);
    });
  }

  it('is no workflow command of GitHub (`::`, `##[`) and ends none (`%0A`), also as the name of a file', async () => {
    for (const spell of SPELLS) {
      const file = `a,b::${spell.replaceAll('/', '')}\nc.tcp`;
      const { out } = await cli(['check', '--format', 'github', file], { [file]: diagramWith(spell) });
      const lines = out.trimEnd().split('\n');
      for (const line of lines) assert.match(line, /^::(?:error|warning|notice) [^:]*::(?:[^%]|%25)*$/, line);
      assert.doesNotMatch(out, /%0A/i);
      for (const line of lines)
        assert.match(line, /^::\w+ file=[^,:]*,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=[a-z-]+::/);
    }
  });

  it('ends no block of an export in a note: what is behind it stays, and a second export changes nothing', async () => {
    for (const spell of SPELLS) {
      const note = `# Note\n\n\`\`\`\`\`tcp\n${diagramWith(spell)}\`\`\`\`\`\n\nLast words.\n`;
      const once = (await cli(['export', 'n.md', '--to', 'markdown'], { 'n.md': note })).out;
      const again = await cli(['export', 'n.md', '--to', 'markdown'], { 'n.md': once });
      assert.equal(again.out, once, spell);
      const kinds = new MarkdownIt({ html: true }).parse(once, {});
      assert.deepEqual(
        kinds.filter(({ type }) => ['fence', 'html_block', 'heading_open'].includes(type)).map(({ type }) => type),
        ['heading_open', 'fence', 'html_block', 'fence', 'html_block'],
        spell,
      );
      assert.ok(once.endsWith('\nLast words.\n'));
    }
  });

  it('becomes no markup in a table, a ladder or a picture', async () => {
    for (const spell of SPELLS) {
      const files = { 'a.tcp': diagramWith(spell) };
      const table = (await cli(['export', 'a.tcp', '--to', 'table', '--meaning', '--analogy'], files)).out;
      const kinds = new Set(
        new MarkdownIt({ html: true, linkify: true })
          .parse(table, {})
          .flatMap(({ type, children }) => [type, ...(children ?? []).map((child) => child.type)]),
      );
      for (const kind of [
        'html_block',
        'html_inline',
        'fence',
        'code_block',
        'code_inline',
        'link_open',
        'hr',
        'list_item_open',
      ])
        assert.ok(!kinds.has(kind), `${spell}: ${kind}`);
      const { out: svg } = await cli(['export', 'a.tcp', '--to', 'svg'], files);
      assert.doesNotMatch(svg, /<script|<b>|<\/details>/);
    }
  });
});
