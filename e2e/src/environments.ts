import { z } from 'zod';
import type { ApiSession } from './session';
import { until } from './until';

const API = '/api/environments/v1';

/** The group that the journeys' developer, Amara Okafor, is of. */
export const OWNER = 'group:default/checkout-team';

/** A request for a namespace of one's own: the quickest environment that there is. */
export function sandbox(name: string, className = 'sandbox') {
  return {
    action: 'create',
    class: className,
    name,
    owner: OWNER,
    parameters: { size: 'small' },
  };
}

/** A request for a running copy of Cart API. */
export function servicePreview(name: string, revision = 'main') {
  return {
    action: 'create',
    class: 'service-preview',
    name,
    owner: OWNER,
    parameters: {
      service: 'component:default/cart-api',
      revision,
      size: 'small',
    },
  };
}

/** A request for a database: its pod must be ready before the steps after it begin. */
export function database(name: string) {
  return {
    action: 'create',
    class: 'postgres',
    name,
    owner: OWNER,
    parameters: { version: '18.1', storage: '1Gi', size: 'small' },
  };
}

const planSchema = z.object({ digest: z.string() });
const runSchema = z.object({
  id: z.string(),
  state: z.string(),
  message: z.string(),
});

/** Plans a request. Resolves with the digest of the plan, which has a page of its own. */
export async function plan(api: ApiSession, request: object): Promise<string> {
  const { body } = await api.post(`${API}/plans`, request);
  const planned = planSchema.safeParse(body);
  if (!planned.success) {
    throw new Error(
      `${JSON.stringify(request)} was not planned: ${JSON.stringify(body)}`,
    );
  }
  return planned.data.digest;
}

/** Plans a request and applies the plan. Resolves with the id of its run as soon as that is asked for. */
export async function begin(api: ApiSession, request: object): Promise<string> {
  const digest = await plan(api, request);
  const { status, body } = await api.post(
    `${API}/plans/${encodeURIComponent(digest)}/apply`,
    {},
  );
  if (status !== 202) {
    throw new Error(`The plan was not applied: ${JSON.stringify(body)}`);
  }
  return runSchema.parse(body).id;
}

/** As {@link begin}, and waits until the run succeeded. */
export async function carryOut(
  api: ApiSession,
  request: object,
): Promise<void> {
  const id = await begin(api, request);
  const run = await until(
    `run ${id} ended`,
    async () => {
      const { body } = await api.get(`${API}/runs/${id}`);
      const found = runSchema.parse(body);
      return ['Queued', 'Running'].includes(found.state) ? undefined : found;
    },
    120_000,
  );
  if (run.state !== 'Succeeded') {
    throw new Error(`Run ${id} is ${run.state}: ${run.message}`);
  }
}

/** Begins to destroy an environment, where it is there, and does not wait: a test leaves nothing behind. */
export async function cleanUp(api: ApiSession, name: string): Promise<void> {
  const { status, body } = await api.get(`${API}/environments/${name}`);
  if (status === 404) return;
  const { state } = z.object({ state: z.string() }).parse(body);
  if (state !== 'Destroyed' && state !== 'Destroying') {
    await begin(api, { action: 'destroy', environment: name });
  }
}
