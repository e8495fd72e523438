import type { Severity } from './finding.ts';

/** What is to be known of a code: the documentation, the settings, the messages and the tests are made from it. */
export interface CodeEntry {
  /** The severity unless a setting or an `option rule` line says otherwise. */
  readonly severity: Severity;
  /** One sentence that says what is wrong, without a full stop. */
  readonly title: string;
  /** A short paragraph for the documentation: why it is so, and what to do. */
  readonly why: string;
  /** `RFC 9293 §3.4`, or '' where it is the notation's own rule. */
  readonly rfc: string;
  /** The English message templates; a rule names the one that fits. */
  readonly messages: Readonly<Record<string, string>>;
  /** A diagram that raises the code, once. */
  readonly bad: string;
  /** A near miss that does not. */
  readonly good: string;
}
