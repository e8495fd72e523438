import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver-types';
import { describe, say, type Finding, type Severity } from '../core/findings/finding.ts';
import type { Context } from './context.ts';
import type { Unit } from './unit.ts';

/** The name that stands beside every problem. */
export const SOURCE = 'handshake';

/** Everything that was found in the document, in the order of its lines. */
export function diagnostics(context: Context): Diagnostic[] {
  return context.document.units.flatMap((unit) =>
    unit.analysis.findings.map((finding) => toDiagnostic(finding, unit, context)),
  );
}

/** A finding as the protocol tells it. */
export function toDiagnostic(finding: Finding, unit: Unit, context: Context): Diagnostic {
  const diagnostic: Diagnostic = {
    range: unit.range(finding),
    severity: SEVERITY[finding.severity],
    code: finding.code,
    codeDescription: { href: context.host.ruleLink(finding.code) },
    source: SOURCE,
    message: describe(finding, context.translate, unit.startLine),
  };
  if (UNNECESSARY.has(finding.code)) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (finding.related.length > 0) diagnostic.relatedInformation = related(finding, unit, context);
  return diagnostic;
}

/** Codes of what could as well be left out; an editor shows it faded. */
const UNNECESSARY: ReadonlySet<string> = new Set(['participant-unused']);

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

function related(finding: Finding, unit: Unit, context: Context): DiagnosticRelatedInformation[] {
  return finding.related.map((place) => ({
    location: { uri: context.document.uri, range: unit.range(place) },
    message: say(place.why, context.translate, unit.startLine),
  }));
}
