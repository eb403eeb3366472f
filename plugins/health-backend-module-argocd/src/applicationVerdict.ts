import type { Evidence, HealthVerdict } from '@cairn/plugin-health-common';
import type { Application } from './application';

/** Argo CD looks at an application every few minutes; what it said longer ago says nothing of now. */
const STALE_MS = 15 * 60_000;
/** A new application is looked at within this time. */
const FIRST_LOOK_MS = 120_000;
/** A change in Git is deployed by itself within this time, where that is switched on. */
const AUTOMATED_MS = 60_000;
/** One more try mends what only waited for something else; this many do not. */
const TOO_MANY_RETRIES = 2;
const MAX_EVIDENCE = 5;

/**
 * How an application is, by what Argo CD said last. Pure.
 *
 * @param options.outOfSyncSince - RFC 3339: when it was first seen out of sync; Argo CD does not say.
 */
export function applicationVerdict(
  application: Application,
  options: { cluster: string; now: number; outOfSyncSince?: string },
): HealthVerdict {
  const { now } = options;
  const { createdAt, reconciledAt, operation, health, sync } = application;
  const age = now - Date.parse(createdAt);
  const evidence = evidenceOf(application, options.cluster);
  const since = application.healthSince ?? operation?.finishedAt ?? createdAt;
  const verdict = (
    status: HealthVerdict['status'],
    reason: string,
    message: string,
    more: { since?: string; waitingFor?: string; evidence?: Evidence[] } = {},
  ): HealthVerdict => ({
    status,
    reason,
    message,
    since: more.since ?? since,
    evidence: more.evidence ?? evidence,
    ...(more.waitingFor && { waitingFor: more.waitingFor }),
  });

  if (application.isDeleting) {
    return verdict('Progressing', 'Deleting', 'It is being deleted', {
      waitingFor: 'Argo CD to remove what it deployed',
    });
  }
  if (!reconciledAt) {
    return age < FIRST_LOOK_MS
      ? verdict('Progressing', 'NotReconciled', 'It is new', {
          since: createdAt,
          waitingFor: 'Argo CD to look at it for the first time',
        })
      : verdict(
          'Unknown',
          'NotReconciled',
          'Argo CD has not looked at it yet; see whether its controller runs',
          { since: createdAt },
        );
  }
  if (now - Date.parse(reconciledAt) > STALE_MS) {
    return verdict(
      'Unknown',
      'DataTooOld',
      `Argo CD has not looked at it since ${reconciledAt}; see whether its controller runs`,
      { since: reconciledAt },
    );
  }
  if (operation && isFailing(operation) && sync !== 'Synced') {
    return verdict(
      'Degraded',
      'SyncFailed',
      `The last sync failed: ${operation.message || 'Argo CD gave no reason'}`,
      { since: operation.startedAt },
    );
  }
  const [error] = application.errors;
  if (error) {
    return verdict('Degraded', error.type, error.message || error.type, {
      since: error.since ?? since,
    });
  }
  if (operation?.phase === 'Running') {
    return health === 'Degraded'
      ? verdict('Degraded', 'ApplicationDegraded', degradedMessage(application))
      : verdict('Progressing', 'Syncing', 'Argo CD is deploying it', {
          since: operation.startedAt,
          waitingFor: operation.message || 'the sync to end',
        });
  }
  if (health === 'Degraded') {
    return verdict(
      'Degraded',
      'ApplicationDegraded',
      degradedMessage(application),
    );
  }
  if (sync === 'OutOfSync') {
    const outOfSyncSince = options.outOfSyncSince ?? reconciledAt;
    const isNew =
      application.isAutomated &&
      now - Date.parse(outOfSyncSince) < AUTOMATED_MS;
    return isNew
      ? verdict(
          'Progressing',
          'OutOfSync',
          'Live differs from Git; Argo CD is about to deploy it',
          {
            since: outOfSyncSince,
            waitingFor: 'Argo CD to sync it by itself',
          },
        )
      : verdict('Degraded', 'OutOfSync', outOfSyncMessage(application), {
          since: outOfSyncSince,
        });
  }
  if (health === 'Missing') {
    return verdict(
      'Degraded',
      'Missing',
      'Objects that it should have deployed are not there',
    );
  }
  if (health === 'Progressing') {
    return verdict(
      'Progressing',
      'ApplicationProgressing',
      'What it deployed is starting',
      {
        waitingFor:
          application.objects
            .filter(object => object.health === 'Progressing')
            .map(({ kind, name, message }) =>
              [`${kind} ${name}`, message].filter(Boolean).join(': '),
            )
            .slice(0, MAX_EVIDENCE)
            .join('; ') || 'its objects to be healthy',
      },
    );
  }
  if (health === 'Suspended') {
    return verdict('Idle', 'Suspended', 'It is suspended');
  }
  if (health === 'Healthy' && sync === 'Synced') {
    return verdict('Healthy', 'Synced', 'Live is as in Git, and healthy', {
      evidence: [],
    });
  }
  return verdict(
    'Unknown',
    'NotSaid',
    `Argo CD says ${health} and ${sync}, which says nothing of how it is`,
  );
}

function isFailing({
  phase,
  retries,
}: NonNullable<Application['operation']>): boolean {
  return (
    phase === 'Failed' ||
    phase === 'Error' ||
    (phase === 'Running' && retries >= TOO_MANY_RETRIES)
  );
}

function degradedMessage({ objects, healthMessage }: Application): string {
  const degraded = objects
    .filter(object => object.health === 'Degraded')
    .map(({ kind, name, message }) =>
      [`${kind} ${name}`, message].filter(Boolean).join(': '),
    );
  return degraded.length > 0
    ? `Argo CD calls it Degraded: ${degraded.slice(0, 3).join('; ')}`
    : `Argo CD calls it Degraded${healthMessage ? `: ${healthMessage}` : ''}`;
}

function outOfSyncMessage({ objects, isAutomated }: Application): string {
  const different = objects.filter(object => object.sync === 'OutOfSync');
  const names = different
    .slice(0, 3)
    .map(({ kind, name }) => `${kind} ${name}`)
    .join(', ');
  const more = different.length > 3 ? ` and ${different.length - 3} more` : '';
  return `Live differs from Git${names && `: ${names}${more}`}; ${
    isAutomated ? 'Argo CD does not mend it by itself' : 'it is synced by hand'
  }`;
}

function evidenceOf(
  { objects, destination }: Application,
  cluster: string,
): Evidence[] {
  return objects
    .filter(isTroubled)
    .slice(0, MAX_EVIDENCE)
    .map(object => ({
      message: [
        `${object.kind} ${object.name} is ${[object.health, object.sync]
          .filter(Boolean)
          .join(', ')}`,
        object.message,
      ]
        .filter(Boolean)
        .join(': '),
      object: {
        cluster,
        apiVersion: object.apiVersion,
        kind: object.kind,
        namespace: object.namespace ?? destination.namespace,
        name: object.name,
      },
    }));
}

/** Whether a deployed object differs from Git or is not healthy. */
export function isTroubled({
  sync,
  health,
}: Application['objects'][number]): boolean {
  return (
    (sync !== undefined && sync !== 'Synced') ||
    (health !== undefined && health !== 'Healthy')
  );
}
