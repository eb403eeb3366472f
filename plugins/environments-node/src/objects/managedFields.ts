import type { KubernetesObject } from '@cairn/plugin-clusters-node';
import { z } from 'zod';

const entriesSchema = z.array(
  z.looseObject({
    manager: z.string().default(''),
    operation: z.string().default(''),
    subresource: z.string().optional(),
    time: z.string().optional(),
    fieldsV1: z.record(z.string(), z.unknown()).default({}),
  }),
);

/** Which fields a manager owns, as `metadata.managedFields` has it. */
export type ManagedFields = z.infer<typeof entriesSchema>[number];

/** Empty where there are none, or none that can be read. */
export function managedFieldsOf(object: KubernetesObject): ManagedFields[] {
  return entriesSchema.safeParse(object.metadata.managedFields).data ?? [];
}
