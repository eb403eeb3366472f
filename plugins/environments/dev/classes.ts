import type { EnvironmentClassSummary } from '@cairn/plugin-environments-common';

const digest = (seed: string) => `sha256:${seed.repeat(64).slice(0, 64)}`;

export const sandbox: EnvironmentClassSummary = {
  name: 'sandbox',
  title: 'Sandbox',
  description:
    'A namespace of your own with a quota, limits and a closed network. Put anything into it.',
  owner: 'group:default/platform-team',
  version: digest('4be1c09a'),
  parameters: {
    type: 'object',
    properties: {
      size: {
        title: 'Size',
        type: 'string',
        description: 'What all pods in it together may use.',
        enum: ['small', 'medium', 'large'],
        enumNames: [
          'Small (1 CPU, 2 GiB)',
          'Medium (2 CPU, 4 GiB)',
          'Large (4 CPU, 8 GiB)',
        ],
        default: 'small',
        'ui:widget': 'radio',
      },
    },
  },
  lifecycle: {
    ttlHours: 72,
    production: false,
    renewals: 2,
    hibernateAfterHours: 12,
  },
  budget: { monthlyMicros: 40_000_000, currency: 'USD' },
  clusters: ['local'],
  components: [{ name: 'guard-rails', engine: 'kubernetes', needs: [] }],
};

export const servicePreview: EnvironmentClassSummary = {
  name: 'service-preview',
  title: 'Service preview',
  description:
    'One of our services from a branch of its repository, deployed by Argo CD into a namespace of your own.',
  owner: 'group:default/platform-team',
  version: digest('91f0d7e3'),
  parameters: {
    type: 'object',
    required: ['service'],
    properties: {
      service: {
        title: 'Service',
        type: 'string',
        description: 'The service to deploy.',
        'ui:field': 'EntityPicker',
        'ui:options': {
          catalogFilter: { kind: 'Component' },
          allowArbitraryValues: false,
        },
      },
      revision: {
        title: 'Branch, tag or commit',
        type: 'string',
        description: 'What of its repository to deploy.',
        default: 'main',
      },
      image: {
        title: 'Another image',
        type: 'string',
        description: 'Instead of the one that the repository names.',
      },
      replicas: {
        title: 'Replicas',
        type: 'integer',
        minimum: 1,
        maximum: 5,
        default: 1,
      },
    },
  },
  lifecycle: {
    ttlHours: 168,
    production: false,
    renewals: 3,
    hibernateSchedule: {
      timeZone: 'Europe/Stockholm',
      asleep: [
        {
          days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
          from: '20:00',
          to: '07:00',
        },
      ],
    },
  },
  budget: { monthlyMicros: 120_000_000, currency: 'USD' },
  clusters: ['local'],
  components: [
    { name: 'guard-rails', engine: 'kubernetes', needs: [] },
    { name: 'service', engine: 'argocd', needs: ['guard-rails'] },
  ],
};

/** Several services and a database, approved above a price. */
export const staging: EnvironmentClassSummary = {
  name: 'staging',
  title: 'Staging',
  description:
    'The checkout system whole: its services side by side over a database of their own.',
  owner: 'group:default/platform-team',
  version: digest('c7d2205b'),
  parameters: {
    type: 'object',
    properties: {
      revision: {
        title: 'Branch, tag or commit',
        type: 'string',
        description: 'What of the repositories to deploy.',
        default: 'main',
      },
      replicas: {
        title: 'Replicas of each service',
        type: 'integer',
        minimum: 1,
        maximum: 5,
        default: 2,
      },
      storage: {
        title: 'Size of the database’s disk',
        type: 'string',
        description: 'Another size is another disk: what is on it is lost.',
        enum: ['1Gi', '5Gi', '20Gi'],
        default: '1Gi',
      },
      cache: { title: 'With a cache', type: 'boolean', default: false },
    },
  },
  lifecycle: { production: false, renewals: 0 },
  budget: { monthlyMicros: 400_000_000, currency: 'USD' },
  approval: {
    aboveMicros: 100_000_000,
    by: ['group:default/platform-team'],
    fourEyes: true,
  },
  clusters: ['local'],
  components: [
    { name: 'guard-rails', engine: 'kubernetes', needs: [] },
    { name: 'database', engine: 'kubernetes', needs: ['guard-rails'] },
    { name: 'cart', engine: 'argocd', needs: ['database'] },
    { name: 'checkout', engine: 'argocd', needs: ['database'] },
  ],
};
