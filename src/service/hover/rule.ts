import { CODES, type Code } from '../../core/findings/codes.ts';
import type { Severity } from '../../core/findings/finding.ts';
import type { Context } from '../context.ts';
import { code, plain, rfcLink } from '../markdown.ts';

/** The names of the severities. */
export const SEVERITY_WORDS: Readonly<Record<Severity | 'off', string>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  hint: 'hint',
  off: 'off',
};

/** The documentation of a rule: what it says, how grave it is, why, and an example each way. */
export function ruleHover(rule: Code, context: Context): string[] {
  const { translate, settings } = context;
  const entry = CODES[rule];
  const severity = translate(SEVERITY_WORDS[settings.rules[rule] ?? entry.severity], {});
  const link = `[${plain(translate('Documentation', {}))}](${context.host.ruleLink(rule)})`;
  const reference = entry.rfc === '' ? link : `${rfcLink(entry.rfc)} · ${link}`;
  return [
    `${code(rule)} (${severity}) — ${plain(translate(entry.title, {}))}`,
    plain(translate(entry.why, {})),
    `${plain(translate('Raises it:', {}))}\n${fence(entry.bad)}`,
    `${plain(translate('Does not raise it:', {}))}\n${fence(entry.good)}`,
    reference,
  ];
}

function fence(text: string): string {
  return `\`\`\`tcp\n${text}\n\`\`\``;
}
