import { z } from 'zod';
import type { ApiSession } from './session';
import { until } from './until';

const API = '/api/environments/v1';

const planSchema = z.object({ digest: z.string() });
const runSchema = z.object({
  id: z.string(),
  state: z.string(),
  message: z.string(),
});

/** Plans a request and applies the plan. Resolves with the id of its run as soon as that is asked for. */
export async function begin(api: ApiSession, request: object): Promise<string> {
  const planned = await api.post(`${API}/plans`, request);
  const plan = planSchema.safeParse(planned.body);
  if (!plan.success) {
    throw new Error(
      `${JSON.stringify(request)} was not planned: ${JSON.stringify(
        planned.body,
      )}`,
    );
  }
  const { status, body } = await api.post(
    `${API}/plans/${encodeURIComponent(plan.data.digest)}/apply`,
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
