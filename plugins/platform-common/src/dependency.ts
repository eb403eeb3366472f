import type { LocalPlatformStatus } from './localPlatform';

/**
 * `ok` answers as it should; `degraded` answers, but something is wrong; `down` does not answer; `building` its program is
 * still being made; `starting` its process is not ready yet; `off` is not configured; `unknown` was not asked yet.
 */
export type DependencyState =
  | 'ok'
  | 'degraded'
  | 'down'
  | 'building'
  | 'starting'
  | 'off'
  | 'unknown';

/** Something outside the portal that it needs for a part of its work. */
export interface DependencyStatus {
  /** For example `cluster:local`, `opa`, `argocd:local`, `git`, `database`, `docs-generator`. */
  id: string;
  title: string;
  /** One sentence: what it is. */
  description: string;
  state: DependencyState;
  /** RFC 3339, UTC: when it entered this state. */
  since: string;
  /** RFC 3339, UTC: when it was last asked; absent: never. */
  checkedAt?: string;
  version?: string;
  /** Milliseconds that the last successful probe took. */
  latencyMs?: number;
  /** Why it is in this state; always there unless `ok`. Carries no secret. */
  reason?: string;
  /** What to do about it. */
  action?: string;
  /** What does not work without it, as a person would say it. */
  neededFor: string[];
  /** Only while `building`. */
  progress?: {
    /** 0 to 1; absent where it cannot be told. */
    fraction?: number;
    /** What it is doing, for example `compiling kube-apiserver (2 of 9)`. */
    step: string;
    /** Seconds until it is ready, estimated; absent where it cannot be told. */
    remainingSeconds?: number;
  };
  /** What a person should know though nothing is wrong, for example that nodes are simulated. */
  notes?: string[];
  /** Its parts, where the local platform runs them. */
  parts?: DependencyPart[];
}

/** A program that the local platform runs for a dependency. */
export interface DependencyPart {
  name: string;
  title: string;
  state: LocalPlatformStatus['components'][number]['state'];
  version?: string;
  /** RFC 3339, UTC. */
  since: string;
  /** Times it was started again since `./cairn up`. */
  restarts: number;
  reason?: string;
}

/** The answer of `GET /api/platform/v1/dependencies`. */
export interface PlatformStatus {
  /** RFC 3339, UTC. */
  time: string;
  /** `ok` when every dependency is ok or off, `down` when one is down, else `degraded`. */
  overall: 'ok' | 'degraded' | 'down';
  dependencies: DependencyStatus[];
}

/** The signal that is sent on {@link PLATFORM_CHANNEL} says only that something changed: who may read it fetches it. */
export const PLATFORM_CHANNEL = 'platform';
