import { FIN, RST, SYN } from '../../tcp/flags.ts';
import type { HeaderRule } from '../rule.ts';
import { changeFlags, flagText } from './shared.ts';
const CONFLICTS = [
  [SYN, RST],
  [SYN, FIN],
  [RST, FIN],
] as const;

/** RFC 9293 §3.1: SYN opens, FIN closes, RST breaks off. */
export const flagsConflict: HeaderRule = {
  code: 'flags-conflict',
  looksAt: { flags: SYN | RST | FIN },
  check(segment, report) {
    const {
      written: { flags: givenFlags },
      statement,
    } = segment;
    for (const [first, second] of CONFLICTS) {
      if ((givenFlags & (first | second)) !== (first | second)) continue;
      const args = { first: flagText(first), second: flagText(second) };
      const fixes = [changeFlags(segment, givenFlags & ~second)];
      report(statement.flagsSpan, 'both', args, { fixes });
      return;
    }
  },
};
