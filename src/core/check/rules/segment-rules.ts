import { ackFlagMissing } from './ack-flag-missing.ts';
import { ackMismatch } from './ack-mismatch.ts';
import { ackNotReceived } from './ack-not-received.ts';
import { ackRegressed } from './ack-regressed.ts';
import { ackUnsent } from './ack-unsent.ts';
import { ackWithoutFlag } from './ack-without-flag.ts';
import { arrivalMismatch } from './arrival-mismatch.ts';
import { challengeAck } from './challenge-ack.ts';
import { dataAfterFin } from './data-after-fin.ts';
import { dataBeforeEstablished } from './data-before-established.ts';
import { ecnNotNegotiated } from './ecn-not-negotiated.ts';
import { finBeforeEstablished } from './fin-before-established.ts';
import { flagsConflict } from './flags-conflict.ts';
import { isnReused } from './isn-reused.ts';
import { mssExceeded } from './mss-exceeded.ts';
import { oldDuplicate } from './old-duplicate.ts';
import { optionNotOffered } from './option-not-offered.ts';
import { optionOutsideSyn } from './option-outside-syn.ts';
import { retransmissionDiffers } from './retransmission-differs.ts';
import { retransmissionUnmarked } from './retransmission-unmarked.ts';
import { rstIgnored } from './rst-ignored.ts';
import { rstNumbers } from './rst-numbers.ts';
import { sackCount } from './sack-count.ts';
import { sackNotPermitted } from './sack-not-permitted.ts';
import { sackRange } from './sack-range.ts';
import { segmentAfterReset } from './segment-after-reset.ts';
import { segmentAfterTimeWait } from './segment-after-time-wait.ts';
import { segmentBeforeEstablished } from './segment-before-established.ts';
import { segmentFromClosed } from './segment-from-closed.ts';
import { segmentFromListen } from './segment-from-listen.ts';
import { seqAfterFin } from './seq-after-fin.ts';
import { seqGap } from './seq-gap.ts';
import { seqMismatch } from './seq-mismatch.ts';
import { synAckUnasked } from './syn-ack-unasked.ts';
import { synFromListen } from './syn-from-listen.ts';
import { synInConnection } from './syn-in-connection.ts';
import { synMissing } from './syn-missing.ts';
import { synWithData } from './syn-with-data.ts';
import { timestampMismatch } from './timestamp-mismatch.ts';
import { timeWaitAssassination } from './time-wait-assassination.ts';
import { timestampMissing } from './timestamp-missing.ts';
import { unacceptableSegment } from './unacceptable-segment.ts';
import { urgWithoutFlag } from './urg-without-flag.ts';
import { urgentPointerMissing } from './urgent-pointer-missing.ts';
import { windowOverflow } from './window-overflow.ts';
import { windowShrunk } from './window-shrunk.ts';
import { wscaleRange } from './wscale-range.ts';
import { zeroWindowData } from './zero-window-data.ts';
import type { SegmentRule } from '../rule.ts';

/** Every rule about one segment, in the order in which findings of one place are reported. */
export const SEGMENT_RULES: readonly SegmentRule[] = [
  seqGap,
  seqMismatch,
  seqAfterFin,
  retransmissionUnmarked,
  retransmissionDiffers,
  ackMismatch,
  ackUnsent,
  ackNotReceived,
  ackRegressed,
  isnReused,
  windowOverflow,
  zeroWindowData,
  windowShrunk,
  mssExceeded,
  synInConnection,
  synAckUnasked,
  dataBeforeEstablished,
  finBeforeEstablished,
  dataAfterFin,
  segmentFromListen,
  synFromListen,
  segmentAfterTimeWait,
  segmentAfterReset,
  segmentBeforeEstablished,
  segmentFromClosed,
  synMissing,
  rstNumbers,
  flagsConflict,
  ackFlagMissing,
  ackWithoutFlag,
  urgWithoutFlag,
  urgentPointerMissing,
  synWithData,
  optionOutsideSyn,
  optionNotOffered,
  timestampMissing,
  timestampMismatch,
  wscaleRange,
  sackNotPermitted,
  sackRange,
  sackCount,
  ecnNotNegotiated,
  unacceptableSegment,
  rstIgnored,
  challengeAck,
  oldDuplicate,
  timeWaitAssassination,
  arrivalMismatch,
];
