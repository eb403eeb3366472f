import { z } from 'zod';

/** What is read of the answer of `GET /api/platform/v1/dependencies`. */
export const platformStatusSchema = z.object({
  dependencies: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.string(),
      progress: z
        .object({ remainingSeconds: z.number().optional() })
        .optional(),
    }),
  ),
});

/** A part of the platform that is not there now. */
export interface Wait {
  /** Id of the dependency, for example `cluster:local`. */
  id: string;
  /** One sentence's end: "the local cluster, about 6 minutes". */
  text: string;
  /** Whether it comes by itself. */
  comes: boolean;
  /** Seconds until it is there, where that is known; endless where it does not come by itself. */
  seconds: number;
}

/** What is not there now, in the platform's order. What answers (even badly) or was not asked yet is not waited for. */
export function waitsOf(status: z.infer<typeof platformStatusSchema>): Wait[] {
  return status.dependencies.flatMap(
    ({ id, title, state, progress }): Wait[] => {
      switch (state) {
        case 'building':
          return [
            {
              id,
              text: `${title}, ${aboutMinutes(progress?.remainingSeconds)}`,
              comes: true,
              seconds: progress?.remainingSeconds ?? 0,
            },
          ];
        case 'starting':
          return [
            {
              id,
              text: `${title}, which is starting`,
              comes: true,
              seconds: 0,
            },
          ];
        case 'down':
          return [
            {
              id,
              text: `${title}, which is down`,
              comes: false,
              seconds: Infinity,
            },
          ];
        case 'off':
          return [
            {
              id,
              text: `${title}, which is not set up`,
              comes: false,
              seconds: Infinity,
            },
          ];
        default:
          return [];
      }
    },
  );
}

/** The longest of `waits` that something needs. A need is an id, or the part of it before the colon: `cluster` is every cluster. */
export function waitFor(needs: string[], waits: Wait[]): Wait | undefined {
  return waits
    .filter(({ id }) =>
      needs.some(need => id === need || id.startsWith(`${need}:`)),
    )
    .reduce<Wait | undefined>(
      (longest, wait) =>
        longest && longest.seconds >= wait.seconds ? longest : wait,
      undefined,
    );
}

function aboutMinutes(seconds: number | undefined): string {
  if (seconds === undefined) {
    return 'which is being built';
  }
  const minutes = Math.max(1, Math.round(seconds / 60));
  return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}
