import { faultRule } from '../rule.ts';
import { numberPlace } from './shared.ts';

/** RFC 9293 §3.4.1: numbers move on from one connection to the next. */
export const isnReused = faultRule({
  code: 'isn-reused',
  about: ['isn-reused'],
  check(segment, report) {
    // Relative numbers begin at 0 in every connection, and a capture shows what was sent.
    if (segment.captured || segment.algebra.constant(segment.written.seq) === 0) return;
    report(numberPlace(segment, segment.statement.seq), 'reused', { given: segment.write(segment.written.seq) });
  },
});
