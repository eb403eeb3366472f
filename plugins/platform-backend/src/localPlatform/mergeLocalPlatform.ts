import type {
  DependencyPart,
  DependencyStatus,
  LocalPlatformStatus,
} from '@cairn/plugin-platform-common';
import { redact } from '../redact';

type Component = LocalPlatformStatus['components'][number];

/**
 * Adds what the local platform's supervisor knows to what the dependency itself answered. What answers is believed about itself; what
 * does not is explained by the part that is missing: that is why "nothing listens there" becomes "is being built, 4 minutes left".
 */
export function mergeLocalPlatform(
  status: DependencyStatus,
  platform: LocalPlatformStatus | undefined,
): DependencyStatus {
  const components = (platform?.components ?? []).filter(
    component => component.dependency === status.id,
  );
  if (components.length === 0) {
    return status;
  }
  return {
    ...status,
    ...explain(status, components),
    parts: components.map(toPart),
  };
}

type Explanation = Partial<
  Pick<DependencyStatus, 'state' | 'reason' | 'action' | 'since' | 'progress'>
>;

function explain(
  status: DependencyStatus,
  components: Component[],
): Explanation {
  if (status.state === 'off') {
    return {};
  }
  const failed = components.find(({ state }) => state === 'failed');
  if (status.state === 'ok' || status.state === 'degraded') {
    return failed && status.state === 'ok'
      ? {
          state: 'degraded',
          reason: say(`${failed.title} failed`, failed.reason),
          action: logsOf(failed),
        }
      : {};
  }
  if (failed) {
    return {
      state: 'down',
      reason: say(`${failed.title} failed`, failed.reason),
      action: logsOf(failed),
    };
  }
  const building = slowest(
    components.filter(({ state }) => state === 'building'),
  );
  if (building) {
    return {
      state: 'building',
      reason: say(`${building.title} is still being built`, building.reason),
      action: 'Nothing to do: it starts by itself when it is built.',
      since: building.since,
      progress: building.progress
        ? { ...building.progress, step: redact(building.progress.step) }
        : { step: `building ${building.title}` },
    };
  }
  const notReady = components.find(({ state }) => state !== 'ready');
  if (!notReady) {
    return {};
  }
  if (notReady.state === 'stopped' || notReady.state === 'stopping') {
    return {
      state: 'down',
      reason: say(`${notReady.title} was stopped`, notReady.reason),
      action: 'Run ./cairn up to start it again.',
    };
  }
  return {
    state: 'starting',
    reason: say(whileStarting(notReady), notReady.reason),
    action: 'Nothing to do: it starts by itself.',
  };
}

function whileStarting({ title, state }: Component): string {
  switch (state) {
    case 'waiting':
      return `${title} waits for other parts`;
    case 'restarting':
      return `${title} ended and is being started again`;
    default:
      return `${title} is starting`;
  }
}

/** The one that takes longest: the dependency is not there before it. One that cannot tell may be the longest. */
function slowest(components: Component[]): Component | undefined {
  const left = (component: Component) =>
    component.progress?.remainingSeconds ?? Number.POSITIVE_INFINITY;
  return [...components].sort((a, b) => left(b) - left(a))[0];
}

function say(what: string, why: string | undefined): string {
  return redact(why ? `${what}: ${why}` : what);
}

function logsOf(component: Component): string {
  return `Look at ./cairn logs ${component.name}; ./cairn up tries again.`;
}

function toPart(component: Component): DependencyPart {
  const { name, title, state, version, since, restarts, reason } = component;
  return {
    name,
    title,
    state,
    since,
    restarts,
    ...(version ? { version } : {}),
    ...(reason ? { reason: redact(reason) } : {}),
  };
}
