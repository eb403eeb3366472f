import type { PolicyResult } from '@cairn/plugin-policy-common';

/** Whether nothing denies; what asks for an approval cannot be approved in a pipeline, so it is a no as well. */
export function isAllowed({ violations }: PolicyResult): boolean {
  return violations.every(({ severity }) => severity === 'warn');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** The verdict for people: what is wrong, where, why and what to do, then the rules in one line. */
export function reportOf(result: PolicyResult, objects: number): string {
  const { rules, violations } = result;
  const lines = violations.flatMap(violation => {
    const { severity, rule, title, message, resource, path, fix, docs } =
      violation;
    const place = [resource, path].filter(Boolean).join('  ');
    return [
      `${severity.padEnd(7)} ${rule}  ${title}`,
      ...(place ? [`        on      ${place}`] : []),
      `        why     ${message}`,
      ...(fix?.text ? [`        fix     ${fix.text}`] : []),
      ...(docs ? [`        docs    ${docs}`] : []),
      '',
    ];
  });
  const passed = rules.filter(rule => rule.passed).length;
  return [
    ...lines,
    `${count(objects, 'object')}, ${count(
      rules.length,
      'rule',
    )}: ${passed} passed, ${rules.length - passed} broken`,
    isAllowed(result) ? 'Allowed.' : 'Denied.',
  ].join('\n');
}
