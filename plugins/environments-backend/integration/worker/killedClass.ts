import {
  environmentClassSchema,
  type PlanAction,
} from '@cairn/plugin-environments-common';
import type {
  EnvironmentClass,
  RenderContext,
} from '@cairn/plugin-environments-node';

/** Two components in one namespace: what a small environment is. */
function classOf(
  version: string,
  { level, greeting }: { level: string; greeting: string },
): EnvironmentClass {
  return {
    definition: environmentClassSchema.parse({
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
                  labels: { 'pod-security.kubernetes.io/enforce': level },
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
                // Another greeting takes another object.
                immutable: true,
                data: { greeting, DATABASE_PASSWORD: 'canary-of-a-class' },
              },
            ],
          },
        ],
      },
    }),
    version: `sha256:${version.repeat(64)}`,
    sources: new Map<string, string>(),
    location: 'file:/classes/killed/class.yaml',
  };
}

/** What an environment is made of. */
const firstClass = classOf('1', { level: 'restricted', greeting: 'hello' });
/** What an update makes of it: the namespace is changed, and the settings are replaced. */
const secondClass = classOf('2', { level: 'baseline', greeting: 'good bye' });

/** The version of the class that an action is about. */
export function killedClass(action: PlanAction): EnvironmentClass {
  return action === 'update' ? secondClass : firstClass;
}

/** An environment of it. */
export interface TestEnvironment {
  id: string;
  name: string;
  owner?: string;
}

/** What it is rendered with. */
export function contextOf(
  { version }: EnvironmentClass,
  { id, name, owner = 'group:default/checkout-team' }: TestEnvironment,
): RenderContext {
  return {
    environment: {
      id,
      name,
      namespace: `env-${name}`,
      owner,
      ownerName: owner.split('/')[1],
      cluster: 'local',
    },
    class: { name: 'killed', version },
    parameters: {},
    entities: {},
    git: { url: '' },
  };
}
