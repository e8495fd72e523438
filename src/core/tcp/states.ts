/** The states of RFC 9293 §3.3.2, in the order in which a connection may pass through them. */
export const CLOSED = 0;
export const LISTEN = 1;
export const SYN_SENT = 2;
export const SYN_RECEIVED = 3;
export const ESTABLISHED = 4;
export const FIN_WAIT_1 = 5;
export const FIN_WAIT_2 = 6;
export const CLOSE_WAIT = 7;
export const CLOSING = 8;
export const LAST_ACK = 9;
export const TIME_WAIT = 10;

/** One of the eleven states. */
export type State = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** The RFC's spelling of each state. */
export const STATE_NAMES = [
  'CLOSED',
  'LISTEN',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
] as const;

/** Both ends have agreed on the initial sequence numbers (RFC 9293 §3.10.7.4). */
export function synchronized(state: State): boolean {
  return state >= ESTABLISHED;
}

/** This end has sent its FIN. */
export function finSent(state: State): boolean {
  return state === FIN_WAIT_1 || state === FIN_WAIT_2 || state >= CLOSING;
}

/** The peer's FIN has been received in order. */
export function finReceived(state: State): boolean {
  return state >= CLOSE_WAIT;
}

/** Data may be sent for the first time (RFC 9293 §3.10.2). */
export function maySend(state: State): boolean {
  return state === ESTABLISHED || state === CLOSE_WAIT;
}

/** Data that arrives is taken (RFC 9293 §3.10.7.4, seventh). */
export function mayReceive(state: State): boolean {
  return state === ESTABLISHED || state === FIN_WAIT_1 || state === FIN_WAIT_2;
}
