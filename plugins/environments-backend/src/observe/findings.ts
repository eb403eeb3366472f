import type {
  Environment,
  ObservedResource,
} from '@cairn/plugin-environments-common';
import { refTitle } from '../refKey';
import { whyFailed } from '../runs/runTexts';
import type { Finding } from './conditions';

/** From how long before its end an environment says so. */
const EXPIRING_MS = 24 * 60 * 60 * 1000;

/** An object that the environment owns, as it was seen. */
export type SeenResource = Pick<
  ObservedResource,
  'ref' | 'status' | 'message'
> & {
  /** Whether something runs because of it; absent: nothing ever does. */
  runs?: boolean;
};

/** What the last comparison with the plan found. */
export interface DriftSummary {
  /** Objects that are not as planned. */
  resources: number;
  /** Objects that could not be compared. */
  unknown: number;
  /** What is different first, as a sentence; empty where nothing is. */
  summary: string;
}

export interface Facts {
  environment: Pick<
    Environment,
    | 'state'
    | 'reason'
    | 'since'
    | 'conditions'
    | 'mode'
    | 'expiresAt'
    | 'lastRun'
  >;
  resources: SeenResource[];
  /** Absent: it was not compared yet. */
  drift?: DriftSummary;
  now: Date;
}

/** One for each condition. */
export type Findings = Record<
  'Reachable' | 'Ready' | 'Progressing' | 'Drifted' | 'Expiring' | 'Hibernated',
  Finding
>;

/** What is so of an environment, each for itself. */
export function findingsOf(facts: Facts): Findings {
  const { environment, resources } = facts;
  return {
    Reachable: reachable(resources),
    Ready: ready(facts),
    Progressing: progressing(facts),
    Drifted: drifted(facts),
    Expiring: expiring(environment, facts.now),
    Hibernated: hibernated(facts),
  };
}

function reachable(resources: SeenResource[]): Finding {
  const unknown = withStatus(resources, 'Unknown');
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

function ready({ environment, resources }: Facts): Finding {
  const unknown = withStatus(resources, 'Unknown');
  if (unknown.length > 0) {
    return {
      status: 'Unknown',
      reason: 'NotObserved',
      message: sentence(unknown, 'cannot be looked at'),
    };
  }
  const failed = failureOf(environment);
  if (failed !== undefined) {
    return { status: 'False', reason: 'RunFailed', message: failed };
  }
  const broken = brokenOf(resources);
  if (broken !== undefined) {
    return { status: 'False', reason: 'Degraded', message: broken };
  }
  const moving = withStatus(resources, 'Progressing');
  if (moving.length > 0) {
    return {
      status: 'False',
      reason: 'Progressing',
      message: sentence(moving, 'is not ready yet'),
    };
  }
  return environment.mode === 'hibernated'
    ? {
        status: 'False',
        reason: 'Hibernated',
        message: 'It sleeps: nothing of it runs until it is woken.',
      }
    : {
        status: 'True',
        reason: 'AllReady',
        message: 'Everything that it owns is ready.',
      };
}

function progressing({ environment, resources, drift }: Facts): Finding {
  const moving = withStatus(resources, 'Progressing');
  if (moving.length > 0) {
    return {
      status: 'True',
      reason: 'NotReadyYet',
      message: sentence(moving, 'is not ready yet'),
    };
  }
  const awake = stillRunning(environment, resources);
  // What was started by somebody else does not end by itself: that is drift.
  if (awake.length > 0 && !drift?.resources) {
    return {
      status: 'True',
      reason: 'FallingAsleep',
      message: sentence(awake, 'still runs'),
    };
  }
  return {
    status: 'False',
    reason: 'Settled',
    message: 'Nothing of it moves.',
  };
}

function drifted({ drift }: Facts): Finding {
  if (!drift) {
    return {
      status: 'Unknown',
      reason: 'NotCompared',
      message: 'It was not compared with its plan yet.',
    };
  }
  if (drift.resources > 0) {
    return { status: 'True', reason: 'NotAsPlanned', message: drift.summary };
  }
  return drift.unknown > 0
    ? {
        status: 'Unknown',
        reason: 'NotComparable',
        message: `${drift.unknown} ${objects(
          drift.unknown,
        )} could not be compared with the plan.`,
      }
    : {
        status: 'False',
        reason: 'AsPlanned',
        message: 'Everything is as it was planned.',
      };
}

function expiring(
  { expiresAt }: Pick<Environment, 'expiresAt'>,
  now: Date,
): Finding {
  if (expiresAt === undefined) {
    return {
      status: 'False',
      reason: 'NoEnd',
      message: 'It lives until somebody destroys it.',
    };
  }
  return Date.parse(expiresAt) - now.getTime() <= EXPIRING_MS
    ? {
        status: 'True',
        reason: 'EndsSoon',
        message: `It is destroyed at ${expiresAt}; extend it to keep it.`,
      }
    : {
        status: 'False',
        reason: 'EndsLater',
        message: `It is destroyed at ${expiresAt}.`,
      };
}

function hibernated({ environment, resources }: Facts): Finding {
  if (environment.mode !== 'hibernated') {
    return {
      status: 'False',
      reason: 'Awake',
      message: 'What it runs is meant to run.',
    };
  }
  const awake = stillRunning(environment, resources);
  if (awake.length > 0) {
    return {
      status: 'False',
      reason: 'StillRunning',
      message: sentence(awake, 'still runs'),
    };
  }
  return resources.some(({ status }) => status === 'Unknown')
    ? {
        status: 'Unknown',
        reason: 'NotObserved',
        message: 'Whether anything runs cannot be seen.',
      }
    : {
        status: 'True',
        reason: 'AtZero',
        message: 'It sleeps: nothing of it runs until it is woken.',
      };
}

/** Why it is not what was asked for last; undefined where it is. */
export function failureOf({
  lastRun,
}: Pick<Environment, 'lastRun'>): string | undefined {
  return lastRun?.state === 'Failed' || lastRun?.state === 'Cancelled'
    ? whyFailed(lastRun)
    : undefined;
}

/** What of it does not work; undefined where everything does. */
export function brokenOf(resources: SeenResource[]): string | undefined {
  const missing = withStatus(resources, 'Missing');
  if (missing.length > 0) {
    return sentence(missing, 'is missing');
  }
  const degraded = withStatus(resources, 'Degraded');
  if (degraded.length > 0) {
    return sentence(degraded, 'is not well');
  }
  return resources.length === 0 ? 'It owns nothing.' : undefined;
}

function stillRunning(
  { mode }: Pick<Environment, 'mode'>,
  resources: SeenResource[],
): SeenResource[] {
  return mode === 'hibernated' ? resources.filter(({ runs }) => runs) : [];
}

function withStatus(
  resources: SeenResource[],
  status: SeenResource['status'],
): SeenResource[] {
  return resources.filter(one => one.status === status);
}

function sentence([first, ...others]: SeenResource[], problem: string): string {
  const more =
    others.length > 0
      ? ` (and ${others.length} more ${objects(others.length)})`
      : '';
  const why = first.message ? `: ${first.message}` : '';
  return `${refTitle(first.ref)} ${problem}${more}${why}`;
}

function objects(count: number): string {
  return count === 1 ? 'object' : 'objects';
}
