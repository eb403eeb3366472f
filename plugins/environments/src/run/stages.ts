import type {
  EnvironmentClassSummary,
  RunStep,
} from '@cairn/plugin-environments-common';

export interface ComponentSteps {
  component: string;
  steps: RunStep[];
}

type Components = EnvironmentClassSummary['components'];

/** How many components must be there before it, in a row. What needs itself, or is not of the class, counts as none. */
function depthOf(component: string, components: Components): number {
  const needs = new Map(components.map(one => [one.name, one.needs]));
  const depth = (name: string, seen: readonly string[]): number =>
    seen.includes(name)
      ? 0
      : Math.max(
          0,
          ...(needs.get(name) ?? []).map(
            need => 1 + depth(need, [...seen, name]),
          ),
        );
  return depth(component, []);
}

/**
 * The steps by component, and components that do not wait for each other in one stage: they go side by side. Stages in the
 * order in which they begin. Without the class each component is a stage.
 */
export function stagesOf(
  steps: readonly RunStep[],
  components: Components | undefined,
): ComponentSteps[][] {
  const stages = new Map<string, Map<string, RunStep[]>>();
  for (const step of [...steps].sort((one, other) => one.index - other.index)) {
    const stage = components
      ? `${depthOf(step.component, components)}`
      : step.component;
    const of = stages.get(stage) ?? new Map<string, RunStep[]>();
    stages.set(stage, of);
    of.set(step.component, [...(of.get(step.component) ?? []), step]);
  }
  return [...stages.values()].map(stage =>
    [...stage].map(([component, own]) => ({ component, steps: own })),
  );
}
