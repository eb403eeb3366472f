import { z } from 'zod';
import type { KubernetesObject } from '../Clusters';

const conditionsSchema = z.looseObject({
  status: z.looseObject({
    conditions: z.array(
      z.looseObject({
        type: z.string(),
        status: z.string(),
        message: z.string().optional(),
      }),
    ),
  }),
});

/** What keeps an object that is being deleted, as a clause. */
export function whatHolds(live: KubernetesObject): string {
  const conditions = (
    conditionsSchema.safeParse(live).data?.status.conditions ?? []
  )
    .filter(
      ({ type, status, message }) =>
        status === 'True' &&
        message &&
        /Remaining|Failure|Deletion/.test(type) &&
        !/successfully/i.test(message),
    )
    .map(({ message }) => message);
  if (live.kind === 'Namespace' && conditions.length > 0) {
    return conditions.join('; ');
  }
  const finalizers = z
    .array(z.string())
    .safeParse(live.metadata.finalizers).data;
  return finalizers && finalizers.length > 0
    ? `it is held by ${finalizers.join(', ')}`
    : 'what belongs to it is being deleted';
}
