import fc from 'fast-check';
import type { PolicyResult } from '@cairn/plugin-policy-common';
import { PolicyUnavailableError } from './PolicyUnavailableError';
import { readVerdict } from './readVerdict';

const ids = ['a', 'b', 'c'];

const violationOf = (rule: string) =>
  fc.record(
    {
      rule: fc.constant(rule),
      title: fc.string({ minLength: 1 }),
      severity: fc.constantFrom('deny' as const, 'warn' as const),
      message: fc.string({ minLength: 1 }),
      resource: fc.string(),
    },
    { requiredKeys: ['rule', 'title', 'severity', 'message'] },
  );

/** Answers as a bundle with the rules a, b and c may give them. */
const complete: fc.Arbitrary<PolicyResult> = fc
  .tuple(...ids.map(id => fc.array(violationOf(id), { maxLength: 3 })))
  .map(found => ({
    rules: ids.map((id, index) => ({ id, passed: found[index].length === 0 })),
    violations: found.flat(),
  }));

const read = (result: unknown) => readVerdict(result, 'r', ids);

it('allows exactly what no violation denies', () => {
  fc.assert(
    fc.property(complete, result => {
      expect(read(result).allowed).toBe(
        !result.violations.some(violation => violation.severity === 'deny'),
      );
    }),
  );
});

it('does not depend on the order of the answer', () => {
  fc.assert(
    fc.property(complete, result => {
      const turned = {
        rules: [...result.rules].reverse(),
        violations: [...result.violations].reverse(),
      };
      const [one, other] = [read(result), read(turned)];
      expect(other.rules).toEqual(one.rules);
      expect(other.allowed).toBe(one.allowed);
      expect(other.violations.map(v => v.message).sort()).toEqual(
        one.violations.map(v => v.message).sort(),
      );
    }),
  );
});

it('never gives a verdict where a rule is lost, named twice or made up', () => {
  fc.assert(
    fc.property(complete, fc.nat(2), (result, index) => {
      const rule = result.rules[index];
      const without = result.rules.filter(other => other !== rule);
      for (const rules of [
        without,
        [...result.rules, rule],
        [...result.rules, { id: 'made-up', passed: true }],
        [...without, { ...rule, passed: !rule.passed }],
      ]) {
        expect(() => read({ ...result, rules })).toThrow(
          PolicyUnavailableError,
        );
      }
    }),
  );
});

it('never gives a verdict for what is not an answer', () => {
  fc.assert(
    fc.property(fc.anything(), value => {
      expect(() => read(value)).toThrow(PolicyUnavailableError);
    }),
  );
});

const broken = {
  rules: [
    { id: 'a', passed: false },
    { id: 'b', passed: true },
    { id: 'c', passed: true },
  ],
};
const violation = { rule: 'a', title: 'A', severity: 'deny', message: 'No.' };

it.each([
  ['an unknown severity', { ...violation, severity: 'shrug' }],
  ['no message', { ...violation, message: '' }],
  ['a rule that is none', { ...violation, rule: 'z' }],
  ['nobody who may approve', { ...violation, severity: 'approve' }],
  [
    'an empty list of who may approve',
    { ...violation, severity: 'approve', approvers: [] },
  ],
])('refuses a violation with %s', (_, changed) => {
  expect(() => read({ ...broken, violations: [changed] })).toThrow(
    PolicyUnavailableError,
  );
});

it('allows what asks for an approval, and names who may give it', () => {
  const approvers = ['group:default/platform-team'];
  expect(
    read({
      ...broken,
      violations: [{ ...violation, severity: 'approve', approvers }],
    }),
  ).toMatchObject({ allowed: true, violations: [{ approvers }] });
});
