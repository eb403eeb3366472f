import {
  combineVerdicts,
  isOutdated,
  outdatedVerdict,
  worstVerdict,
  type ApplicationHealth,
  type HealthVerdict,
  type WorkloadHealth,
} from '@cairn/plugin-health-common';
import type { Place, PlaceFacts } from '@cairn/plugin-health-node';
import type { Target } from '../targets/targetsOf';

/** A target with its place found. */
export interface FoundPlace extends Place {
  environment?: Target['environment'];
}

/** A verdict as far as its facts are of now. */
export function timely(
  verdict: HealthVerdict,
  facts: PlaceFacts,
  now: number,
): HealthVerdict {
  return isOutdated(facts, now)
    ? outdatedVerdict(verdict, facts, now)
    : verdict;
}

/** How a place is, of what is known of everything in it. */
export function placeVerdict(options: {
  place: FoundPlace;
  facts: readonly PlaceFacts[];
  workloads: readonly WorkloadHealth[];
  applications: readonly ApplicationHealth[];
  now: number;
}): HealthVerdict {
  const { place, facts, workloads, applications, now } = options;
  const running = combineVerdicts(
    workloads.map(({ ref, verdict }) => ({
      name: `${ref.kind} ${ref.name}`,
      verdict,
      serves: ref.kind !== 'Job' && ref.kind !== 'CronJob',
    })),
  );
  // Live may be as in Git just because Git says that nothing is to run.
  const isIdle = running?.status === 'Idle';
  return (
    worstVerdict([
      ...(running ? [{ name: 'Workloads', verdict: running }] : []),
      ...applications
        .filter(({ verdict }) => !isIdle || verdict.status !== 'Healthy')
        .map(application => ({
          name: `Argo CD application ${application.name}`,
          verdict: application.verdict,
        })),
      // What it does not know may be anything, and must not be taken for nothing.
      ...facts
        .filter(of => isOutdated(of, now) && isEmpty(of))
        .map(of => ({
          name: `Cluster ${place.cluster}`,
          verdict: outdatedVerdict(undefined, of, now),
        })),
      ...(facts.length === 0
        ? [
            {
              name: `Cluster ${place.cluster}`,
              verdict: outdatedVerdict(
                undefined,
                { trouble: `Cluster "${place.cluster}" is not watched` },
                now,
              ),
            },
          ]
        : []),
    ]) ?? emptyVerdict(place, now)
  );
}

function isEmpty({ workloads, applications }: PlaceFacts): boolean {
  return workloads.length === 0 && applications.length === 0;
}

/** Nothing is there: on purpose in an environment, a riddle where an annotation says that something should be. */
function emptyVerdict(
  { environment, namespace, selector }: FoundPlace,
  now: number,
): HealthVerdict {
  const since = new Date(now).toISOString();
  if (environment?.state === 'Provisioning') {
    return {
      status: 'Progressing',
      reason: 'Provisioning',
      message: 'The environment is being made',
      since,
      evidence: [],
      waitingFor: `the run that makes environment ${environment.name}`,
    };
  }
  return environment
    ? {
        status: 'Idle',
        reason: 'NoWorkloads',
        message: 'Nothing is deployed in this environment',
        since,
        evidence: [],
      }
    : {
        status: 'Unknown',
        reason: 'NoWorkloads',
        message: selector
          ? `Nothing in namespace ${namespace} matches ${selector}`
          : `Nothing runs in namespace ${namespace}`,
        since,
        evidence: [],
      };
}
