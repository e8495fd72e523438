/**
 * How the time of everything that one can ask grows with the text, for texts of many shapes: the exponent of the time, which
 * is 1 where each line of a long text takes as long as one of a short text, and 2 where it takes twice as long in a text
 * twice as long. At most 1.2 is right.
 *
 *   npm run bench shapes                              all; texts are doubled until a call takes 60 ms of the processor
 *   npm run bench shapes -- --until 2000              … until it takes 2 s
 *   npm run bench shapes -- --shapes lines,notes      only these rows
 *   npm run bench shapes -- --asked check,hover       only these columns
 *   npm run bench shapes -- --tables Import           only this table
 *   npm run bench shapes -- --write                   and puts what was measured into the tables of docs/performance.md
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Asked, COMMANDS, COMMANDS_OF_NOTES, features, IMPORTS } from './growth/asked.ts';
import { grow, type Growth } from './growth/measure.ts';
import { NOTES, OPEN, PASTED, type Shape, SHAPES } from './growth/texts.ts';

/** The largest exponent that is right. */
const RIGHT = 1.2;
/** A call that takes less at the largest size makes nobody wait, however it grows. */
const NOBODY_WAITS = 50;
const PAGE = 'docs/performance.md';

const { values } = parseArgs({
  options: {
    until: { type: 'string', default: '60' },
    shapes: { type: 'string' },
    asked: { type: 'string' },
    tables: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const until = Number(values.until);
const wanted = (names: string | undefined) => (name: string) => names?.split(',').includes(name) ?? true;
const shapeWanted = wanted(values.shapes);
const askedWanted = wanted(values.asked);
const tableWanted = wanted(values.tables);

/** A table: what is asked of which texts. */
interface Sheet {
  readonly title: string;
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly asked: Asked;
}

const SHEETS: readonly Sheet[] = [
  { title: 'Commands', shapes: SHAPES, asked: COMMANDS },
  { title: 'The editor', shapes: SHAPES, asked: features('tcp') },
  { title: 'Commands on notes', shapes: NOTES, asked: COMMANDS_OF_NOTES },
  { title: 'The editor in notes', shapes: NOTES, asked: features('markdown') },
  { title: 'Import', shapes: PASTED, asked: IMPORTS },
];

/** `.` for what is too quick to be measured at any size. */
const told = ({ exponent }: Growth): string => (exponent === null ? '.' : exponent.toFixed(1));

/** By shape: what is to be written in each column. */
type Cells = Map<string, Map<string, string>>;

const wrong: string[] = [];

async function measure(sheet: Sheet): Promise<void> {
  const { shapes, asked } = sheet;
  const names = Object.keys(asked).filter(askedWanted);
  // Once each, so that the first shape does not pay for what is compiled.
  for (const name of names) for (let i = 0; i < 5; i++) await asked[name]?.(OPEN.repeat(50)).call();
  for (const [shape, make] of Object.entries(shapes)) {
    if (!shapeWanted(shape)) continue;
    const texts = new Map<number, string>();
    const textOf = (n: number): string => {
      // Out of a buffer, so that the text is one flat string and not a tree of pieces.
      const text = texts.get(n) ?? Buffer.from(make(n)).toString();
      texts.set(n, text);
      return text;
    };
    const row = new Map<string, string>();
    for (const name of names) {
      const prepare = asked[name];
      if (prepare === undefined) continue;
      const growth = await grow(textOf, prepare, until, RIGHT);
      row.set(name, told(growth));
      if ((growth.exponent ?? 0) <= RIGHT || growth.time < NOBODY_WAITS) continue;
      wrong.push(`${shape} × ${name}: ${growth.exponent?.toFixed(2)} (${growth.time.toFixed(0)} ms at ${growth.size})`);
      console.log(`  ${wrong.at(-1)}`);
    }
    if (values.write && row.size > 0) write(sheet, new Map([[shape, row]]));
    console.log(`${shape}: ${[...row].map(([name, exponent]) => `${name} ${exponent}`).join(', ')}`);
  }
}

/** The table of a sheet in Markdown, a column for each shape; what was not measured keeps what `before` has there. */
function table({ shapes, asked, title }: Sheet, cells: Cells, before: string): string {
  const known = readTable(before);
  const names = Object.keys(shapes);
  const rows = Object.keys(asked).map((name) => {
    const values = names.map((shape) => cells.get(shape)?.get(name) ?? known.get(name)?.get(shape) ?? '');
    return `| ${name} | ${values.join(' | ')} |`;
  });
  const head = `| ${title} | ${names.join(' | ')} |\n|---|${names.map(() => '--:').join('|')}|`;
  return `${head}\n${rows.join('\n')}`;
}

function readTable(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const [head = [], , ...rows] = text
    .split('\n')
    .map((line) => line.split('|').slice(1, -1))
    .map((row) => row.map((cell) => cell.trim()));
  return new Map(
    rows.map(([name = '', ...values]) => [name, new Map(values.map((one, i) => [head[i + 1] ?? '', one]))]),
  );
}

/** Puts a table between its two marks on the page. */
function write(sheet: Sheet, cells: Cells): void {
  const page = readFileSync(PAGE, 'utf8');
  const begin = `<!-- shapes: ${sheet.title} -->`;
  const from = page.indexOf(begin) + begin.length;
  const to = page.indexOf('<!-- end -->', from);
  if (from < begin.length || to < 0) throw new Error(`${PAGE} has no place for the table "${sheet.title}"`);
  const text = table(sheet, cells, page.slice(from, to).trim());
  writeFileSync(PAGE, `${page.slice(0, from)}\n\n${text}\n\n${page.slice(to)}`);
}

for (const sheet of SHEETS.filter(({ title }) => tableWanted(title))) {
  console.log(`\n-- ${sheet.title}`);
  await measure(sheet);
}
console.log(wrong.length === 0 ? `\nAll at most ${RIGHT}.` : `\nMore than ${RIGHT}:\n${wrong.join('\n')}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
