/** Milliseconds of computing so far: unlike those of a clock they don't pass while a busy machine does something else. */
export function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
