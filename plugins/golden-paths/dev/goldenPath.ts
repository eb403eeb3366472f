import type { Entity } from '@backstage/catalog-model';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';

/** The form of the example, as the scaffolder tells it. */
export const nodeService: TemplateParameterSchema = {
  title: 'Node service',
  description: 'An HTTP service in TypeScript.',
  steps: [
    {
      title: 'The service',
      schema: {
        title: 'The service',
        type: 'object',
        required: ['name', 'owner'],
        properties: {
          name: {
            title: 'Name',
            type: 'string',
            'ui:field': 'CairnServiceName',
          },
          owner: { title: 'Owner', type: 'string', 'ui:field': 'CairnOwner' },
          system: {
            title: 'System',
            type: 'string',
            default: '',
            'ui:field': 'CairnSystem',
          },
          description: { title: 'Description', type: 'string' },
        },
      },
    },
    {
      title: 'Where it runs first',
      schema: {
        title: 'Where it runs first',
        type: 'object',
        required: ['planDigest'],
        properties: {
          environments: {
            title: 'Environments to start with',
            type: 'array',
            default: [{ name: 'dev', class: 'service-dev' }],
            'ui:field': 'CairnEnvironments',
            'ui:options': { classes: ['service-dev'] },
          },
          planDigest: {
            title: 'Plan',
            type: 'string',
            'ui:widget': 'hidden',
          },
        },
      },
    },
  ],
};

/** A form of somebody else’s golden path, which has no plan. */
export const plainPath: TemplateParameterSchema = {
  title: 'Plain',
  steps: [
    {
      title: 'All of it',
      schema: {
        type: 'object',
        required: ['name'],
        properties: { name: { title: 'Name', type: 'string' } },
      },
    },
  ],
};

/** An entity of the catalog for a form. */
export function templateOf(
  name: string,
  manifest: TemplateParameterSchema,
  more: Partial<Entity['metadata']> = {},
): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      namespace: 'default',
      name,
      title: manifest.title,
      description: manifest.description,
      ...more,
    },
    spec: {
      type: 'service',
      owner: 'platform-team',
      parameters: manifest.steps.map(({ schema }) => schema),
      steps: [],
    },
  };
}

function group(name: string, displayName: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', profile: { displayName }, children: [] },
  };
}

/** A corner of the example company. */
export const entities: Entity[] = [
  group('checkout-team', 'Checkout'),
  group('platform-team', 'Platform'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'checkout', namespace: 'default', title: 'Checkout' },
    spec: { owner: 'checkout-team' },
  },
  templateOf('node-service', nodeService, {
    tags: ['nodejs'],
    annotations: {
      'cairn.dev/gives': 'Repository, pipeline, dev environment',
      'cairn.dev/takes-seconds': '75',
    },
  }),
  templateOf('plain', plainPath),
  templateOf('remove-golden-path', plainPath, {
    title: 'Remove',
    tags: ['hidden'],
  }),
];
