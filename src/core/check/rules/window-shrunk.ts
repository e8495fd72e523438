import { faultRule } from '../rule.ts';

/** RFC 9293 §3.8.6: a receiver SHOULD NOT shrink the window. */
export const windowShrunk = faultRule({
  code: 'window-shrunk',
  about: ['window-shrunk'],
  check(segment, report, { edge }) {
    report(segment.statement.win, 'shrunk', { edge: segment.write(edge) });
  },
});
