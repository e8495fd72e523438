import { faultRule } from '../rule.ts';
import { numberPlace } from './shared.ts';

/** RFC 9293 §3.4.1: numbers move on from one connection to the next. */
export const isnReused = faultRule({
  code: 'isn-reused',
  about: ['isn-reused'],
  check(segment, report) {
    report(numberPlace(segment, segment.statement.seq), 'reused', { given: segment.write(segment.written.seq) });
  },
});
