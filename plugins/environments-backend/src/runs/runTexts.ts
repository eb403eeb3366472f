import type {
  EnvironmentState,
  PlannedChange,
} from '@cairn/plugin-environments-common';
import { refTitle } from '../refKey';
import type { RunRecord } from '../store/runRows';

const DOING: Partial<Record<PlannedChange['operation'], string>> = {
  create: 'Making',
  update: 'Changing',
  replace: 'Replacing',
  delete: 'Removing',
};
const DONE: Partial<Record<PlannedChange['operation'], string>> = {
  create: 'Made',
  update: 'Changed',
  replace: 'Replaced',
  delete: 'Removed',
};

type Effect = Pick<PlannedChange, 'operation' | 'ref'>;

/** `Making ConfigMap env-a/settings`. */
export function doing({ operation, ref }: Effect): string {
  return `${DOING[operation] ?? 'Looking at'} ${refTitle(ref)}`;
}

/** `Made ConfigMap env-a/settings.` */
export function done({ operation, ref }: Effect): string {
  return `${DONE[operation] ?? 'Looked at'} ${refTitle(ref)}.`;
}

/** What is said of a run that succeeded, and of its environment before it is looked at. */
export function succeeded(action: RunRecord['action']): {
  message: string;
  environment: { state: EnvironmentState; reason: string };
} {
  const looked = 'it is looked at for the first time.';
  switch (action) {
    case 'destroy':
      return {
        message: 'Everything is gone.',
        environment: {
          state: 'Destroyed',
          reason: 'Everything that it owned is gone.',
        },
      };
    case 'create':
      return {
        message: 'Everything was made.',
        environment: {
          state: 'Provisioning',
          reason: `Everything was made; ${looked}`,
        },
      };
    case 'hibernate':
      return {
        message: 'Everything that runs was scaled to zero.',
        environment: {
          state: 'Hibernated',
          reason: 'Everything that runs was scaled to zero.',
        },
      };
    case 'wake':
      return {
        message: 'Everything was woken.',
        environment: {
          state: 'Provisioning',
          reason: 'Everything was woken; it is looked at now.',
        },
      };
    case 'repair':
      return {
        message: 'Everything is as it is meant to be.',
        environment: {
          state: 'Provisioning',
          reason: 'Everything was put back; it is looked at now.',
        },
      };
    default:
      return {
        message: 'Everything was changed.',
        environment: {
          state: 'Provisioning',
          reason: 'Everything was changed; it is looked at now.',
        },
      };
  }
}

/** What a person can do about a run that did not come to its end. */
function waysOut(action: RunRecord['action']): string {
  switch (action) {
    case 'create':
      return 'Retry the run, or destroy the environment.';
    case 'destroy':
      return 'Retry the run, or plan to destroy it again.';
    default:
      return 'Retry the run, repair the environment (a plan back to what it was), or destroy it.';
  }
}

/** Why an environment is not what was asked for, and what a person can do about it. */
export function whyFailed({
  action,
  message,
}: Pick<RunRecord, 'action' | 'message'>): string {
  return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${waysOut(action)}`;
}
