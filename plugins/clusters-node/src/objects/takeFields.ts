import { ConflictError } from '@backstage/errors';
import { z } from 'zod';
import type {
  KubernetesClient,
  KubernetesObject,
  KubernetesResponse,
  ObjectRef,
} from '../Clusters';
import { KubernetesStatusError } from '../errors';
import { isSuccess, statusError } from '../client/statusError';
import { jsonValueSchema } from './json';
import { kubernetesObjectSchema, nameOf, refOf } from './kubernetesObject';

/** Who sets the fields of our objects, in `metadata.managedFields`. */
export const FIELD_MANAGER = 'cairn';

const MAX_TRIES = 5;

const managedFieldsSchema = z.array(
  z
    .object({
      manager: z.string().optional(),
      operation: z.string(),
      subresource: z.string().optional(),
    })
    .catchall(jsonValueSchema),
);

/**
 * What a POST set belongs to us as an `Update`, which a later apply would not take back: fields removed later would stay.
 * So the entry is turned into an `Apply`, as client-go's csaupgrade does.
 */
export async function takeFields(
  client: KubernetesClient,
  created: KubernetesObject,
  options: { signal?: AbortSignal },
): Promise<KubernetesObject> {
  let live = created;
  for (let attempt = 1; ; attempt++) {
    const entries = managedFieldsSchema.safeParse(
      live.metadata.managedFields,
    ).data;
    const ours = (entries ?? []).findIndex(
      entry =>
        entry.manager === FIELD_MANAGER &&
        entry.operation === 'Update' &&
        entry.subresource === undefined,
    );
    if (ours < 0) {
      return live;
    }
    const entry = `/metadata/managedFields/${ours}`;
    const ref = refOf(live);
    const response = await client.request({
      method: 'PATCH',
      path: await client.pathOf(ref),
      query: { fieldManager: FIELD_MANAGER },
      contentType: 'application/json-patch+json',
      body: [
        { op: 'test', path: '/metadata/uid', value: live.metadata.uid ?? '' },
        // Controllers may write the object meanwhile, but not this entry; if it has moved, the patch is refused.
        { op: 'test', path: `${entry}/manager`, value: FIELD_MANAGER },
        { op: 'test', path: `${entry}/operation`, value: 'Update' },
        { op: 'replace', path: `${entry}/operation`, value: 'Apply' },
      ],
      signal: options.signal,
    });
    if (isSuccess(response)) {
      return parseObject(response, ref);
    }
    if (![409, 422].includes(response.status) || attempt >= MAX_TRIES) {
      throw statusError(response, `take over the fields of ${nameOf(ref)}`);
    }
    // A controller was faster: again with what it made of it.
    const again = await client.get(ref, { signal: options.signal });
    if (again?.metadata.uid !== live.metadata.uid || !again) {
      throw new ConflictError(
        `${nameOf(
          ref,
        )} was deleted by somebody else right after it was created`,
      );
    }
    live = again;
  }
}

/** The object that the API server answered with. */
export function parseObject(
  response: KubernetesResponse,
  ref: ObjectRef,
): KubernetesObject {
  const parsed = kubernetesObjectSchema.safeParse(response.body);
  if (!parsed.success) {
    throw new KubernetesStatusError(
      `The API server accepted ${nameOf(
        ref,
      )} but answered something that is not an object`,
      { status: response.status, fields: [] },
    );
  }
  return parsed.data;
}
