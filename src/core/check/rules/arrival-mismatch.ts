import type { ArrivalRule } from '../rule.ts';
import { at, changeFlags, flagText, setNumber } from './shared.ts';

/** What arrives is what was sent. */
export const arrivalMismatch: ArrivalRule = {
  code: 'arrival-mismatch',
  arrival: true,
  check(segment, report) {
    const { mistaken, statement, segment: sent } = segment;
    if (mistaken === 'none') return;
    const related = [at(segment.sentLine, 'sent here')];
    if (mistaken === 'flags') {
      const args = { expected: flagText(sent.flags), given: segment.read(statement.flagsSpan) };
      report(statement.flagsSpan, 'flags', args, { fixes: [changeFlags(segment, sent.flags)], related });
      return;
    }
    const field = statement[mistaken];
    const args = { field: mistaken, expected: segment.write(sent[mistaken]), given: segment.read(field.value) };
    report(field, 'differs', args, { fixes: setNumber(segment, field, sent[mistaken]), related });
  },
};
