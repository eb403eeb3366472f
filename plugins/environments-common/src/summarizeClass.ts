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
    },
    ...(spec.budget && {
      budget: {
        monthlyMicros: Math.round(spec.budget.monthly * 1_000_000),
        currency: spec.budget.currency,
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
