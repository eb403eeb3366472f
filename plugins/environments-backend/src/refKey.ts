import type { ResourceRef } from '@cairn/plugin-environments-common';

/** One string for one object; equal exactly where the refs are. */
export function refKey(ref: ResourceRef): string {
  return JSON.stringify([
    ref.cluster,
    ref.apiVersion,
    ref.kind,
    ref.namespace ?? null,
    ref.name,
  ]);
}

/** As a person reads it: `ResourceQuota env-a/limits`. */
export function refTitle({ kind, namespace, name }: ResourceRef): string {
  return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}
