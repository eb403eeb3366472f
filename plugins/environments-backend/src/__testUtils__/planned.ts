import { randomUUID } from 'node:crypto';
import type { PlannedChange } from '@cairn/plugin-environments-common';
import type { PlanResult } from '../plans/PlanResult';

/** When what is {@link planned} was planned. */
export const PLANNED_AT = '2026-01-01T00:00:00.000Z';

/** A plan that creates an environment, as stores keep it: of this name, and by default of the checkout team. */
export function planned(
  name: string,
  options: {
    owner?: string;
    cluster?: string;
    class?: string;
    /** End of the environment's life. */
    expiresAt?: string;
    entities?: string[];
    /** What happens to each of its objects. Default: two are created. */
    operations?: Array<PlannedChange['operation']>;
  } = {},
): PlanResult & { target: NonNullable<PlanResult['target']> } {
  const {
    owner = 'group:default/checkout-team',
    cluster = 'local',
    operations = ['create', 'create'],
  } = options;
  const environmentId = randomUUID();
  const namespace = `env-${name}`;
  const environment = { name, namespace, owner, cluster };
  const cls = { name: options.class ?? 'sandbox', version: 'sha256:1' };
  return {
    environmentId,
    plan: {
      digest: `sha256:${randomUUID()}`,
      action: 'create',
      environment,
      class: cls,
      parameters: { size: 'small' },
      mode: 'awake',
      changes: operations.map((operation, index) => ({
        index,
        component: 'a',
        engine: 'fake',
        operation,
        ref: {
          cluster,
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace,
          name: `c${index}`,
        },
        fields: [],
        warnings: [],
      })),
      coverage: { computed: operations.length, total: operations.length },
      verdict: { allowed: true, revision: 'r', rules: [], violations: [] },
      blockers: [],
      createdAt: PLANNED_AT,
      expiresAt: '2026-01-02T00:00:00.000Z',
      requestedBy: 'user:default/amara.okafor',
    },
    target: {
      context: {
        environment: {
          id: environmentId,
          ...environment,
          ownerName: 'checkout-team',
        },
        class: cls,
        parameters: { size: 'small' },
        entities: {},
        git: { url: '' },
      },
      class: {
        ...cls,
        owner: 'group:default/platform-team',
        lifecycle: { production: false },
      },
      entities: options.entities ?? [],
      requestedAt: PLANNED_AT,
      ...(options.expiresAt && { expiresAt: options.expiresAt }),
    },
  };
}
