import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { PolicyViolation } from '@cairn/plugin-policy-common';
import fc from 'fast-check';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import {
  countWords,
  findingsOn,
  findingsOnRequest,
  groupChanges,
  verdictWords,
} from '@cairn/plugin-environments-react';

async function somePlan() {
  return new FakeEnvironments().plan({
    action: 'create',
    class: 'service-preview',
    name: 'my-preview',
    owner: 'group:default/checkout-team',
    parameters: { service: 'component:default/checkout-api' },
  });
}

function violation(changes: Partial<PolicyViolation>): PolicyViolation {
  return {
    rule: 'a.rule',
    title: 'A rule',
    severity: 'deny',
    message: 'It is broken.',
    ...changes,
  };
}

describe('groupChanges', () => {
  it('loses no change and keeps the order of effects within a component', async () => {
    const { changes } = await somePlan();
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(changes, { minLength: changes.length }),
        async shuffled => {
          const groups = groupChanges(shuffled);
          expect(groups.map(({ component }) => component)).toEqual([
            'guard-rails',
            'service',
          ]);
          expect(groups.flatMap(group => group.changes)).toEqual(changes);
        },
      ),
    );
  });
});

describe('countWords', () => {
  it('counts each operation', async () => {
    const { changes } = await somePlan();
    const mixed: PlannedChange[] = changes.map((change, index) => ({
      ...change,
      operation: index === 0 ? 'conflict' : 'create',
    }));
    expect(countWords(mixed)).toBe('6 to create, 1 in conflict');
    expect(countWords([])).toBe('Nothing to do');
  });
});

describe('findings', () => {
  it('stand at exactly one place', async () => {
    const plan = await somePlan();
    const violations = [
      violation({ resource: 'NetworkPolicy/default-deny' }),
      violation({ resource: 'NetworkPolicy/another' }),
      violation({}),
    ];
    const judged = { ...plan, verdict: { ...plan.verdict, violations } };
    const onObjects = plan.changes.flatMap(change =>
      findingsOn(change, violations),
    );
    expect(onObjects).toEqual([violations[0]]);
    expect(findingsOnRequest(judged)).toEqual([violations[1], violations[2]]);
  });
});

describe('verdictWords', () => {
  it.each([
    [true, [], 'Policy allows this: 9 rules passed'],
    [
      true,
      [violation({ severity: 'warn' })],
      'Policy allows this, 1 rule warns',
    ],
    [true, [violation({ severity: 'approve' })], '1 rule asks for an approval'],
    [
      false,
      [violation({}), violation({ rule: 'b.rule' }), violation({})],
      'Denied by 2 rules',
    ],
    // Not allowed without a finding, as where the bundle's answer is incomplete: never said as allowed.
    [false, [], 'Denied: policy did not say yes'],
  ])('allowed %s with %j: %s', async (allowed, violations, words) => {
    const plan = await somePlan();
    expect(
      verdictWords({
        ...plan,
        verdict: { ...plan.verdict, allowed, violations },
      }),
    ).toBe(words);
  });
});
