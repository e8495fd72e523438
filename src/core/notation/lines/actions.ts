import type { Span } from '../../text/place.ts';
import { EndpointNode } from '../nodes.ts';
import { readEndpoint } from '../naming.ts';
import { isAction } from '../keywords.ts';
import type { ActionStatement } from '../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { finish, type Keyword, reportMissing } from './common.ts';

/** `listen N` and its like; `time` and `timeSpan` are those of the `@TIME` before the keyword, in microseconds. */
export function readAction(c: Cursor, keyword: Keyword, time: number | null, timeSpan: Span): ActionStatement {
  const at = c.pos;
  c.skipBlanks();
  const target = new EndpointNode();
  const found = readEndpoint(c, target);
  if (!found) reportMissing(c, at, 'name', keyword.word);
  const action = isAction(keyword.word) ? keyword.word : 'listen';
  return { kind: 'action', action, target: found ? target : null, time, timeSpan, ...finish(c, keyword) };
}
