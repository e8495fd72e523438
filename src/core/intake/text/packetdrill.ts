import type { Recogniser } from './collector.ts';
import { readMessage } from './message.ts';

/**
 * A line of a packetdrill script: `+0.1 < P. 1:101(100) ack 1 win 257`. `<` comes to the machine under test, `>` leaves
 * it. System calls and commands are kept as comments.
 */
export const PACKETDRILL: Recogniser = {
  form: 'packetdrill',
  read({ lines }, at, out) {
    const line = lines[at] ?? '';
    const segment = SEGMENT.exec(line);
    if (segment !== null) {
      const [, time = '', way = '', letters = '', rest = ''] = segment;
      const from = { host: way === '<' ? 'peer' : 'kernel', port: null };
      const to = { host: way === '<' ? 'kernel' : 'peer', port: null };
      const partial = rest.includes('<...>');
      const message = readMessage(
        `[${letters === '-' ? 'none' : letters}] ${rest.replace(COMMENT, '').replace(/<\.\.\.>/, '')}`,
      );
      const remark = COMMENT.exec(rest)?.[0].replace(/^\s*(?:\/\/|#)\s*/, '') ?? '';
      out.observe();
      out.add({
        kind: 'segment',
        line: at,
        from,
        to,
        delivery: 'delivered',
        mirrored: way === '>',
        time: timeOf(time, at, out),
        message: { ...message, partial },
        remarks: remark === '' ? [] : [remark],
      });
      return 1;
    }
    if (!CALL.test(line)) return 0;
    timeOf(CALL.exec(line)?.[1] ?? '', at, out);
    out.add({ kind: 'remark', line: at, text: line.trim() });
    return 1;
  },
};

const TIME = String.raw`(?:[+*]|\+?-?\d[\d.]*(?:~[+\d.]+)?|[+]\.?\d[\d.]*|\.\d+)(?:~\+?[\d.]+)?`;
const SEGMENT = new RegExp(
  `^\\s*(${TIME})\\s+([<>])\\s+(?:\\[[a-z0-9, ()]+\\]\\s*)?([SFRPUWEAe.]{1,8}|-)\\s+((?:\\d+:\\d+\\(\\d+\\)|\\d+\\(\\d+\\)|ack\\s|win\\s).*)$`,
);
const CALL = new RegExp(`^\\s*(${TIME})\\s+(?:[a-z_0-9]+\\(.*|\`.*|%\\{.*)$`);
const COMMENT = /\s*(?:\/\/|#).*$/;

/** Times are since the line before with a `+`, and since the beginning without. */
const CLOCKS = new WeakMap<object, number>();

function timeOf(text: string, _at: number, out: object): number | null {
  const before = CLOCKS.get(out) ?? 0;
  const seconds = Number(/^\+?(-?[\d.]*)/.exec(text)?.[1] ?? '');
  if (Number.isNaN(seconds)) return before;
  const now = text.startsWith('+') ? before + seconds : seconds;
  CLOCKS.set(out, now);
  return now;
}
