/**
 * PNG files as what they are made of: a signature, then chunks. A chunk is the length of its data, its type (four letters),
 * its data, and the CRC of type and data (PNG, third edition, §5).
 */
export interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Where it begins in the file. */
  readonly at: number;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What a chunk has besides its data. */
const FRAME = 12;

export const isPng = (content: Uint8Array): boolean => SIGNATURE.every((byte, index) => content[index] === byte);

/** The chunks of a PNG file, up to the first one that is cut or not what its CRC says. */
export function* chunksOf(content: Uint8Array): Generator<Chunk> {
  if (!isPng(content)) return;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  for (let at = SIGNATURE.length; at + FRAME <= content.length;) {
    const end = at + FRAME + view.getUint32(at);
    if (end > content.length || crc32(content.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return;
    const type = String.fromCharCode(...content.subarray(at + 4, at + 8));
    yield { type, data: content.subarray(at + 8, end - 4), at };
    at = end;
  }
}

/** A chunk as it stands in a file. */
export function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(FRAME + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(bytes.length - 4, crc32(bytes.subarray(4, -4)));
  return bytes;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The CRC of ISO 3309 that PNG chunks end with. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC[(crc ^ byte) & 0xff] as number);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The CRC of each byte by itself. */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
