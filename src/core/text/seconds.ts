/** Microseconds as seconds, as short as they can be written: `0.1`, `12`, `0.000004`. */
export function secondsText(microseconds: number): string {
  return (microseconds / 1e6).toFixed(6).replace(/\.?0+$/, '');
}
