export { formatEnd } from './address.ts';
export { Capture, type CaptureEnd, type Connection, type LeftOutCount } from './capture.ts';
export { captureKind, type CaptureKind, MAGIC_LENGTH } from './container.ts';
export {
  CAPTURE_TEXT,
  type CaptureTextOptions,
  connectionText,
  type ConnectionText,
  flagWords,
  orderedEnds,
} from './notation.ts';
export { CONTROL_BITS, FROM_SECOND, PacketTable } from './packets.ts';
