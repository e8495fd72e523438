import type { Recogniser } from './collector.ts';
import { secondsOf } from './clock.ts';
import { readMessage } from './message.ts';

/**
 * A packet in the log of Linux's packet filter (iptables `LOG`, nftables `log`): `SRC=… DST=… LEN=60 … PROTO=TCP SPT=…
 * DPT=… WINDOW=29200 RES=0x00 SYN URGP=0`. Its length is that of the packet of IP, and says nothing of the data.
 */
export const NETFILTER: Recogniser = {
  form: 'netfilter',
  read({ lines }, at, out) {
    const line = lines[at] ?? '';
    const match = PACKET.exec(line);
    if (match === null) return 0;
    const [, from = '', to = '', protocol = '', rest = ''] = match;
    const ports = PORTS.exec(rest);
    if (protocol !== 'TCP' || ports === null) {
      out.other('packets of other protocols');
      return 1;
    }
    const [, source = '', destination = '', header = ''] = ports;
    const value = (name: string): string => new RegExp(`\\b${name}=(\\d+)`).exec(header)?.[1] ?? '';
    const flags = /\bRES=0x[0-9a-f]+ ((?:[A-Z]{3} )*)/i.exec(header)?.[1]?.trim() ?? '';
    const number = (name: string, given: string): string => (given === '' ? '' : ` ${name}=${given}`);
    const ack = flags.includes('ACK') ? value('ACK') : '';
    const words = `${flags || '[none]'}${number('seq', value('SEQ'))}${number('ack', ack)}${number('win', value('WINDOW'))}`;
    const clock = /^\s*(?:<\d+>)?\[\s*(\d+\.\d+)\]/.exec(line)?.[1] ?? /\b(\d\d:\d\d:\d\d(?:\.\d+)?)\b/.exec(line)?.[1];
    out.packet({
      line: at,
      time: clock === undefined ? null : secondsOf(clock),
      from: { host: from, port: Number(source) },
      to: { host: to, port: Number(destination) },
      header: true,
      message: { ...readMessage(words), partial: true },
      marks: [],
      frameLength: null,
      scaled: false,
      becomesRelative: false,
    });
    return 1;
  },
};

const PACKET = /\bSRC=([0-9a-fA-F.:]+) DST=([0-9a-fA-F.:]+) .*?\bPROTO=(\w+)(.*)$/;
const PORTS = /^ SPT=(\d{1,5}) DPT=(\d{1,5})\b(.*)$/;
