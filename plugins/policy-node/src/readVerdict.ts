import {
  policyResultSchema,
  type PolicyViolation,
  type Verdict,
} from '@cairn/plugin-policy-common';
import { PolicyUnavailableError } from './PolicyUnavailableError';

/**
 * Makes a verdict of what the bundle answered, or throws: an answer with a hole in it is no answer. Order does not depend on OPA, so
 * that equal verdicts have equal bytes.
 *
 * @throws PolicyUnavailableError
 */
export function readVerdict(
  result: unknown,
  revision: string,
  expectedRules: readonly string[],
): Verdict {
  const say = (what: string) =>
    new PolicyUnavailableError(
      `The answer of policy (bundle ${revision}) is not complete, so it is not trusted: ${what}. The platform team can see what is wrong on the Platform page`,
    );
  if (result === undefined) {
    throw say('it has no verdict');
  }
  const parsed = policyResultSchema.safeParse(result);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw say(`${issue.path.join('.') || 'the verdict'}: ${issue.message}`);
  }
  const { rules, violations } = parsed.data;

  const answered = new Set(rules.map(rule => rule.id));
  const expected = new Set(expectedRules);
  if (answered.size !== rules.length) {
    throw say('it names a rule twice');
  }
  const missing = [...expected].filter(id => !answered.has(id));
  if (missing.length > 0) {
    throw say(`it does not say whether ${missing.join(', ')} passed`);
  }
  const extra = [...answered].filter(id => !expected.has(id));
  if (extra.length > 0) {
    throw say(
      `it names ${extra.join(', ')}, which the bundle's manifest does not`,
    );
  }

  const broken = new Set(violations.map(violation => violation.rule));
  const unknown = [...broken].filter(id => !answered.has(id));
  if (unknown.length > 0) {
    throw say(`it has a violation of ${unknown.join(', ')}, which is no rule`);
  }
  for (const { id, passed } of rules) {
    if (passed === broken.has(id)) {
      throw say(
        passed
          ? `${id} passed and has a violation`
          : `${id} did not pass and does not say why`,
      );
    }
  }
  for (const { rule, severity, approvers } of violations) {
    if (severity === 'approve' && !approvers?.length) {
      throw say(
        `${rule} asks for an approval and names nobody who may give it`,
      );
    }
  }
  return {
    allowed: violations.every(violation => violation.severity !== 'deny'),
    revision,
    rules: [...rules].sort((a, b) => compare(a.id, b.id)),
    violations: [...violations].sort((a, b) => compare(sortKey(a), sortKey(b))),
  };
}

function sortKey(violation: PolicyViolation): string {
  const { rule, resource = '', path = '', message } = violation;
  return JSON.stringify([rule, resource, path, message]);
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
