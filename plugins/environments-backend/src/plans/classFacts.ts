import {
  summarizeClass,
  type EnvironmentClassDefinition,
} from '@cairn/plugin-environments-common';
import type { EnvironmentPolicyInput } from '@cairn/plugin-policy-common';

/** What policy asks of a class. Kept with each environment, so that it can be destroyed after its class is gone. */
export type ClassFacts = EnvironmentPolicyInput['class'];

export function classFacts(
  definition: EnvironmentClassDefinition,
  version: string,
): ClassFacts {
  const { name, owner, lifecycle, budget, approval } = summarizeClass(
    definition,
    version,
  );
  return {
    name,
    version,
    owner,
    lifecycle,
    ...(budget && { budget }),
    ...(approval && { approval }),
  };
}
