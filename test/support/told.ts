import assert from 'node:assert/strict';
import { type Analysis, analyze, type SegmentStep } from '../../src/core/check/index.ts';
import { describe as sentence, english } from '../../src/core/findings/finding.ts';

/** The steps of the segments of a text. */
export function segmentsOf(analysis: Analysis): SegmentStep[] {
  return analysis.diagrams
    .flatMap((diagram) => analysis.trace(diagram).steps)
    .filter((step): step is SegmentStep => step.kind === 'segment');
}

/**
 * Asserts what is told of each segment of a diagram: what stands in the comment behind it, and nothing of a segment
 * without one. Lines are set in a column, so that a test reads like a page of Wireshark.
 */
export function assertTold(text: string, tell: (step: SegmentStep) => string): void {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const steps = segmentsOf(analyze(lines.join('\n')));
  const plain = lines.map((line) => line.replace(/\s*# .*$/, ''));
  const told = plain.map((line, at) => {
    const step = steps.find((one) => one.line === at);
    const words = step === undefined ? '' : tell(step);
    return words === '' ? line : `${line}  # ${words}`;
  });
  assert.deepEqual(
    told,
    lines.map((line) => line.replace(/\s*# /, '  # ')),
  );
}

/** Errors, warnings and infos of a text: `line code: message`. */
export function graveOf(text: string): string[] {
  return analyze(text)
    .findings.filter(({ severity }) => severity !== 'hint')
    .map((finding) => `${String(finding.line + 1)} ${finding.code}: ${sentence(finding, english)}`);
}

/** Asserts that a diagram is right, its `state` lines included. */
export function assertRight(text: string): void {
  assert.deepEqual(graveOf(text), [], text);
}

/** Asserts which codes are found, hints aside: `line code`. */
export function assertCodes(text: string, codes: readonly string[]): void {
  const found = graveOf(text).map((told) => told.slice(0, told.indexOf(':')));
  assert.deepEqual(found, codes, `${text}\n${graveOf(text).join('\n')}`);
}
