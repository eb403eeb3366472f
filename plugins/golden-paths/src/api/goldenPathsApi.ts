import { createApiRef } from '@backstage/frontend-plugin-api';
import type { GoldenPathsApi } from '@cairn/plugin-golden-paths-common';

/** What the pages need of the plugin `golden-paths`. Only a task begins with a plan, so `begin` is not among it. */
export type GoldenPathsPageApi = Omit<GoldenPathsApi, 'begin'>;

export const goldenPathsApiRef = createApiRef<GoldenPathsPageApi>({
  id: 'plugin.golden-paths.api',
});
