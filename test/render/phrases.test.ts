import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { english, type Translate } from '../../src/core/findings/finding.ts';
import { PHRASES, toLadder, toMermaid, toTable } from '../../src/core/render/index.ts';
import { HANDSHAKE, segment, trace } from './build.ts';

const chinese = JSON.parse(
  readFileSync(new URL('../../l10n/bundle.l10n.zh-cn.json', import.meta.url), 'utf8'),
) as Record<string, string>;

describe('the phrases of the pictures', () => {
  it('are all in the list that is translated', () => {
    const used = new Set<string>();
    const translate: Translate = (template, args) => {
      used.add(template);
      return english(template, args);
    };
    const all = trace([
      ...HANDSHAKE.steps,
      segment('C>S', 'ACK', { delivery: 'lost', labels: ['old-duplicate', 'retransmission'], phase: 'reset' }),
      segment('S>C', 'ACK', { delivery: 'arrived', labels: ['old-duplicate'] }),
      segment('S>C', 'ACK', { phase: 'close', step: 4, states: { S: ['FIN-WAIT-2', 'TIME-WAIT'] } }),
      ...(['listen', 'open', 'close', 'abort', 'crash', 'timeout'] as const).map(
        (action) => ({ kind: 'action', line: 0, action, target: 'C', states: {} }) as const,
      ),
    ]);
    toMermaid(all, { translate });
    toTable(all, { translate, meaning: true, analogy: true });
    toLadder(all, { translate });
    assert.ok(used.size > 30);
    assert.deepEqual(
      [...used].filter((phrase) => !PHRASES.includes(phrase)),
      [],
    );
  });

  it('all speak Chinese, with the same placeholders', () => {
    const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const phrase of PHRASES) {
      assert.ok(Object.hasOwn(chinese, phrase), `no translation of: ${phrase}`);
      assert.deepEqual(holes(chinese[phrase]!), holes(phrase), phrase);
    }
  });
});
