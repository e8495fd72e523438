import { capture } from './capture.ts';
import { close } from './close.ts';
import { closeWaitLeak } from './close-wait-leak.ts';
import { fastOpen } from './fast-open.ts';
import { fastRetransmit } from './fast-retransmit.ts';
import { halfOpen } from './half-open.ts';
import { handshake } from './handshake.ts';
import { keepAlive } from './keep-alive.ts';
import { oldDuplicate } from './old-duplicate.ts';
import { reset } from './reset.ts';
import { retransmission } from './retransmission.ts';
import { simultaneousClose } from './simultaneous-close.ts';
import { simultaneousOpen } from './simultaneous-open.ts';
import { synFlood } from './syn-flood.ts';
import { zeroWindow } from './zero-window.ts';
import type { Template } from './template.ts';

export type { Template, TemplateText } from './template.ts';

/** All templates, in the order of the list that they are chosen from. */
export const TEMPLATES: readonly Template[] = [
  handshake,
  close,
  simultaneousOpen,
  simultaneousClose,
  retransmission,
  fastRetransmit,
  zeroWindow,
  reset,
  halfOpen,
  oldDuplicate,
  synFlood,
  keepAlive,
  closeWaitLeak,
  fastOpen,
  capture,
];
