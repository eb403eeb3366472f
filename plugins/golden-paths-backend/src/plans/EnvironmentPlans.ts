import type { EnvironmentsApi } from '@cairn/plugin-environments-common';
import type {
  EnvironmentInput,
  GoldenPathBlocker,
  PlannedEnvironment,
} from '@cairn/plugin-golden-paths-common';
import { blockerOfFailure, blockersOfPlan } from './environmentBlockers';

/** The environments of a golden path, planned, and what stands in their way. */
export async function planEnvironments(
  inputs: readonly EnvironmentInput[],
  /** In the name of the person who asks. */
  api: Pick<EnvironmentsApi, 'plan'>,
): Promise<{
  environments: PlannedEnvironment[];
  blockers: GoldenPathBlocker[];
}> {
  const planned = await Promise.all(inputs.map(one => planOne(one, api)));
  return {
    environments: planned.flatMap(({ environment }) =>
      environment ? [environment] : [],
    ),
    blockers: planned.flatMap(({ blockers }) => blockers),
  };
}

async function planOne(
  input: EnvironmentInput,
  api: Pick<EnvironmentsApi, 'plan'>,
): Promise<{
  environment?: PlannedEnvironment;
  blockers: GoldenPathBlocker[];
}> {
  try {
    const plan = await api.plan({ action: 'create', ...input });
    return {
      environment: {
        name: input.name,
        class: input.class,
        digest: plan.digest,
        changes: plan.changes,
        ...(plan.price && { price: plan.price }),
        verdict: plan.verdict,
      },
      blockers: blockersOfPlan(plan),
    };
  } catch (error) {
    return { blockers: [blockerOfFailure(input.name, error)] };
  }
}
