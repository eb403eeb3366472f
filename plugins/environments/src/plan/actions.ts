import type { PlanAction } from '@cairn/plugin-environments-common';

interface ActionWords {
  /** What is done, as a verb before a name: `Destroy`. */
  verb: string;
  /** What the button that applies its plan says, and says meanwhile. */
  apply: string;
  applying: string;
  /** What it is once its run has ended, after a name. */
  done: string;
}

/** What each action is called wherever it is spoken of. */
export const ACTIONS: Record<PlanAction, ActionWords> = {
  create: {
    verb: 'Make',
    apply: 'Apply this plan',
    applying: 'Applying…',
    done: 'is made',
  },
  update: {
    verb: 'Change',
    apply: 'Apply this plan',
    applying: 'Applying…',
    done: 'is changed',
  },
  destroy: {
    verb: 'Destroy',
    apply: 'Destroy',
    applying: 'Destroying…',
    done: 'is destroyed',
  },
  hibernate: {
    verb: 'Hibernate',
    apply: 'Hibernate it',
    applying: 'Hibernating…',
    done: 'hibernates',
  },
  wake: {
    verb: 'Wake',
    apply: 'Wake it',
    applying: 'Waking…',
    done: 'is awake',
  },
  repair: {
    verb: 'Put back',
    apply: 'Put it back',
    applying: 'Putting back…',
    done: 'is as it was planned',
  },
};

/** `Destroy amara-scratch`. */
export function actionTitle(action: PlanAction, environment: string): string {
  return `${ACTIONS[action].verb} ${environment}`;
}
