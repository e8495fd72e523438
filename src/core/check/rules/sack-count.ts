import type { HeaderRule } from '../rule.ts';

/** RFC 2018 §3: 40 bytes of options hold 4 blocks, or 3 beside a timestamp. */
export const sackCount: HeaderRule = {
  code: 'sack-count',
  looksAt: { fields: ['sack'] },
  check(segment, report) {
    const { sack, ts } = segment.statement;
    const room = ts.present ? 3 : 4;
    if (sack.present && sack.blocks.length > room) report(sack, 'count', { room, count: sack.blocks.length });
  },
};
