/**
 * The names of the control bits in the order of the header, from the lowest bit: `FLAG_NAMES[i]` is the bit `1 << i`
 * (RFC 9293 §3.1; AE: RFC 9768 §2.1).
 */
export const FLAG_NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'] as const;

/** The name of a control bit. */
export type FlagName = (typeof FLAG_NAMES)[number];
