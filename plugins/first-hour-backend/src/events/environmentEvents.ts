import { z } from 'zod';
import { isUserEntityRef } from './userRef';

const readyEvent = z.object({
  state: z.literal('Ready'),
  createdBy: z.string(),
});

/**
 * Who has made an environment, as an event of the topic `cairn.environments` tells. Absent while it is not ready, and where something
 * else than a person made it. However it was asked for (portal, CLI, API), the event is the same.
 */
export function makerOf(payload: unknown): string | undefined {
  const event = readyEvent.safeParse(payload);
  return event.success && isUserEntityRef(event.data.createdBy)
    ? event.data.createdBy
    : undefined;
}
