import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Analysis, analyze } from '../../src/core/check/index.ts';
import type { SegmentStep, Step, TcbView } from '../../src/core/check/trace.ts';
import { writeSegment } from '../../src/core/notation/write.ts';

/**
 * All that a trace says of the figures of RFC 9293, and of the diagrams of `test/fixtures/told`, line by line: what became of
 * a segment, both blocks after it (§3.3.1), what its receiver owes, and what may stand on the next line. It stands in
 * `NAME.txt` of that folder; `UPDATE=1` writes it anew, to be read as a diff.
 */
const FOLDER = new URL('../fixtures/told/', import.meta.url);
const EXAMPLES = new URL('../../examples/', import.meta.url);
const update = process.env['UPDATE'] === '1';

const DIAGRAMS = [
  ...readdirSync(EXAMPLES)
    .filter((name) => /^(rfc9293-figure|zero-window|close-wait)/.test(name))
    .map((name) => new URL(name, EXAMPLES)),
  ...readdirSync(FOLDER)
    .filter((name) => name.endsWith('.tcp'))
    .map((name) => new URL(name, FOLDER)),
];

const known = (value: string | null): string => value ?? '?';

function block(name: string, tcb: TcbView): string {
  const early = tcb.outOfOrder.map(([from, to]) => ` early ${from} to ${to}`).join('');
  const sent = `ISS ${known(tcb.iss)}, SND.UNA ${known(tcb.sndUna)}, SND.NXT ${known(tcb.sndNxt)}, SND.WND ${known(tcb.sndWnd)}`;
  const received = `IRS ${known(tcb.irs)}, RCV.NXT ${known(tcb.rcvNxt)}, RCV.WND ${known(tcb.rcvWnd)}`;
  return `${name} ${tcb.state}: ${sent}; ${received}${early}`;
}

function changes(states: SegmentStep['states']): string {
  return Object.entries(states)
    .map(([name, [before, after]]) => `${name} ${before === after ? before : `${before} → ${after}`}`)
    .join(', ');
}

function segment(step: SegmentStep): string[] {
  const { from, to, relative, reply } = step;
  const ports = `${from}:${String(step.fromPort)} to ${to}:${String(step.toPort)}`;
  const fields = { seq: step.seq, ack: step.ack, len: step.len, fin: step.fin, win: step.win };
  const numbers = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
  const implied = Object.entries(step.implied).flatMap(([name, left]) => (left ? [name] : []));
  return [
    `${step.delivery}, ${ports}, ${step.flags.join()} ${[...numbers, ...step.options].join(' ')} "${step.text}"`,
    `relative ${known(relative.seq)}/${known(relative.ack)}; left out: ${implied.join()}; at ${String(step.time)}, sent on ${String(step.sentLine)}`,
    `${step.phase ?? 'no phase'} ${String(step.step)}: ${changes(step.states)}; ${step.labels.join(', ')} ${String(step.duplicate)}`,
    ...Object.entries(step.tcbs).map(([name, tcb]) => block(name, tcb)),
    ...(reply === null ? [] : [`to be answered: ${reply.flags.join()} ${known(reply.seq)}/${known(reply.ack)}`]),
  ];
}

function told(step: Step): string[] {
  switch (step.kind) {
    case 'segment':
      return segment(step);
    case 'action':
      return [`${step.action} of ${step.target}: ${changes(step.states)}`];
    case 'state':
      return [`asserted: ${step.asserted.map(({ name, state }) => `${name} ${state}`).join(', ')}`];
    case 'elision':
      return [`elision "${step.text}"`];
    case 'note':
      return [`note ${step.position} ${step.targets.join()}: ${step.text}`];
  }
}

function tell(analysis: Analysis): string {
  const said: string[] = [];
  const { lines } = analysis;
  for (let line = -1; line < lines.count; line++) {
    const step = line < 0 ? undefined : analysis.step(line);
    if (line >= 0 && step === undefined && !/^\s*(client|server|participant|listen)/.test(lines.line(line))) continue;
    said.push(line < 0 ? 'before the first line' : `${String(line)}  ${lines.line(line)}`);
    if (step !== undefined) said.push(...told(step).map((one) => `     ${one.trimEnd()}`));
    const acknowledged = line < 0 ? undefined : analysis.acknowledged(line);
    if (acknowledged !== undefined) said.push(`     acknowledges up to line ${String(acknowledged)}`);
    for (const next of analysis.next(line))
      said.push(`     ${next.rank}, ${next.purpose}: ${writeSegment(next, null)}`);
  }
  for (const diagram of analysis.diagrams) {
    const bindings = analysis
      .bindings(diagram)
      .map(({ name, value, how, line }) => `${name}=${known(value)} (${how} on ${String(line)})`);
    said.push(`symbols: ${bindings.join(', ')}`);
    const people = diagram.participants.map(
      ({ name, label, role, line }) => `${name} "${label}" ${role} ${String(line)}`,
    );
    said.push(`participants: ${people.join(', ')}`);
  }
  return `${said.join('\n')}\n`;
}

describe('What is told of a diagram (RFC 9293)', () => {
  for (const file of DIAGRAMS) {
    const name = file.pathname.replace(/^.*\//, '').replace('.tcp', '');

    it(`${name}: stands in ${name}.txt`, () => {
      const now = tell(analyze(readFileSync(file, 'utf8')));
      const golden = new URL(`${name}.txt`, FOLDER);
      if (update) writeFileSync(golden, now);
      assert.deepEqual(now.split('\n'), readFileSync(golden, 'utf8').split('\n'));
    });
  }
});
