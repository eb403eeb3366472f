import type {
  Environment,
  Plan,
  PlanAction,
  Run,
} from '@cairn/plugin-environments-common';

const TTL_MS = 72 * 3_600_000;

/** The environment that a plan makes. */
export function environmentOf(
  plan: Plan,
  id: string,
  createdBy: string,
): Environment {
  const at = new Date().toISOString();
  const end = new Date(Date.now() + TTL_MS).toISOString();
  const { service } = plan.parameters;
  return {
    id,
    title: plan.environment.name,
    ...plan.environment,
    class: plan.class,
    parameters: plan.parameters,
    mode: plan.mode,
    entities: typeof service === 'string' ? [service] : [],
    state: 'Provisioning',
    reason: 'A run is under way.',
    since: at,
    conditions: [],
    outputs: { namespace: plan.environment.namespace },
    createdAt: at,
    createdBy,
    expiresAt: end,
    lease: {
      expiresAt: end,
      renewals: { used: 0, allowed: 2 },
      extendableTo: end,
      lastActivityAt: at,
    },
  };
}

/** What a run does to its environment while it goes. */
export function duringRun({ action, createdAt }: Run): Partial<Environment> {
  return {
    state: action === 'destroy' ? 'Destroying' : 'Provisioning',
    reason: 'A run is under way.',
    since: createdAt,
  };
}

const REASONS: Record<Exclude<PlanAction, 'destroy'>, string> = {
  create: 'Everything is there and ready.',
  update: 'Everything is as the last plan made it.',
  hibernate: 'Everything that runs is at zero.',
  wake: 'Everything is there and ready.',
  repair: 'Everything is as the last plan made it.',
};

/** What a run has made of its environment; `version` is the newest of its class. */
export function afterRun(
  run: Run,
  plan: Plan,
  version: string | undefined,
): Partial<Environment> {
  const at = run.finishedAt ?? new Date().toISOString();
  if (run.state !== 'Succeeded') {
    return { state: 'Failed', reason: run.message, since: at };
  }
  if (run.action === 'destroy') {
    return {
      state: 'Destroyed',
      reason: 'Everything it owned is gone.',
      since: at,
      destroyedAt: at,
    };
  }
  return {
    state: plan.mode === 'hibernated' ? 'Hibernated' : 'Ready',
    reason: REASONS[run.action],
    since: at,
    observedAt: at,
    mode: plan.mode,
    parameters: plan.parameters,
    class: plan.class,
    ...(plan.class.version === version ? { upgrade: undefined } : {}),
  };
}
