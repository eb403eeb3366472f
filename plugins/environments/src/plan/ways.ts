import { NotFoundError } from '@backstage/errors';
import type { Plan } from '@cairn/plugin-environments-common';
import type { LiveEnvironmentsApi } from '@cairn/plugin-environments-react';

/** A change of an environment that needs no form: what it does, and how it is planned. */
export interface Way {
  title: (environment: string) => string;
  /** What it does, before the plan is read. */
  explanation: string;
  plan: (api: LiveEnvironmentsApi, environment: string) => Promise<Plan>;
}

export const WAYS = {
  hibernate: {
    title: name => `Hibernate ${name}`,
    explanation:
      'Everything that runs goes to zero; disks, settings and addresses stay. It costs less, and is there again a minute after you wake it.',
    plan: (api, environment) => api.plan({ action: 'hibernate', environment }),
  },
  wake: {
    title: name => `Wake ${name}`,
    explanation:
      'Everything that ran before runs again, in as many copies as before.',
    plan: (api, environment) => api.plan({ action: 'wake', environment }),
  },
  repair: {
    title: name => `Put ${name} back`,
    explanation:
      'What was changed behind Cairn’s back, or by a run that did not come to its end, becomes again what it was after the last run that did. What is missing is made again.',
    plan: (api, environment) => api.plan({ action: 'repair', environment }),
  },
  upgrade: {
    title: name => `Upgrade ${name}`,
    explanation:
      'To the newest version of its class, with the parameters that it has.',
    plan: (api, environment) =>
      api.plan({ action: 'update', environment, upgrade: true }),
  },
  accept: {
    title: name => `Accept the drift of ${name}`,
    explanation:
      'Its parameters become those with which its class makes what is live now, as far as they cover it.',
    plan: async (api, environment) => {
      const { accept } = await api.getDrift(environment);
      if (!accept) {
        throw new NotFoundError(
          `No parameters of ${environment} would make what is live now: put it back, or change the class`,
        );
      }
      return api.plan({
        action: 'update',
        environment,
        parameters: accept.parameters,
      });
    },
  },
} as const satisfies Record<string, Way>;

export type WayName = keyof typeof WAYS;
