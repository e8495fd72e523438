import { analyze } from '../core/check/index.ts';
import type { CheckOptions } from '../core/check/analysis.ts';
import type { Words } from '../core/render/index.ts';
import type { JudgeResult } from '../protocol/captures.ts';

/** So many labels are told of a text: the most frequent ones. */
const MOST_LABELS = 6;

/** The answer to `handshake/judge`: how many errors and warnings there are in each text, and which labels. */
export function judge(texts: readonly string[], options: CheckOptions, words: Words): JudgeResult {
  return texts.map((text) => {
    const analysis = analyze(text, options);
    const count = (severity: string): number =>
      analysis.findings.filter((finding) => finding.severity === severity).length;
    const labels = new Map<string, number>();
    for (const diagram of analysis.diagrams) {
      for (const step of analysis.trace(diagram).steps) {
        if (step.kind !== 'segment') continue;
        for (const label of step.labels) labels.set(label, (labels.get(label) ?? 0) + 1);
      }
    }
    const most = [...labels].sort((a, b) => b[1] - a[1]).slice(0, MOST_LABELS);
    return {
      errors: count('error'),
      warnings: count('warning'),
      // Without its number a duplicate ACK is any of them.
      labels: most.map(
        ([label, n]) => [words.label(label as Parameters<Words['label']>[0], 1).replace(/ ?#1$/, ''), n] as const,
      ),
    };
  });
}
