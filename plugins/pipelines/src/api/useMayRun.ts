import { usePermission } from '@backstage/plugin-permission-react';
import { pipelineRunPermission } from '@cairn/plugin-pipelines-common';

export interface MayRun {
  allowed: boolean;
  /** Why not; absent where allowed, and until it is known. */
  reason?: string;
}

/** Whether the person may run the entity's pipelines again and stop them. */
export function useMayRun(entityRef: string): MayRun {
  const { loading, allowed, error } = usePermission({
    permission: pipelineRunPermission,
    resourceRef: entityRef,
  });
  if (loading || allowed) return { allowed };
  return {
    allowed: false,
    reason: error
      ? 'Whether you may run it again or stop it could not be asked.'
      : 'Only the group that owns this may run its pipelines again or stop them.',
  };
}
