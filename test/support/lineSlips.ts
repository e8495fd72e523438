/** Slips that are made on one line of a diagram, whatever it is: `slips.ts` makes them in conversations of two plain TCPs. */
const FLAGS = /\b(?:SYN|FIN|RST|PSH|ACK)(?:,(?:SYN|FIN|RST|PSH|ACK))*\b/;

/** What goes wrong on a line of text: what it becomes; null where the slip can't be made on it. `above` is the line before it. */
export type Slip = (line: string, above: string) => string | null;

function replacing(pattern: RegExp, by: (...groups: string[]) => string): Slip {
  return (line) => {
    const changed = line.replace(pattern, (...found: string[]) => by(...found));
    return changed === line ? null : changed;
  };
}

/** A number, or the number behind a symbol, that is off by so much. */
const off = (field: string, by: number): Slip =>
  replacing(new RegExp(`\\b(${field}=(?:[a-z]\\+)?)(\\d+)\\b`), (_, name = '', digits = '') => {
    const number = Number(digits) + by;
    return number < 0 ? name + digits : name + String(number);
  });

/** A number as it stands on the line above. */
function taking(field: string, line: string, above: string): string | null {
  const number = new RegExp(`\\b${field}=\\S+`);
  const [written] = number.exec(above) ?? [];
  if (written === undefined || !number.test(line) || line.includes(written)) return null;
  return line.replace(number, written);
}

/** By what goes wrong; the text of a slip may have no line, or two. */
export const SLIPS: Readonly<Record<string, Slip>> = {
  'seq one too high': off('seq', 1),
  'seq one too low': off('seq', -1),
  'seq ten too high': off('seq', 10),
  'seq far off': off('seq', 7000),
  'ack one too high': off('ack', 1),
  'ack one too low': off('ack', -1),
  'ack ten too low': off('ack', -10),
  'ack far off': off('ack', 7000),
  'len one too high': off('len', 1),
  'len half as much': replacing(/\blen=(\d+)/, (_, digits) => `len=${String(Number(digits) >> 1)}`),
  'len with a digit too many': replacing(/\blen=(\d+)/, (_, digits) => `len=${digits}0`),
  'len with its header': replacing(/\blen=(\d+)/, (_, digits) => `len=${String(Number(digits) + 20)}`),
  'no len': replacing(/ len=\d+/, () => ''),
  'data="hi!" too many': (line) => (/len|data/.test(line) ? null : `${line} data="hi!"`),
  'seq and ack swapped': replacing(/seq=(\S+) +ack=(\S+)/, (_, seq, ack) => `seq=${ack} ack=${seq}`),
  'seq of the line above': (line, above) => taking('seq', line, above),
  'ack of the line above': (line, above) => taking('ack', line, above),
  'both numbers of the line above': (line, above) => {
    const seq = taking('seq', line, above);
    return seq === null ? null : taking('ack', seq, above);
  },
  'no ACK': replacing(/,ACK\b|\bACK,/, () => ''),
  'no SYN': replacing(/\bSYN,/, () => ''),
  'no FIN': replacing(/\bFIN,/, () => ''),
  'SYN too many': (line) => (line.includes('SYN') ? null : line.replace(FLAGS, 'SYN,$&')),
  'FIN too many': (line) => (/FIN|SYN|RST/.test(line) ? null : line.replace(FLAGS, 'FIN,$&')),
  'RST too many': (line) => (line.includes('RST') ? null : line.replace(FLAGS, 'RST,$&')),
  'ACK alone': replacing(FLAGS, () => 'ACK'),
  'RST instead': replacing(FLAGS, () => 'RST'),
  'SYN for FIN': replacing(/\bFIN\b/, () => 'SYN'),
  'the wrong way round': replacing(/^(\S+) (-x|->\.\.\.|\.\.\.->|->) (\S+)/, (_, a, arrow, b) => `${b} ${arrow} ${a}`),
  'from itself': replacing(/^(\S+) (-x|->\.\.\.|\.\.\.->|->) (\S+)/, (_, a, arrow) => `${a} ${arrow} ${a}`),
  'ports swapped': replacing(
    /^(\S+):(\d+) (\S+) (\S+):(\d+)/,
    (_, a, p, arrow, b, q) => `${a}:${q} ${arrow} ${b}:${p}`,
  ),
  'another port': replacing(/^(\S+):(\d+)/, (_, name, port) => `${name}:${port}7`),
  lost: replacing(/ -> /, () => ' -x '),
  'not lost': replacing(/ -x /, () => ' -> '),
  'never arrives': replacing(/ -> /, () => ' ->... '),
  'no line': () => '',
  twice: (line) => `${line}\n${line}`,
  'before the line above': (line, above) => (/->|-x/.test(above) ? `${line}\n${above}` : null),
  'without numbers': replacing(/ +seq=\S+| +ack=\S+/g, () => ''),
};
