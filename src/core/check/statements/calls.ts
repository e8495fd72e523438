import type { ActionStatement } from '../../notation/syntax.ts';
import { RST } from '../../tcp/flags.ts';
import {
  CLOSE_WAIT,
  CLOSED,
  ESTABLISHED,
  FIN_WAIT_1,
  LISTEN,
  SYN_RECEIVED,
  SYN_SENT,
  TIME_WAIT,
} from '../../tcp/states.ts';
import type { Tcb } from '../../tcp/tcb.ts';
import type { End } from '../connection.ts';
import { beginFromPresets } from '../segments.ts';
import type { DiagramState } from '../state.ts';

import { currentEnd, endsOf, type OwnEnd } from './connections.ts';
import { resolve } from './participants.ts';

/** `listen N`, `open N`, `close N`, `abort N`, `crash N`, `timeout N`. Returns the end that it is about. */
export function act(state: DiagramState, statement: ActionStatement, line: number): void {
  const { action, target } = statement;
  if (target === null) return;
  const participant = resolve(state, target, line);
  if (action === 'listen') return listen(state, participant, target.port, line);
  if (action === 'crash') return crash(state, participant, target.port, line);
  const own = currentEnd(state, participant, target.port) ?? beginFromPresets(state, participant, line);
  if (own === null) {
    if (action !== 'timeout') stopListening(state, participant, line);
    return;
  }
  const { tcb } = turnTo(state, own, line);
  if (action === 'timeout') {
    if (tcb.state === TIME_WAIT) tcb.close('time-wait');
    else tcb.timedOut = true;
  } else if (tcb.state === LISTEN) {
    tcb.listener = false;
    tcb.close('closed');
  } else if (action === 'close') {
    close(tcb);
  } else if (action === 'abort') {
    abort(tcb);
  }
}

/** What an end knows of the connection that the line is about, to be changed. */
function turnTo(state: DiagramState, { index, side }: Pick<OwnEnd, 'index' | 'side'>, line: number): End {
  const connection = state.turnTo(index);
  connection.lastLine = line;
  return connection.end(side);
}

/** An active OPEN, CLOSE or ABORT of an end that has no connection: if it listened, it does so no more. */
function stopListening(state: DiagramState, participant: number, line: number): void {
  state.listening = state.listening.with(participant, false);
  const preset = { participant, port: null, state: CLOSED, line, variables: [] } as const;
  state.presets = state.presets.without(participant).with(preset);
}

function listen(state: DiagramState, participant: number, port: number | null, line: number): void {
  state.listening = state.listening.with(participant, true);
  state.presets = state.presets.without(participant);
  const own = currentEnd(state, participant, port);
  if (own?.end.tcb.state !== CLOSED) return;
  const { tcb } = turnTo(state, own, line);
  tcb.open();
  tcb.listener = true;
  tcb.state = LISTEN;
}

/** All state is lost; numbers as well (RFC 9293 §3.5.1). */
function crash(state: DiagramState, participant: number, port: number | null, line: number): void {
  for (const own of endsOf(state, participant, port)) {
    const end = turnTo(state, own, line);
    end.tcb.open();
    end.tcb.listener = false;
    end.tcb.close('crash');
    end.forget();
  }
  if (port === null) stopListening(state, participant, line);
}

/**
 * CLOSE: the FIN may still be waiting behind data, but the state of an open connection changes at once. In SYN-RECEIVED and in
 * CLOSE-WAIT it changes with the FIN (RFC 9293 §3.10.4).
 */
function close(tcb: Tcb): void {
  if (tcb.state === SYN_SENT) tcb.close('closed');
  else if (tcb.state === ESTABLISHED) {
    tcb.state = FIN_WAIT_1;
    tcb.closing = true;
  }
}

/** ABORT: the reset that tells the peer may follow, unless both ends are about to forget each other (RFC 9293 §3.10.5). */
function abort(tcb: Tcb): void {
  const { sndNxt } = tcb;
  const tellsPeer = tcb.state >= SYN_RECEIVED && tcb.state <= CLOSE_WAIT;
  tcb.close('closed');
  if (tellsPeer && sndNxt !== null) tcb.answer = { flags: RST, seq: sndNxt, ack: null, challenge: false };
}
