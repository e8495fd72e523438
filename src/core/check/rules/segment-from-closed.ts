import type { Fix } from '../../findings/finding.ts';
import { faultRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.10.7.1: without a block there is nothing to send from. */
export const segmentFromClosed = faultRule({
  code: 'segment-from-closed',
  about: ['from-closed'],
  check(segment, report) {
    const { connection, line, senderName, receiverName } = segment;
    const fixes: Fix[] = [commentOut(segment)];
    if (connection.firstLine === line) {
      const text = `state ${senderName} ESTABLISHED, ${receiverName} ESTABLISHED`;
      fixes.unshift({
        title: { template: 'Begin in the middle: {text}', args: { text } },
        edits: [{ line, from: 0, to: 0, text: `${text}\n` }],
      });
    }
    report(flagsPlace(segment), 'closed', { name: senderName }, { fixes });
  },
});
