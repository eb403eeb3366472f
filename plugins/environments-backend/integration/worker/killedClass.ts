import { environmentClassSchema } from '@cairn/plugin-environments-common';
import type { RenderContext } from '@cairn/plugin-environments-node';

/** Two components in one namespace: what a small environment is. */
const definition = environmentClassSchema.parse({
  apiVersion: 'cairn.dev/v1alpha1',
  kind: 'EnvironmentClass',
  metadata: { name: 'killed' },
  spec: {
    owner: 'group:default/platform-team',
    parameters: { type: 'object' },
    lifecycle: {},
    placement: { clusters: ['local'] },
    components: [
      {
        name: 'namespace',
        engine: 'kubernetes',
        inline: [
          {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: {
              name: '${{ environment.namespace }}',
              labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
            },
          },
        ],
      },
      {
        name: 'settings',
        engine: 'kubernetes',
        needs: ['namespace'],
        inline: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'settings' },
            data: { greeting: 'hello', DATABASE_PASSWORD: 'canary-of-a-class' },
          },
        ],
      },
    ],
  },
});

/** Its version. */
export const CLASS_VERSION = `sha256:${'1'.repeat(64)}`;

/** As it is loaded. */
export const killedClass = {
  definition,
  version: CLASS_VERSION,
  sources: new Map<string, string>(),
  location: 'file:/classes/killed/class.yaml',
};

/** An environment of it. */
export interface TestEnvironment {
  id: string;
  name: string;
  owner?: string;
}

/** What it is rendered with. */
export function contextOf({
  id,
  name,
  owner = 'group:default/checkout-team',
}: TestEnvironment): RenderContext {
  return {
    environment: {
      id,
      name,
      namespace: `env-${name}`,
      owner,
      ownerName: owner.split('/')[1],
      cluster: 'local',
    },
    class: { name: 'killed', version: CLASS_VERSION },
    parameters: {},
    entities: {},
    git: { url: '' },
  };
}
