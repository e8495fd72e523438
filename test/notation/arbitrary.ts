import { KEYWORDS, STATE_NAMES, TCB_VARIABLES } from '../../src/core/notation/index.ts';
import { anyCharacter, fc, runs } from '../support/property.ts';

/** Runs a property on many cases; a failure prints the seed and the path to it. */
export function property<T>(cases: fc.Arbitrary<T>, holds: (value: T) => void, count = 300): void {
  fc.assert(fc.property(cases, holds), { numRuns: runs(count) });
}

const { constantFrom, oneof, tuple, option, integer, array } = fc;

const name = constantFrom(
  'C',
  'S',
  'x',
  'open',
  '客户端',
  'Ｃ',
  '"Router 1"',
  '“a b”',
  '10.0.0.1',
  'web-1',
  'Ａ_1',
  '💻',
);
const port = constantFrom('', '', '', ':80', '：８０', ':0', ':65535');
const blank = constantFrom(' ', ' ', '  ', '\t', '\u3000', '');
const gap = constantFrom(' ', '  ', '\t', '\u3000 ');
const arrow = constantFrom(
  ...['->', '-->', '->>', '-->>', '=>', '→', '<-', '<--', '<<-', '<<--', '<=', '←', '-x', '--x', 'x-', 'x--', '-)'],
  ...['->...', '...->', '<-...', '...<-', '→…', '…←', '->>+', '-->>-', '—>', '《-'],
);
const symbol = constantFrom('x', 'y', 'n', 'ISN_c', 'ｘ', '初始', '_a');
const literal = constantFrom('0', '1', '100', '4294967295', '1_000', '0xff', '１２', '0XFFFF_FFFF');
const term = oneof(
  symbol,
  literal,
  tuple(constantFrom('2', '3', '16'), constantFrom('x', 'n', 'ISN_c', '初始')).map((parts) => parts.join('')),
  tuple(symbol, constantFrom('*', ' * ', '×'), literal).map((parts) => parts.join('')),
  tuple(constantFrom('(', '（'), symbol, constantFrom('+', '-'), literal, constantFrom(')', '）')).map((parts) =>
    parts.join(''),
  ),
);
/** A sum as an author might write it. */
export const expression = tuple(
  constantFrom('', '', '', '-', '- '),
  array(tuple(term, constantFrom('+', '-', ' + ', '＋')), { maxLength: 2 }),
  term,
).map(([sign, head, last]) => sign + head.map((one) => one.join('')).join('') + last);

const small = integer({ min: 0, max: 65535 }).map(String);
const edge = constantFrom('1', '100', 'x', 'x+1', '(y-1)', '2n');
const quoted = constantFrom('"a"', '“a”', '"a \\" b"', '"# // x"', '"客户"', '""', '“\\n”', '"a”b"', "“a'b”");

/** A field, in every spelling of its name and of its `=`. */
const field = tuple(
  oneof(
    tuple(constantFrom('seq', 'SEQ', 'Seq', 'ｓｅｑ', 'ack', 'Ack'), expression),
    tuple(constantFrom('len', 'win', 'WIN', 'mss', 'urg', 'wscale'), small),
    tuple(
      constantFrom('sack', 'SACK'),
      array(
        tuple(edge, constantFrom('-', ' - ', '－'), edge).map((parts) => parts.join('')),
        {
          minLength: 1,
          maxLength: 3,
        },
      ).map((blocks) => blocks.join('/')),
    ),
    tuple(
      fc.constant('ts'),
      tuple(edge, constantFrom('/', '／'), edge).map((parts) => parts.join('')),
    ),
    tuple(constantFrom('tfo', 'TFO'), constantFrom('cafe', '00ab', '"x y"', 'Ａb')),
    tuple(fc.constant('data'), quoted),
  ),
  constantFrom('=', '=', '=', ' = ', '＝'),
).map(([[key, value], equals]) => ({ key: key.toLowerCase().normalize('NFKC'), text: key + equals + value }));

const flagName = constantFrom(
  'SYN',
  'ack',
  'Fin',
  'PSH',
  'RST',
  'URG',
  'ece',
  'CWR',
  'AE',
  'ＳＹＮ',
  'SYN=1',
  'ACK=1',
  'PSH = 0',
);
const flags = oneof(
  fc.constant(''),
  fc.constant(''),
  tuple(
    fc.uniqueArray(flagName, { minLength: 1, maxLength: 3, selector: flagKey }),
    constantFrom(',', '+', ' | ', ' ', '，', '/'),
  ).map(([names, joiner]) => names.join(joiner)),
  constantFrom('[S.]', '[.]', '[P.]', '[SEW]', '[SYN, ACK]', '[none]', '【F.】'),
);

/** Which flag a spelling is of: one that is written twice is a mistake. */
function flagKey(spelling: string): string {
  return spelling.normalize('NFKC').toUpperCase().slice(0, 3);
}

const comment = constantFrom('', '', '', ' # c', '//c', '  // 评论', '# "x"', '＃c', ' ／／ c');
const time = constantFrom('', '', '', '@0.5', '@１.5s', '@100ms', '@3');

/** A segment without mistakes. */
export const segment = tuple(
  tuple(time, name, port, blank, arrow, blank, name, port, constantFrom('', '', ':', ' : ', '：')),
  flags,
  fc.uniqueArray(field, { maxLength: 4, selector: (one) => one.key }),
  option(quoted),
  constantFrom(' ', ', ', '，', '  ', ' ( '),
  comment,
).map(([[at, left, leftPort, before, shaft, behind, right, rightPort, colon], set, fields, label, joiner, note]) => {
  const items = [set, ...fields.map((one) => one.text), label ?? ''].filter((item) => item !== '');
  // Without blanks, `Cx-S` is one name, and `open x-S` opens `x-S`.
  const [first, second] = shaft.startsWith('x') ? [' ', ' '] : [before, behind];
  const start = `${at}${at === '' ? '' : ' '}${left}${leftPort}${first}${shaft}${second}${right}${rightPort}${colon}`;
  return `${start} ${items.join(joiner)}${note}`;
});

const prose = constantFrom(
  '',
  'a b',
  '连接 已建立',
  '"x y"',
  '“x”',
  '"a" and "b"',
  'http://a/b',
  ': x',
  "it's",
  'a, b',
);
const end = tuple(name, port).map((parts) => parts.join(''));
const assertion = tuple(
  end,
  gap,
  constantFrom(...STATE_NAMES, 'established', 'syn_rcvd', 'FIN_WAIT1', 'ｌｉｓｔｅｎ'),
  fc.uniqueArray(tuple(constantFrom(...TCB_VARIABLES, 'SND.NXT'), constantFrom('=', ' = '), expression), {
    maxLength: 2,
    selector: ([variable]) => variable.toLowerCase(),
  }),
).map(([target, blanks, state, variables]) => {
  const known = variables.map((parts) => ` ${parts.join('')}`).join('');
  return `${target}${blanks}${state}${known}`;
});

/** Any other statement, mostly without mistakes. */
export const otherStatement = oneof(
  tuple(constantFrom('diagram', 'Title', 'title:'), gap, prose).map((parts) => parts.join('')),
  tuple(
    constantFrom('client', 'SERVER', 'participant', 'actor', 'host', 'create participant'),
    gap,
    name,
    option(tuple(constantFrom(' as ', ' AS '), prose).map((parts) => parts.join(''))),
  ).map((parts) => parts.map((part) => part ?? '').join('')),
  tuple(time, constantFrom('listen', 'open', 'Close', 'abort', 'crash', 'timeout'), gap, end).map(([at, ...parts]) =>
    [at, parts.join('')].join(' '),
  ),
  tuple(constantFrom('state', 'STATE'), gap, array(assertion, { minLength: 1, maxLength: 3 })).map(
    ([word, blanks, all]) => word + blanks + all.join(', '),
  ),
  tuple(constantFrom('...', '…', '……', '.....'), blank, prose).map((parts) => parts.join('')),
  tuple(
    constantFrom('note', 'Note'),
    gap,
    constantFrom('over', 'left of', 'RIGHT  OF'),
    gap,
    name,
    constantFrom(':', '：', ' : '),
    prose,
  ).map((parts) => parts.join('')),
  tuple(fc.constant('note over '), name, constantFrom(',', '，', ' , '), name, constantFrom(':', ' : '), prose).map(
    (parts) => parts.join(''),
  ),
  tuple(constantFrom('let', 'LET'), gap, symbol, constantFrom('=', ' = ', '＝'), expression).map((parts) =>
    parts.join(''),
  ),
  tuple(constantFrom('option', 'Option'), gap, constantFrom('capture C', 'rule  seq-gap off', 'states “all”')).map(
    (parts) => parts.join(''),
  ),
  constantFrom('expect seq-gap', 'EXPECT  ack-unsent'),
  constantFrom(
    'sequenceDiagram',
    'loop a  b',
    'alt x',
    'else y',
    'end',
    'autonumber',
    '%% c',
    '---',
    'rect rgb(0,0,0)',
  ),
  constantFrom('', '', '  ', '# c', '  // c', '\ufeff'),
);

/** A line that is mostly without mistakes, with a comment and an indentation now and then. */
export const line = oneof(
  segment,
  segment,
  tuple(otherStatement, comment).map((parts) => parts.join('')),
  tuple(constantFrom('  ', '\t', '\u3000'), segment).map((parts) => parts.join('')),
);

const words = constantFrom(
  ...KEYWORDS,
  ...[
    'C',
    'S',
    'SYN',
    'ACK',
    'seq',
    'ack',
    'sack',
    'data',
    'tfo',
    'ts',
    'as',
    'over',
    'left',
    'of',
    'x',
    '客户端',
    'Ｓ',
  ],
  ...[
    '->',
    '<-',
    '-x',
    'x-',
    '...',
    '…',
    '→',
    '=',
    '＝',
    ':',
    '：',
    ',',
    '，',
    '+',
    '-',
    '*',
    '/',
    '|',
    '(',
    ')',
    '（',
  ],
  ...[
    '"',
    '“',
    '”',
    '\\',
    '#',
    '//',
    '@',
    '@1',
    '[',
    ']',
    '[S.',
    '1',
    '0x',
    '4294967296',
    '_',
    '.',
    ' ',
    '\t',
    '\u3000',
    '?',
  ],
);

/** Words and signs of the notation in any order, with and without blanks. */
export const soup = array(tuple(words, constantFrom('', ' ')), { maxLength: 16 }).map((parts) => parts.flat().join(''));

/** Any text at all: bytes, lone surrogates, every script, control characters. */
export const anything = oneof(
  fc.string({ unit: anyCharacter, maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  array(integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  array(integer({ min: 0, max: 255 }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
);

/** A good line with a few characters changed. */
export const damaged = tuple(line, array(tuple(fc.nat(), oneof(words, fc.constant(''))), { maxLength: 3 })).map(
  ([good, blows]) =>
    blows.reduce((text, [at, by]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + by + text.slice(place + 1);
    }, good),
);
