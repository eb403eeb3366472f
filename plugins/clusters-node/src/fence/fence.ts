import { z } from 'zod';
import type { KubernetesResponse } from '../Clusters';

/** Which worker writes: of several that believe to work for an environment, the one with the highest token is the newest. */
export interface Fence {
  /** UUID. */
  environmentId: string;
  /** A whole number; grows with every worker. */
  token: number;
}

/** ConfigMap with the newest token of each environment that something works on, and the highest that was ever written. */
export const FENCE_CONFIG_MAP = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'cairn-system',
  name: 'cairn-fence',
} as const;

/** Key of the highest token. */
export const HIGHEST = 'highest';

/** How a request says whose it is. */
export function fenceExtra({
  environmentId,
  token,
}: Fence): Record<string, string> {
  return {
    'cairn.dev/environment': environmentId,
    'cairn.dev/fence': String(token),
  };
}

const messageSchema = z.looseObject({ message: z.string() });

/** Whether a request was refused by one of the admission policies that look at tokens. */
export function isRefusedBy(
  policy: 'cairn-writer-fence' | 'cairn-writer-fence-tokens',
  response: KubernetesResponse,
): boolean {
  const { message = '' } = messageSchema.safeParse(response.body).data ?? {};
  return (
    response.status === 422 &&
    message.includes(`ValidatingAdmissionPolicy '${policy}'`)
  );
}

const dataSchema = z.looseObject({
  data: z.record(z.string(), z.string()).optional(),
});

/** The tokens in the ConfigMap, by environment, and {@link HIGHEST}. */
export function tokensOf(live: unknown): Partial<Record<string, string>> {
  return dataSchema.safeParse(live).data?.data ?? {};
}
