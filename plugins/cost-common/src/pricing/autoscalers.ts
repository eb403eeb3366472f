import { z } from 'zod';
import type { ReadObject } from './ceiling';
import { groupOf } from './freeKinds';

/** How many copies an autoscaler keeps of something. */
export interface Autoscaler {
  name: string;
  least: number;
  most: number;
}

const autoscalerSchema = z.looseObject({
  spec: z.looseObject({
    minReplicas: z.int().min(0).max(1_000_000).nullish(),
    maxReplicas: z.int().min(0),
    scaleTargetRef: z.looseObject({
      apiVersion: z.string().nullish(),
      kind: z.string(),
      name: z.string(),
    }),
  }),
});

/**
 * The autoscaler of a workload.
 *
 * @param neighbours - the autoscalers of its namespace
 */
export function autoscalerOf(
  { kind, name }: ReadObject,
  neighbours: readonly ReadObject[],
): Autoscaler | undefined {
  return neighbours
    .filter(({ apiVersion }) => groupOf(apiVersion) === 'autoscaling')
    .flatMap(({ name: own, object }) => {
      const parsed = autoscalerSchema.safeParse(object);
      if (!parsed.success) {
        return [];
      }
      const { scaleTargetRef, minReplicas, maxReplicas } = parsed.data.spec;
      return scaleTargetRef.kind === kind && scaleTargetRef.name === name
        ? [{ name: own, least: minReplicas ?? 1, most: maxReplicas }]
        : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))[0];
}
