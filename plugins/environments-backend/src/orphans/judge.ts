import type { Environment } from '@cairn/plugin-environments-common';
import type { FoundObject } from '@cairn/plugin-environments-node';
import type { FoundOrphan } from '../store/OrphansStore';
import { isInPlace } from './isInPlace';

/** What is to be said of an object that does not belong to what its label names, and whether a plan can destroy it. */
export function judge(
  object: FoundObject,
  environment: Environment | undefined,
  found: FoundObject[],
): Pick<FoundOrphan, 'environment' | 'destroyable' | 'message'> {
  if (!environment) {
    return {
      destroyable: false,
      message: `Its label names an environment that this Cairn never had (${object.environmentId}): another Cairn made it, or somebody put the label there. Ask who did; this Cairn does not touch it.`,
    };
  }
  const { name, destroyedAt } = environment;
  if (!isInPlace(object, environment, found)) {
    return {
      environment: name,
      destroyable: false,
      message: `It has the label of environment ${name} and is not where Cairn makes anything of that environment: somebody else put the label there. Ask who did; Cairn does not touch it.`,
    };
  }
  if (destroyedAt === undefined) {
    return {
      environment: name,
      destroyable: false,
      message: `It has the label of environment ${name}, which lives and did not make it: somebody copied the label, or made it by hand. Take the label off, or delete it; else it goes with the environment.`,
    };
  }
  return {
    environment: name,
    destroyable: true,
    message: `Environment ${name} was destroyed at ${destroyedAt}, and this is there. Plan to destroy what is left of it.`,
  };
}
