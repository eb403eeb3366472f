import { createApiRef } from '@backstage/frontend-plugin-api';
import type { PipelinesApi } from '@cairn/plugin-pipelines-common';

export const pipelinesApiRef = createApiRef<PipelinesApi>({
  id: 'plugin.pipelines.api',
});
