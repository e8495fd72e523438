/** Numbers out of bytes. An offset outside of the bytes reads as 0: who calls has looked at the lengths. */

export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function u32(bytes: Uint8Array, at: number): number {
  return (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | u16(bytes, at + 2)) >>> 0;
}

export function u16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

export function u32le(bytes: Uint8Array, at: number): number {
  return (u16le(bytes, at) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}

/** How the numbers of a file are written: the headers of a capture are in the byte order of the machine that took it. */
export interface ByteOrder {
  u16(bytes: Uint8Array, at: number): number;
  u32(bytes: Uint8Array, at: number): number;
}

export const BIG_ENDIAN: ByteOrder = { u16, u32 };
export const LITTLE_ENDIAN: ByteOrder = { u16: u16le, u32: u32le };
