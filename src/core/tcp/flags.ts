/** The control bits of the TCP header, by their place in it (RFC 9293 §3.1, RFC 9768 §2.1). */
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;
export const URG = 32;
export const ECE = 64;
export const CWR = 128;
export const AE = 256;

/** A set of control bits. Any combination can be held: that some make no sense is for the rules to say. */
export type Flags = number;

/** How many sequence numbers the control bits take: SYN and FIN one each (RFC 9293 §3.4). */
export function controlLength(flags: Flags): number {
  return (flags & FIN) + ((flags & SYN) >> 1);
}
