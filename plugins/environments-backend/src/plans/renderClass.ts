import { InputError, NotFoundError } from '@backstage/errors';
import {
  componentOrder,
  type ClassComponent,
  type DesiredResource,
  type ResourceRef,
} from '@cairn/plugin-environments-common';
import type {
  EnvironmentClass,
  RenderContext,
} from '@cairn/plugin-environments-node';
import type { EngineRegistry } from '../engines/EngineRegistry';
import { InvalidFieldsError } from '../errors';
import { refKey, refTitle } from '../refKey';

/**
 * All objects that a class asks for, unredacted, in dependency order of its components.
 *
 * @param existing - what the environment has, whose names are kept
 * @throws InvalidFieldsError naming `class`, where its components cannot be rendered together
 */
export async function renderClass(
  { definition, sources }: EnvironmentClass,
  context: RenderContext,
  engines: EngineRegistry,
  existing: ResourceRef[],
): Promise<DesiredResource[]> {
  const { components } = definition.spec;
  const render = async (
    component: ClassComponent,
  ): Promise<DesiredResource[]> => {
    try {
      const engine = engines.get(component.engine);
      const rendered = await engine.render(component, context, sources);
      return engine.withKeptNames?.(rendered, existing) ?? rendered;
    } catch (error) {
      throw error instanceof InputError || error instanceof NotFoundError
        ? new InvalidFieldsError({ field: 'class', message: error.message })
        : error;
    }
  };
  const desired: DesiredResource[] = [];
  const seen = new Set<string>();
  for (const name of componentOrder(components)) {
    const component = components.find(one => one.name === name);
    if (!component) {
      continue;
    }
    const rendered = await render(component);
    for (const resource of rendered) {
      const key = refKey(resource.ref);
      if (seen.has(key)) {
        throw new InvalidFieldsError({
          field: 'class',
          message: `${refTitle(resource.ref)} is in class '${
            definition.metadata.name
          }' twice`,
        });
      }
      seen.add(key);
      desired.push(resource);
    }
  }
  return desired;
}
