import { z } from 'zod';
import {
  quantitiesSchema,
  quantityIn,
  type ContainerDefaults,
} from './podRequests';

const limitRangeSchema = z.looseObject({
  spec: z.looseObject({
    limits: z.array(
      z.looseObject({
        type: z.string(),
        default: quantitiesSchema,
        defaultRequest: quantitiesSchema,
        max: quantitiesSchema,
        min: quantitiesSchema,
      }),
    ),
  }),
});

/**
 * What a namespace's LimitRanges give to containers that ask for nothing. The order is the API server's: a default request, else the
 * default limit, else the highest that is allowed, else the least. Of several ranges, between which Kubernetes does not say which wins,
 * the highest.
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function containerDefaults(
  limitRanges: ReadonlyArray<Record<string, unknown>>,
): ContainerDefaults {
  const defaults = new Map<string, bigint>();
  for (const object of limitRanges) {
    const parsed = limitRangeSchema.safeParse(object);
    const limits = parsed.success ? parsed.data.spec.limits : [];
    for (const limit of limits.filter(({ type }) => type === 'Container')) {
      for (const resource of ['cpu', 'memory']) {
        const amount =
          quantityIn(limit.defaultRequest, resource) ??
          quantityIn(limit.default, resource) ??
          quantityIn(limit.max, resource) ??
          quantityIn(limit.min, resource);
        const before = defaults.get(resource);
        if (amount !== undefined && (before === undefined || amount > before)) {
          defaults.set(resource, amount);
        }
      }
    }
  }
  return defaults;
}
