import type {
  EnvironmentClassDefinition,
  EnvironmentClassSummary,
} from './class';
import { lifetimeHours } from './lifetime';

/** What is told of a class to those who choose one. */
export function summarizeClass(
  definition: EnvironmentClassDefinition,
  version: string,
): EnvironmentClassSummary {
  const { metadata, spec } = definition;
  return {
    name: metadata.name,
    title: metadata.title ?? metadata.name,
    description: metadata.description ?? '',
    owner: spec.owner,
    version,
    parameters: spec.parameters,
    lifecycle: {
      ...(spec.lifecycle.ttl && {
        ttlHours: lifetimeHours(spec.lifecycle.ttl),
      }),
      production: spec.lifecycle.production,
      renewals: spec.lifecycle.renewals,
      ...(spec.lifecycle.hibernateAfter && {
        hibernateAfterHours: lifetimeHours(spec.lifecycle.hibernateAfter),
      }),
      ...(spec.lifecycle.hibernateSchedule && {
        hibernateSchedule: spec.lifecycle.hibernateSchedule,
      }),
    },
    ...(spec.budget && {
      budget: {
        monthlyMicros: Math.round(spec.budget.monthly * 1_000_000),
        currency: spec.budget.currency,
      },
    }),
    ...(spec.approval && {
      approval: {
        aboveMicros: Math.round(spec.approval.above * 1_000_000),
        by: spec.approval.by,
        fourEyes: spec.approval.fourEyes,
      },
    }),
    clusters: spec.placement.clusters,
    components: spec.components.map(({ name, engine, needs }) => ({
      name,
      engine,
      needs,
    })),
  };
}
