import type { Decoder } from './decoder.ts';

const LONGEST = 72;

/**
 * What a segment's payload says at its beginning, where that is for people to read: the first line of a text protocol
 * (`GET / HTTP/1.1`, `220 mail.example ESMTP`), or the record of TLS. '' for anything else, and for the middle of a
 * text: what is shown there would be a piece of somebody's file.
 */
export function messageOf({ bytes, payloadFrom, payloadTo }: Decoder): string {
  if (payloadTo - payloadFrom < 4) return '';
  const first = bytes[payloadFrom] as number;
  if (first >= 20 && first <= 23 && bytes[payloadFrom + 1] === 3) return tlsRecord(bytes, payloadFrom, payloadTo);
  return isUpper(first) || isDigit(first) ? firstLine(bytes, payloadFrom, payloadTo) : '';
}

const isUpper = (unit: number): boolean => unit >= 65 && unit <= 90;
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

/** A line of ASCII that begins with a command in capital letters, a status of three digits, or a protocol and its version. */
function firstLine(bytes: Uint8Array, from: number, to: number): string {
  const stop = Math.min(to, from + LONGEST + 1);
  let end = from;
  while (end < stop && (bytes[end] as number) >= 32 && (bytes[end] as number) < 127) end++;
  const whole = end < stop && (bytes[end] === 13 || bytes[end] === 10);
  if (!whole && end < stop) return '';
  const line = String.fromCharCode(...bytes.subarray(from, end)).trimEnd();
  const known = /^(?:[A-Z]{3,10}(?: |$)|[1-5]\d\d[ -]|[A-Z]{2,8}[-/]\d\.\d)/.test(line);
  if (!known) return '';
  return whole ? line : `${line.slice(0, LONGEST)}…`;
}

/** RFC 8446 §5.1 and §4: the type of a record, and of the handshake message in it. */
function tlsRecord(bytes: Uint8Array, from: number, to: number): string {
  if ((bytes[from + 2] as number) > 4) return '';
  switch (bytes[from]) {
    case 20:
      return 'TLS ChangeCipherSpec';
    case 21:
      return 'TLS Alert';
    case 22: {
      const message = to > from + 5 ? HANDSHAKE[bytes[from + 5] as number] : undefined;
      return message === undefined ? 'TLS Handshake' : `TLS ${message}`;
    }
    default:
      return 'TLS Application Data';
  }
}

const HANDSHAKE: Readonly<Record<number, string>> = {
  0: 'HelloRequest',
  1: 'ClientHello',
  2: 'ServerHello',
  4: 'NewSessionTicket',
  8: 'EncryptedExtensions',
  11: 'Certificate',
  12: 'ServerKeyExchange',
  13: 'CertificateRequest',
  14: 'ServerHelloDone',
  15: 'CertificateVerify',
  16: 'ClientKeyExchange',
  20: 'Finished',
};
