import type { PolicyViolation, Verdict } from '@cairn/plugin-policy-common';
import { plain } from '../output/plain';
import type { Style, Tone } from '../output/Style';

const SEVERITIES: Readonly<
  Record<PolicyViolation['severity'], { word: string; tone: Tone }>
> = {
  deny: { word: 'denied', tone: 'bad' },
  approve: { word: 'needs approval', tone: 'warning' },
  warn: { word: 'warning', tone: 'warning' },
};

/** A broken rule: which, on what, why, and the smallest change that passes. */
function violationLines(
  violation: PolicyViolation,
  style: Style,
  portalUrl: string,
): string[] {
  const { word, tone } = SEVERITIES[violation.severity];
  const where = [violation.resource, violation.path].filter(Boolean).join(' ');
  return [
    `  ${style(tone, word)}  ${plain(violation.title)} (${plain(
      violation.rule,
    )})`,
    ...(where ? [`    on   ${plain(where)}`] : []),
    `    why  ${plain(violation.message)}`,
    ...(violation.fix ? [`    fix  ${plain(violation.fix.text)}`] : []),
    ...(violation.approvers && violation.approvers.length > 0
      ? [`    ask  ${violation.approvers.map(plain).join(', ')}`]
      : []),
    ...(violation.docs
      ? [`    docs ${plain(linkOf(violation.docs, portalUrl))}`]
      : []),
  ];
}

/** Links of rules may be paths of the portal. */
function linkOf(docs: string, portalUrl: string): string {
  return docs.startsWith('/') ? `${portalUrl}${docs}` : docs;
}

/** What policy says, the worst first. */
export function verdictLines(
  verdict: Verdict,
  style: Style,
  portalUrl: string,
): string[] {
  const order = ['deny', 'approve', 'warn'] as const;
  const violations = order.flatMap(severity =>
    verdict.violations.filter(violation => violation.severity === severity),
  );
  const passed = verdict.rules.filter(rule => rule.passed).length;
  const head = verdict.allowed
    ? style('good', 'allowed')
    : style('bad', 'denied');
  return [
    `Policy: ${head}, ${passed} of ${verdict.rules.length} rules passed`,
    ...violations.flatMap(violation =>
      violationLines(violation, style, portalUrl),
    ),
  ];
}
