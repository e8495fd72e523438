/**
 * `npm run corpus -- DIR`: runs the engine over a folder of captures and says how well it agrees with the stack that
 * wrote them. Each file is taken at a participant `L` (`option capture L`), whose lines are what a real TCP sent.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../src/core/check/index.ts';
import type { Analysis, SegmentStep, Step } from '../src/core/check/index.ts';
import { describe, english } from '../src/core/findings/finding.ts';

/** The participant under test. */
const LOCAL = 'L';

interface Tally {
  files: number;
  segments: number;
  errors: number;
  failedStates: number;
  arrivals: number;
  rightReplies: number;
}

function main(folder: string): number {
  const tally: Tally = { files: 0, segments: 0, errors: 0, failedStates: 0, arrivals: 0, rightReplies: 0 };
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.tcp'))
    .sort();
  for (const name of files) examine(name, readFileSync(join(folder, name), 'utf8'), tally);
  const share = tally.arrivals === 0 ? 100 : (100 * tally.rightReplies) / tally.arrivals;
  console.log(`files                      ${String(tally.files)}`);
  console.log(`segments                   ${String(tally.segments)}`);
  console.log(`errors on lines of ${LOCAL}       ${String(tally.errors)}`);
  console.log(`failed state assertions    ${String(tally.failedStates)}`);
  console.log(
    `replies                    ${String(tally.rightReplies)} of ${String(tally.arrivals)} right (${share.toFixed(2)} %)`,
  );
  return tally.errors + tally.failedStates === 0 ? 0 : 1;
}

function examine(name: string, text: string, tally: Tally): void {
  const analysis = analyze(text);
  tally.files++;
  for (const diagram of analysis.diagrams) {
    const { steps } = analysis.trace(diagram);
    tally.segments += steps.filter((step) => step.kind === 'segment').length;
    compareReplies(name, analysis, steps, tally);
    if (!name.includes('insecure')) countErrors(name, analysis, steps, tally);
  }
}

function countErrors(name: string, analysis: Analysis, steps: readonly Step[], tally: Tally): void {
  const local = new Set(steps.filter((step) => step.kind === 'segment' && step.from === LOCAL).map(({ line }) => line));
  for (const finding of analysis.findings) {
    if (finding.severity !== 'error') continue;
    const failedState = finding.code === 'state-mismatch';
    if (!failedState && !local.has(finding.line)) continue;
    if (failedState) tally.failedStates++;
    else tally.errors++;
    const place = `${name}:${String(finding.line + 1)}:${String(finding.from + 1)}`;
    console.log(`${place}: ${finding.code}: ${describe(finding, english)}\n    ${analysis.lines.line(finding.line)}`);
  }
}

/** Of the segments that arrive at L: is the reply that the engine requires what L sends before anything else arrives? */
function compareReplies(name: string, analysis: Analysis, steps: readonly Step[], tally: Tally): void {
  const segments = steps.filter((step): step is SegmentStep => step.kind === 'segment');
  segments.forEach((step, i) => {
    if (step.to !== LOCAL || step.delivery === 'lost' || step.delivery === 'sent') return;
    tally.arrivals++;
    const next = segments.slice(i + 1).find((later) => sameConnection(later, step));
    const answer = next?.from === LOCAL ? next : undefined;
    if (fits(step, answer)) tally.rightReplies++;
    else tell(name, analysis, step, answer);
  });
}

function sameConnection(a: SegmentStep, b: SegmentStep): boolean {
  const ports = (step: SegmentStep): string =>
    step.from === LOCAL
      ? `${String(step.fromPort)} ${String(step.toPort)}`
      : `${String(step.toPort)} ${String(step.fromPort)}`;
  return ports(a) === ports(b);
}

/**
 * A required reply must be the next segment. Where none is required L may send what it likes later, but neither a reset
 * that answers this segment, nor a SYN,ACK.
 */
function fits({ reply, time }: SegmentStep, answer: SegmentStep | undefined): boolean {
  if (reply === null) {
    return answer?.time !== time || !(answer.flags.includes('RST') || answer.flags.includes('SYN'));
  }
  if (answer === undefined) return false;
  const kind = (flags: readonly string[]): string => ['SYN', 'RST'].filter((flag) => flags.includes(flag)).join();
  if (kind(reply.flags) !== kind(answer.flags)) return false;
  if (reply.flags.includes('ACK') !== answer.flags.includes('ACK')) return false;
  if (reply.seq !== null && reply.flags.includes('RST') && reply.seq !== answer.seq) return false;
  return reply.ack === null || reply.ack === answer.ack;
}

function tell(name: string, analysis: Analysis, step: SegmentStep, answer: SegmentStep | undefined): void {
  const words =
    step.reply === null
      ? 'nothing'
      : `${step.reply.flags.join()} seq=${String(step.reply.seq)} ack=${String(step.reply.ack)}`;
  const sent = answer === undefined ? 'nothing' : analysis.lines.line(answer.line);
  console.log(
    `${name}:${String(step.line + 1)}: ${analysis.lines.line(step.line)}\n    required ${words}; sent ${sent}`,
  );
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: npm run corpus -- DIR');
  process.exitCode = 2;
} else {
  process.exitCode = main(folder);
}
