import type { DesiredResource } from '@cairn/plugin-environments-common';
import { z } from 'zod';

const specSchema = z.looseObject({ spec: z.looseObject({}).default({}) });

/** What a workload is at zero. Nothing else is touched, so no data is lost. */
const AT_ZERO: Record<string, Record<string, unknown>> = {
  Deployment: { replicas: 0 },
  StatefulSet: { replicas: 0 },
  CronJob: { suspend: true },
  Job: { suspend: true },
};

/** A resource as it is while its environment sleeps. */
export function hibernated(resource: DesiredResource): DesiredResource {
  const zero = AT_ZERO[resource.ref.kind];
  if (!zero) {
    return resource;
  }
  const object = specSchema.parse(resource.object);
  return {
    ...resource,
    object: { ...object, spec: { ...object.spec, ...zero } },
  };
}
