/** What tools print in front of a packet: a clock with or without a date, seconds since 1970 or since the last packet. */
export const CLOCK = String.raw`(?:(?:\d{4}[-/]\d\d[-/]\d\d[ T])?\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?|\d{1,12}\.\d{1,9})`;

/** The seconds of a clock's text, counted from some fixed moment; null if it is none. */
export function secondsOf(text: string): number | null {
  const clock = /^(?:(\d{4})[-/](\d\d)[-/](\d\d)[ T])?(\d{1,2}):(\d\d):(\d\d(?:[.,]\d+)?)/.exec(text);
  if (clock === null) return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
  const [, year, month, day, hours, minutes, seconds = '0'] = clock;
  const days = year === undefined ? 0 : Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000;
  return days + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'));
}
