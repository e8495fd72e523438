import { u16 } from './bytes.ts';

/** An IP address of 4 or 16 bytes as text: IPv6 as RFC 5952 recommends it. */
export function formatAddress(bytes: Uint8Array, at: number, length: number): string {
  if (length === 4) return bytes.subarray(at, at + 4).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => u16(bytes, at + index * 2));
  const [from, count] = longestZeros(groups);
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return count < 2 ? hex(groups) : `${hex(groups.slice(0, from))}::${hex(groups.slice(from + count))}`;
}

/** An address with its port: IPv6 in brackets. */
export function formatEnd({ address, port }: { readonly address: string; readonly port: number }): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The first of the longest runs of zeros, and its length. */
function longestZeros(groups: readonly number[]): readonly [number, number] {
  let best: readonly [number, number] = [0, 0];
  let from = 0;
  groups.forEach((group, index) => {
    if (group !== 0) from = index + 1;
    else if (index + 1 - from > best[1]) best = [from, index + 1 - from];
  });
  return best;
}
