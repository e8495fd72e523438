import type { Label, SegmentStep } from '../../protocol/index.ts';
import type { Translator } from '../strings.ts';

/** What Wireshark would call a segment, and how it fares: what is written below its arrow. */
export function remarks(step: SegmentStep, t: Translator): string[] {
  // A fast retransmission is a retransmission: the more special word says both.
  const special = step.labels.some((label) => label.endsWith('-retransmission'));
  const labels = step.labels.filter((label) => !(special && label === 'retransmission'));
  const words = labels.map((label) => labelText(label, step.duplicate, t));
  if (step.delivery === 'lost') words.push(t('lost'));
  if (step.delivery === 'sent') words.push(t('in flight'));
  if (step.delivery === 'arrived') words.push(t('arrives'));
  return words;
}

function labelText(label: Label, duplicate: number, t: Translator): string {
  switch (label) {
    case 'retransmission':
      return t('retransmission');
    case 'fast-retransmission':
      return t('fast retransmission');
    case 'spurious-retransmission':
      return t('spurious retransmission');
    case 'out-of-order':
      return t('out of order');
    case 'duplicate-ack':
      return t('duplicate ACK #{n}', { n: duplicate });
    case 'keep-alive':
      return t('keep-alive');
    case 'keep-alive-ack':
      return t('keep-alive ACK');
    case 'window-update':
      return t('window update');
    case 'zero-window':
      return t('zero window');
    case 'zero-window-probe':
      return t('zero-window probe');
    case 'window-full':
      return t('window full');
    case 'acked-unseen-segment':
      return t('ACK of unseen segment');
    case 'previous-segment-not-captured':
      return t('previous segment not captured');
    case 'port-reused':
      return t('port reused');
    case 'old-duplicate':
      return t('old duplicate');
    case 'challenge-ack':
      return t('challenge ACK');
    case 'ignored':
      return t('ignored');
  }
}

/** `SYN, ACK seq=y ack=x+1 len=100`: a segment in words. */
export function segmentText(step: SegmentStep): string {
  const parts = [step.flags.join(', ')];
  if (step.seq !== null) parts.push(`seq=${step.seq}`);
  if (step.ack !== null) parts.push(`ack=${step.ack}`);
  if (step.len !== '0') parts.push(`len=${step.len}`);
  if (step.win !== null) parts.push(`win=${step.win}`);
  parts.push(...step.options);
  if (step.text !== '') parts.push(`"${step.text}"`);
  return parts.join(' ');
}
