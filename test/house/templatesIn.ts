import ts from 'typescript';

/** Files whose top-level constants hold nothing but words for the reader, besides their keys. */
const WORD_FOLDER = 'src/service/words/';

/** In the tables of words, these members are no sentences. */
const NO_WORDS = new Set(['rfc', 'snippet']);

/** Functions whose string arguments are templates. */
const TRANSLATORS = new Set(['translate', 't', 'at', 'sentBy', 'sentence']);
const SPEAKS = new RegExp(`\\b(?:${[...TRANSLATORS].join('|')})(?:\\?\\.)?\\(|\\btemplate\\b`);

/** The English strings in a source that are translated at run time. */
export function templatesIn(file: string, text: string): readonly string[] {
  // Most files say nothing to anybody: a second less.
  if (!file.startsWith(WORD_FOLDER) && !SPEAKS.test(text)) return [];
  const found: string[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const constants = topLevelConstants(source);
  if (file.startsWith(WORD_FOLDER)) for (const value of constants.values()) found.push(...strings(value));
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && TRANSLATORS.has(calleeName(node))) {
      for (const argument of node.arguments) found.push(...literals(argument, constants).filter(isSentence(node)));
    } else if (ts.isPropertyAssignment(node) && nameOf(node.name) === 'template') {
      found.push(...literals(node.initializer, constants));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
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
