import type {
  Environment,
  Plan,
  Receipt,
  Run,
} from '@cairn/plugin-environments-common';

/** The receipt of a destroy after which nothing is left. */
export function receiptOf(
  environment: Environment,
  run: Pick<Run, 'id' | 'digest' | 'startedAt' | 'createdAt' | 'finishedAt'>,
  plan: Pick<Plan, 'changes'>,
  ledger: Receipt['ledger'],
): Receipt {
  const finishedAt = run.finishedAt ?? run.createdAt;
  return {
    id: `receipt-${run.id}`,
    environment: environment.name,
    environmentId: environment.id,
    run: run.id,
    digest: run.digest,
    complete: true,
    items: plan.changes.map(({ ref, liveUid }) => ({
      ref,
      uid: liveUid ?? 'unknown',
      state: 'absent',
      confirmedAt: finishedAt,
    })),
    leftovers: [],
    search: { kinds: 64, failed: [] },
    startedAt: run.startedAt ?? run.createdAt,
    finishedAt,
    ledger,
  };
}

/** The same where a finalizer holds the namespace, and something else was found. */
export function incomplete(receipt: Receipt): Receipt {
  const [namespace] = receipt.items.slice(-1);
  return {
    ...receipt,
    complete: false,
    items: [
      ...receipt.items.slice(0, -1),
      {
        ...namespace,
        state: 'present',
        confirmedAt: undefined,
        message:
          'It is being deleted, but the finalizer kubernetes.io/pvc-protection of PersistentVolumeClaim data holds it.',
      },
    ],
    leftovers: [
      {
        uid: 'uid-left',
        ref: {
          cluster: 'local',
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          namespace: namespace.ref.name,
          name: 'data',
        },
      },
    ],
    search: {
      kinds: 63,
      failed: [
        {
          kind: 'metrics.k8s.io/v1beta1 PodMetrics',
          message: 'the metrics server does not answer',
        },
      ],
    },
  };
}
