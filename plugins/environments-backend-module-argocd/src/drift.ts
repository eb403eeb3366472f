import type { FieldChange } from '@cairn/plugin-environments-common';
import type { Application, DeployedResource } from './applicationStatus';

/** Below this, fields of a plan say what changes of what is deployed, which is no part of the application that is written. */
export const STATUS = '/status/';
const REVISION = `${STATUS}sync/revision`;
/** Below this, what changes of one of the objects. */
export const RESOURCES = `${STATUS}resources/`;
const SYNCED = 'Synced';

/** The objects that are not as the repository has them. */
export function differing({ status }: Application): DeployedResource[] {
  return status.resources.filter(resource => resource.status === 'OutOfSync');
}

/** The commit that was deployed last; undefined where none ever was. */
export function lastDeployed(
  application: Pick<Application, 'status'> | undefined,
): string | undefined {
  return application?.status.history.at(-1)?.revision;
}

/**
 * The commit that Argo CD would deploy and that is not the one it deployed last; undefined where there is none, or none was
 * ever deployed.
 */
export function newerCommit({
  status,
}: Pick<Application, 'status'>):
  | { deployed: string; newer: string }
  | undefined {
  const deployed = lastDeployed({ status });
  const newer = status.sync.revision;
  return deployed && newer && deployed !== newer
    ? { deployed, newer }
    : undefined;
}

/** Whether Argo CD is at it, so that what it says of differences is of a moment only. */
export function isDeploying({ operation, status }: Application): boolean {
  const state = status.operationState;
  return (
    Boolean(operation) ||
    (state !== undefined && state !== null && !state.finishedAt)
  );
}

/**
 * What deploying an application anew would change, which does not deploy by itself: a newer commit, and what somebody changed
 * in the cluster.
 */
export function deploymentFields(application: Application): FieldChange[] {
  if (
    application.status.sync.status !== 'OutOfSync' ||
    isDeploying(application)
  ) {
    return [];
  }
  const commits = newerCommit(application);
  return [
    ...(commits
      ? [{ path: REVISION, before: commits.deployed, after: commits.newer }]
      : []),
    ...differing(application).map(({ kind, name }) => ({
      path: `${RESOURCES}${kind}/${name}`,
      before: 'OutOfSync',
      after: SYNCED,
    })),
  ];
}

/**
 * What somebody changed in the cluster while an application sleeps. Where there is a newer commit, Argo CD compares with that,
 * which is not deployed before it is woken: what else is not the same cannot be told then.
 */
export function asleepFields(application: Application): FieldChange[] {
  return newerCommit(application) ? [] : deploymentFields(application);
}

/** Whether a plan puts objects right that somebody changed. */
export function putsRight(fields: FieldChange[]): boolean {
  return fields.some(
    ({ path, after }) => path.startsWith(RESOURCES) && after === SYNCED,
  );
}

/** The fields that are written, and the commit to deploy where a plan names one. */
export function splitFields(fields: FieldChange[]): {
  written: FieldChange[];
  revision?: string;
} {
  const revision = fields.find(({ path }) => path === REVISION)?.after;
  return {
    written: fields.filter(({ path }) => !path.startsWith(STATUS)),
    ...(typeof revision === 'string' && { revision }),
  };
}
