import { z } from 'zod';
import type { KubernetesObject, ObjectRef } from '../Clusters';
import { jsonValueSchema } from './json';

/** An object as an API server answers it; fields that are not named are kept. */
export const kubernetesObjectSchema: z.ZodType<KubernetesObject> =
  z.looseObject({
    apiVersion: z.string().min(1),
    kind: z.string().min(1),
    metadata: z
      .object({
        name: z.string().min(1),
        namespace: z.string().optional(),
        uid: z.string().optional(),
        resourceVersion: z.string().optional(),
        labels: z.record(z.string(), z.string()).optional(),
        annotations: z.record(z.string(), z.string()).optional(),
        deletionTimestamp: z.string().optional(),
      })
      .catchall(jsonValueSchema),
  });

/** Where an object is. */
export function refOf(object: KubernetesObject): ObjectRef {
  const { apiVersion, kind, metadata } = object;
  return {
    apiVersion,
    kind,
    ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    name: metadata.name,
  };
}

/** For people, for example `Deployment "web" in namespace "env-a"`. */
export function nameOf(ref: ObjectRef): string {
  return `${ref.kind} "${ref.name}"${
    ref.namespace === undefined ? '' : ` in namespace "${ref.namespace}"`
  }`;
}
