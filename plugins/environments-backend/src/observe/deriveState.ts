import type {
  Condition,
  Environment,
  EnvironmentState,
  ObservedResource,
} from '@cairn/plugin-environments-common';
import { refTitle } from '../refKey';
import type { ObservedState } from '../store/EnvironmentsStore';

type Resource = Pick<ObservedResource, 'ref' | 'status' | 'message'>;
type Finding = Pick<Condition, 'status' | 'reason' | 'message'>;

/**
 * What is to be said of an environment after it was looked at. What could not be looked at is `Unknown`, whatever it was
 * before; a failed run stays `Failed`, because what it left is not what was asked for.
 */
export function deriveState(
  environment: Pick<Environment, 'state' | 'reason' | 'since' | 'conditions'>,
  resources: Resource[],
  now: Date,
): ObservedState {
  const at = now.toISOString();
  const found = overall(resources);
  const { state, reason } =
    environment.state === 'Failed' ? environment : found;
  return {
    state,
    reason,
    since: state === environment.state ? environment.since : at,
    conditions: [
      condition('Reachable', reachable(resources), environment, at),
      condition('Ready', ready(found), environment, at),
    ],
    observedAt: at,
  };
}

function overall(resources: Resource[]): {
  state: EnvironmentState;
  reason: string;
} {
  const worst: Array<[ObservedResource['status'], EnvironmentState, string]> = [
    ['Unknown', 'Unknown', 'cannot be looked at'],
    ['Missing', 'Degraded', 'is missing'],
    ['Degraded', 'Degraded', 'is not well'],
    ['Progressing', 'Provisioning', 'is not ready yet'],
  ];
  for (const [status, state, problem] of worst) {
    const affected = resources.filter(one => one.status === status);
    if (affected.length > 0) {
      return { state, reason: sentence(affected, problem) };
    }
  }
  return resources.length > 0
    ? { state: 'Ready', reason: 'Everything that it owns is ready.' }
    : { state: 'Degraded', reason: 'It owns nothing.' };
}

function sentence([first, ...others]: Resource[], problem: string): string {
  const more =
    others.length > 0
      ? ` (and ${others.length} more ${
          others.length === 1 ? 'object' : 'objects'
        })`
      : '';
  return `${refTitle(first.ref)} ${problem}${more}: ${first.message}`;
}

function reachable(resources: Resource[]): Finding {
  const unknown = resources.filter(({ status }) => status === 'Unknown');
  return unknown.length > 0
    ? {
        status: 'False',
        reason: 'NotObserved',
        message: sentence(unknown, 'cannot be looked at'),
      }
    : {
        status: 'True',
        reason: 'Observed',
        message: 'Everything that it owns could be looked at.',
      };
}

function ready({
  state,
  reason,
}: {
  state: EnvironmentState;
  reason: string;
}): Finding {
  switch (state) {
    case 'Ready':
      return { status: 'True', reason: 'AllReady', message: reason };
    case 'Unknown':
      return { status: 'Unknown', reason: 'NotObserved', message: reason };
    default:
      return { status: 'False', reason: `${state}`, message: reason };
  }
}

function condition(
  type: string,
  finding: Finding,
  { conditions }: Pick<Environment, 'conditions'>,
  at: string,
): Condition {
  const before = conditions.find(one => one.type === type);
  return {
    type,
    ...finding,
    since: before?.status === finding.status ? before.since : at,
  };
}
