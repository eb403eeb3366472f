import type {
  Approval,
  Drift,
  Receipt,
} from '@cairn/plugin-environments-common';
import { withoutColour } from '../output/Style';
import { driftExitCode } from '../commands/lifecycle';
import { approvalLines } from './approvalView';
import { driftLines } from './driftView';
import { receiptLines } from './receiptView';

const now = Date.parse('2026-01-02T00:00:00Z');
const style = withoutColour;
const ref = {
  cluster: 'local',
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  namespace: 'env-shop',
  name: 'environment',
};

const shop = { name: 'shop', parameters: { size: 'small', open: true } };

describe('drift', () => {
  const drift: Drift = {
    observedAt: '2026-01-01T23:59:00Z',
    resources: [
      {
        component: 'namespace',
        ref,
        kind: 'changed',
        message: 'Somebody changed it.',
        fields: [
          {
            path: '/spec/hard/pods',
            before: '10',
            after: '99',
            manager: 'kubectl-edit',
            changedAt: '2026-01-01T23:00:00Z',
          },
        ],
      },
    ],
    unknown: [],
    accept: {
      parameters: { size: 'large', open: true },
      covers: 1,
      of: 2,
    },
  };

  it('says who changed what, and the two ways out', () => {
    const lines = driftLines(shop, drift, { style, now });
    expect(lines).toContain(
      '      ~ spec.hard.pods: "10" -> "99"  by kubectl-edit, 1 h ago',
    );
    expect(lines.slice(-2)).toEqual([
      'Put it back:  ./cairn env repair shop',
      'Accept it:    ./cairn env update shop --set size=large  (1 of 2 fields)',
    ]);
  });

  it('offers no command that does more than it says, whatever somebody set', () => {
    const accept = {
      parameters: { image: "web:2'; rm -rf ~ #", hosts: ['a b'] },
      covers: 1,
      of: 1,
    };
    expect(driftLines(shop, { ...drift, accept }, { style, now }).at(-1)).toBe(
      `Accept it:    ./cairn env update shop --set 'image=web:2'\\''; rm -rf ~ #' --set 'hosts=["a b"]'  (1 of 1 fields)`,
    );
  });

  it.each([
    ['something drifted', drift, 1],
    ['nothing did', { ...drift, resources: [] }, 0],
    ['it was not looked at', { resources: [], unknown: [] }, 6],
    [
      'part of it cannot be compared',
      { ...drift, resources: [], unknown: [{ ref, message: 'Away.' }] },
      6,
    ],
  ])('tells a script by its exit code that %s', (_what, found, code) => {
    expect(driftExitCode(found)).toBe(code);
  });

  it('does not say that there is none where it was not looked at', () => {
    expect(
      driftLines(shop, { resources: [], unknown: [] }, { style, now }),
    ).toEqual(['Not known in shop (not looked at yet).']);
    expect(
      driftLines(
        shop,
        { ...drift, resources: [], unknown: [{ ref, message: 'is away' }] },
        { style, now },
      )[0],
    ).toMatch(/^Not known/);
  });

  it('obeys no control characters of what is live', () => {
    const hostile = '\u001b[2Jgone';
    const lines = driftLines(
      shop,
      {
        ...drift,
        resources: [
          {
            ...drift.resources[0],
            fields: [{ path: `/${hostile}`, after: hostile, manager: hostile }],
          },
        ],
      },
      { style, now },
    );
    expect(lines.join('\n')).not.toContain('\u001b');
  });
});

describe('a receipt', () => {
  const receipt: Receipt = {
    id: '1',
    environment: 'shop',
    environmentId: '2',
    run: '3',
    digest: 'sha256:4',
    complete: false,
    items: [
      { ref, uid: '5', state: 'absent', confirmedAt: '2026-01-01T00:00:00Z' },
      { ref, uid: '6', state: 'unknown', message: 'The cluster is away' },
    ],
    leftovers: [{ ref, uid: '7' }],
    search: { kinds: 16, failed: [{ kind: 'Job', message: 'forbidden' }] },
    startedAt: '2026-01-01T00:00:00Z',
    finishedAt: '2026-01-01T00:00:01Z',
    ledger: { sequence: 9, hash: 'abc' },
  };

  it('that is not complete says so first, and what is missing', () => {
    const lines = receiptLines(receipt, style);
    expect(lines[0]).toBe(
      'Not everything is proven to be gone: shop, 1 of 2 objects confirmed absent',
    );
    expect(lines).toContain(
      '  ✖ ResourceQuota/environment  unknown: The cluster is away',
    );
    expect(lines).toContain('  ? Job could not be searched: forbidden');
  });
});

describe('a request for approval', () => {
  const approval: Approval = {
    id: '1',
    digest: 'sha256:4',
    state: 'Approved',
    reason: 'Everybody said yes.',
    action: 'create',
    environment: 'shop',
    owner: 'group:default/checkout-team',
    class: 'staging',
    requestedBy: 'user:default/amara.okafor',
    agent: true,
    summary: '3 create',
    needed: [
      {
        rule: 'cost.approval-above',
        title: 'Expensive',
        message: 'It costs much.',
        approvers: ['group:default/platform-team'],
        fourEyes: true,
      },
    ],
    decisions: [
      {
        decision: 'approve',
        by: 'user:default/priya.raman',
        rules: ['cost.approval-above'],
        at: '2026-01-01T23:00:00Z',
      },
    ],
    createdAt: '2026-01-01T22:00:00Z',
    expiresAt: '2026-01-02T22:00:00Z',
    may: ['apply'],
  };

  it('says whose yes it needs, who gave it, and how to go on', () => {
    expect(approvalLines(approval, style, now)).toEqual([
      'create shop  Approved: Everybody said yes.',
      'Digest      sha256:4',
      'Asked by    amara.okafor, through a program, 2 h ago',
      'Good until  2026-01-02T22:00:00Z (in 22 h)',
      '  needs  cost.approval-above: the yes of platform-team, of another person',
      '  yes  priya.raman, 1 h ago',
      '',
      'Apply exactly this:  ./cairn env apply sha256:4',
    ]);
  });
});
