import type { Environment } from '@cairn/plugin-environments-common';
import { isDeepStrictEqual } from 'node:util';
import type {
  Observation,
  ObservedChange,
  ObservedItem,
} from '../store/ObservedStore';
import { conditionsDiffer } from './conditions';
import type { deriveState } from './deriveState';

/**
 * What of all that was found out must be written: only what is not written already. Undefined where nothing is.
 *
 * @param state - absent: nothing can be said of the whole
 */
export function changeOf(
  environment: Environment,
  items: ObservedItem[],
  found: {
    state?: ReturnType<typeof deriveState>;
    observations: Array<Observation & { wasAsked: boolean }>;
    observedAt: string;
  },
): ObservedChange | undefined {
  const known = new Map(items.map(item => [item.id, item]));
  const observations = found.observations.flatMap(
    ({ wasAsked, ...observation }) => {
      const item = known.get(observation.id);
      return item && (wasAsked || isNews(item, observation))
        ? [observation]
        : [];
    },
  );
  const { state } = found;
  const isStateNews =
    state !== undefined &&
    (environment.observedAt === undefined ||
      state.state !== environment.state ||
      state.reason !== environment.reason ||
      conditionsDiffer(environment.conditions, state.conditions));
  if (observations.length === 0 && !isStateNews) {
    return undefined;
  }
  return {
    environment,
    observations,
    // Something was asked for: it is right as of now, even where it says the same.
    ...(state && { state: { ...state, observedAt: found.observedAt } }),
  };
}

function isNews(item: ObservedItem, observation: Observation): boolean {
  return (
    !item.isObserved ||
    item.status !== observation.status ||
    item.message !== observation.message ||
    observation.clusterIdentity !== undefined ||
    !isDeepStrictEqual(item.links, observation.links)
  );
}
