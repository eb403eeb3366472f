import { z } from 'zod';
import { stringify } from 'yaml';
import { clusterPki } from './layout';
import { tlsRequest } from './tlsRequest';

/** A Kubernetes object with the path it lives at. */
export interface ClusterObject {
  /** For example `/api/v1/nodes/NAME`. */
  path: string;
  object: object;
}

const statusSchema = z.object({ message: z.string() });

/** How the local platform's own objects are owned. */
const FIELD_MANAGER = 'cairn-local-platform';

/**
 * Puts objects of the local platform into the cluster by server-side apply, one after the other, as administrator.
 *
 * @throws Error with the API server's own reason.
 */
export async function applyObjects(options: {
  state: string;
  port: number;
  objects: readonly ClusterObject[];
  signal: AbortSignal;
}): Promise<void> {
  const { state, port, objects, signal } = options;
  for (const { path, object } of objects) {
    const { status, text } = await tlsRequest({
      pki: clusterPki(state),
      client: 'admin',
      port,
      path: `${path}?fieldManager=${FIELD_MANAGER}&force=true&fieldValidation=Strict`,
      method: 'PATCH',
      contentType: 'application/apply-patch+yaml',
      body: stringify(object),
      signal,
    });
    if (status >= 300) {
      throw new Error(
        `The API server refused ${path} (${status}): ${reasonIn(text)}`,
      );
    }
  }
}

function reasonIn(text: string): string {
  try {
    return statusSchema.parse(JSON.parse(text)).message;
  } catch {
    return text.slice(0, 200);
  }
}
