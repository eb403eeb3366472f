import { NotFoundError } from '@backstage/errors';
import {
  environmentClassSchema,
  type EnvironmentClassDefinition,
} from '@cairn/plugin-environments-common';
import type {
  EnvironmentClass,
  EnvironmentClasses,
} from '@cairn/plugin-environments-node';

/** Classes that a test can change while the backend runs. */
export class MemoryClasses implements EnvironmentClasses {
  readonly #classes = new Map<string, EnvironmentClass>();

  constructor(...definitions: EnvironmentClassDefinition[]) {
    definitions.forEach(definition => this.set(definition));
  }

  set(definition: EnvironmentClassDefinition, version = 'sha256:1'): void {
    const { name } = definition.metadata;
    this.#classes.set(name, {
      definition,
      version,
      sources: new Map(),
      location: `file:/classes/${name}/class.yaml`,
    });
  }

  remove(name: string): void {
    this.#classes.delete(name);
  }

  async list() {
    return { classes: [...this.#classes.values()], invalid: [] };
  }

  async get(name: string) {
    const found = this.#classes.get(name);
    if (!found) {
      throw new NotFoundError(`There is no environment class '${name}'`);
    }
    return found;
  }

  onChange() {
    return () => {};
  }
}

/** Two components, of which the second needs the first, and one parameter. */
export const sandboxClass = environmentClassSchema.parse({
  apiVersion: 'cairn.dev/v1alpha1',
  kind: 'EnvironmentClass',
  metadata: { name: 'sandbox', title: 'Sandbox' },
  spec: {
    owner: 'group:default/platform-team',
    parameters: {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: 'string', enum: ['small', 'large'] },
        note: { type: 'string', maxLength: 20 },
        service: {
          type: 'string',
          'ui:field': 'EntityPicker',
          'ui:options': {
            catalogFilter: {
              kind: 'Component',
              'metadata.annotations.cairn.dev/repository': { exists: true },
            },
          },
        },
      },
    },
    lifecycle: { ttl: '72h' },
    placement: { clusters: ['local'] },
    components: [
      {
        name: 'settings',
        engine: 'fake',
        needs: ['namespace'],
        inline: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: {
              name: 'settings',
              namespace: '${{ environment.namespace }}',
            },
            data: { size: '${{ parameters.size }}' },
          },
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: {
              name: 'login',
              namespace: '${{ environment.namespace }}',
            },
            stringData: { password: 'canary-7f3a9c-value' },
          },
        ],
      },
      {
        name: 'namespace',
        engine: 'fake',
        inline: [
          {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name: '${{ environment.namespace }}' },
          },
        ],
      },
    ],
    outputs: { namespace: '${{ environment.namespace }}' },
  },
});
