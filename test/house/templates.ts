import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { CODES } from '../../src/core/findings/codes.ts';
import { TEXT_FIXES } from '../../src/core/findings/codes/text.ts';
import { FIELDS } from '../../src/core/notation/fields.ts';
import { FLAGS } from '../../src/core/notation/flags.ts';
import { OPTIONS } from '../../src/core/notation/options.ts';
import { STATES } from '../../src/core/notation/states.ts';
import { FORMS } from '../../src/core/render/forms.ts';
import { PHRASES } from '../../src/core/render/phrases.ts';
import { CAPTURE_STRINGS } from '../../src/preview/captures/strings.ts';
import { STRINGS } from '../../src/preview/strings.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** Each English string that a reader may see, and a file where it comes from. */
export type Templates = ReadonlyMap<string, string>;

/** Collects every string that is translated at run time: out of the tables, and out of the sources. */
export function collectTemplates(): Templates {
  const found = new Map<string, string>();
  const add = (text: string, where: string): void => {
    if (text !== '' && !found.has(text)) found.set(text, where);
  };
  for (const [code, entry] of Object.entries(CODES)) {
    for (const text of [entry.title, entry.why, ...Object.values(entry.messages)]) add(text, `the code ${code}`);
  }
  const tables = [...Object.values(FIELDS), ...FLAGS, ...Object.values(STATES), ...Object.values(OPTIONS)];
  for (const { text } of tables) add(text, 'the tables of src/core/notation/');
  for (const text of Object.values(TEXT_FIXES)) add(text, 'TEXT_FIXES');
  for (const { label, text } of Object.values(FORMS))
    for (const words of [label, text]) add(words, 'src/core/render/forms.ts');
  for (const text of PHRASES) add(text, 'src/core/render/phrases.ts');
  for (const text of STRINGS) add(text, 'src/preview/strings.ts');
  for (const text of CAPTURE_STRINGS) add(text, 'src/preview/captures/strings.ts');
  for (const file of sources('src')) scan(file, add);
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('src/preview/'));
}

type Add = (text: string, where: string) => void;

/** Files whose top-level constants hold nothing but words for the reader, besides their keys. */
const WORD_FOLDER = 'src/service/words/';

/** In the tables of words, these members are no sentences. */
const NO_WORDS = new Set(['rfc', 'snippet']);

/** Functions whose string arguments are templates. */
const TRANSLATORS = new Set(['translate', 't', 'at', 'sentBy', 'sentence']);
const SPEAKS = new RegExp(`\\b(?:${[...TRANSLATORS].join('|')})(?:\\?\\.)?\\(|\\btemplate\\b`);

function scan(file: string, add: Add): void {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  // Most files say nothing to anybody: a second less.
  if (!file.startsWith(WORD_FOLDER) && !SPEAKS.test(text)) return;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const take = (text: string): void => add(text, file);
  const constants = topLevelConstants(source);
  if (file.startsWith(WORD_FOLDER)) for (const value of constants.values()) strings(value).forEach(take);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && TRANSLATORS.has(calleeName(node))) {
      for (const argument of node.arguments) literals(argument, constants).filter(isSentence(node)).forEach(take);
    } else if (ts.isPropertyAssignment(node) && nameOf(node.name) === 'template') {
      literals(node.initializer, constants).forEach(take);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** Helpers of the rules take other strings as well as templates; a template has a blank in it. */
function isSentence(call: ts.CallExpression): (text: string) => boolean {
  const helper = calleeName(call) === 'at' || calleeName(call) === 'sentBy';
  return (text) => !helper || text.includes(' ');
}

function calleeName({ expression }: ts.CallExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text.replace(/^#/, '') : '';
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';
}

function topLevelConstants(source: ts.SourceFile): Map<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && initializer) constants.set(name.text, initializer);
    }
  }
  return constants;
}

/** The strings that an argument can be, as far as the file itself says: literals, choices between them, own tables. */
function literals(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) {
    return [...literals(node.whenTrue, constants), ...literals(node.whenFalse, constants)];
  }
  if (ts.isParenthesizedExpression(node)) return literals(node.expression, constants);
  if (ts.isIdentifier(node)) {
    const value = constants.get(node.text);
    return value !== undefined && ts.isStringLiteralLike(value) ? [value.text] : [];
  }
  if (ts.isElementAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const table = constants.get(node.expression.text);
    return table === undefined ? [] : strings(table);
  }
  return [];
}

/** The strings in a table: the values of its members, the elements of its lists, the second parts of a map's pairs. */
function strings(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return strings(node.expression);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((property) =>
      ts.isPropertyAssignment(property) && !NO_WORDS.has(nameOf(property.name)) ? strings(property.initializer) : [],
    );
  }
  if (ts.isNewExpression(node)) {
    const list = node.arguments?.[0];
    const pairs = list && ts.isArrayLiteralExpression(list) ? list.elements : [];
    return pairs.flatMap((pair) =>
      ts.isArrayLiteralExpression(pair) && pair.elements[1] ? strings(pair.elements[1]) : [],
    );
  }
  return ts.isArrayLiteralExpression(node) ? node.elements.flatMap(strings) : [];
}
