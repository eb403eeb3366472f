import { z } from 'zod';
import type { PlatformStatus } from './dependency';
import { partStateSchema } from './localPlatform';

/** The shape of {@link PlatformStatus}, for those who receive one. */
export const platformStatusSchema: z.ZodType<PlatformStatus> = z.object({
  time: z.iso.datetime(),
  overall: z.enum(['ok', 'degraded', 'down']),
  dependencies: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      description: z.string(),
      state: z.enum([
        'ok',
        'degraded',
        'down',
        'building',
        'starting',
        'off',
        'unknown',
      ]),
      since: z.iso.datetime(),
      checkedAt: z.iso.datetime().optional(),
      version: z.string().optional(),
      latencyMs: z.number().optional(),
      reason: z.string().optional(),
      action: z.string().optional(),
      neededFor: z.array(z.string()),
      progress: z
        .object({
          fraction: z.number().optional(),
          step: z.string(),
          remainingSeconds: z.number().optional(),
        })
        .optional(),
      notes: z.array(z.string()).optional(),
      parts: z
        .array(
          z.object({
            name: z.string(),
            title: z.string(),
            state: partStateSchema,
            version: z.string().optional(),
            since: z.iso.datetime(),
            restarts: z.number(),
            reason: z.string().optional(),
          }),
        )
        .optional(),
    }),
  ),
});
