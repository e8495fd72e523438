import type { Translator } from '../strings.ts';
import { html } from './dom.ts';

const EXAMPLE = `diagram TCP three-way handshake
client C
server S

C -> S  SYN seq=x
S -> C  SYN,ACK seq=y ack=x+1
C -> S  ACK seq=x+1 ack=y+1`;

/** What stands there before the first segment: how to write one. */
export function emptyPage(t: Translator): HTMLElement {
  return html(
    'section',
    { class: 'empty' },
    html('h1', {}, t('No segments yet')),
    html('p', {}, t('Write one segment a line in a .tcp file, or in a ```tcp fence of a Markdown note, for instance:')),
    html('pre', { tabindex: 0 }, EXAMPLE),
    html('p', {}, t('Every number and flag is checked while you type.')),
  );
}
