import { english, type Translate } from '../../src/core/findings/finding.ts';
import type { PlotResult } from '../../src/protocol/index.ts';
import { createLanguageService, DEFAULT_SETTINGS } from '../../src/service/index.ts';

const TEXT = `diagram A transfer
client C as Client
server S as Server
@0 C -> S SYN seq=0 win=64240 wscale=2 sackok
@0.1 C <- S SYN,ACK seq=0 ack=1 win=8000 wscale=2 sackok
@0.2 C -> S ACK seq=1 ack=1 win=4000
@0.3 C -x S PSH,ACK seq=1 ack=1 len=1000 win=4000
@0.4 C -> S PSH,ACK seq=1001 ack=1 len=1000 win=4000
@0.5 C <- S ACK seq=1 ack=1 win=2000 sack=1001-2001
@0.6 C -> S PSH,ACK seq=1 ack=1 len=1000 win=4000
@0.7 C <- S ACK seq=1 ack=2001 win=0
`;

/** What the server answers about a text. */
export function plotOf(direction: number | null, translate: Translate = english): PlotResult | null {
  const service = createLanguageService({
    translate,
    ruleLink: (code) => code,
    settings: () => DEFAULT_SETTINGS,
    client: { snippets: true, versionedEdits: true, vscodeCommands: true, lazyEdits: true },
  });
  service.open('file:///a.tcp', 'tcp', 1, TEXT);
  return service.plot('file:///a.tcp', 0, direction);
}
