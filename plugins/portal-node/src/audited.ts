import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';

/**
 * Does something that must be known afterwards, with who asked for it, and whether it was done.
 *
 * @param outcome - What is told of the result beside `event.meta`.
 * @throws What the action throws, after that is told.
 */
export async function audited<T>(
  auditor: AuditorService,
  event: AuditorServiceCreateEventOptions,
  action: () => Promise<T>,
  outcome: (result: T) => JsonObject,
): Promise<T> {
  const audit = await auditor.createEvent(event);
  let result: T;
  try {
    result = await action();
  } catch (error) {
    await audit.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
  await audit.success({ meta: outcome(result) });
  return result;
}
