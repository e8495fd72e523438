import type { EndRule } from '../rule.ts';

/** A segment that left and never arrived. */
export const inFlightAtEnd: EndRule = {
  code: 'in-flight-at-end',
  check({ connection }, report) {
    for (const flight of connection.inFlight) report(flight.line, 'flight', {});
  },
};
