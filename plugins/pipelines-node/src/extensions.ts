import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { PipelineProvider } from './PipelineProvider';

/** Where modules of the plugin `pipelines` add a system that runs pipelines. */
export interface PipelineProviderExtensionPoint {
  addProvider(provider: PipelineProvider): void;
}

export const pipelineProviderExtensionPoint =
  createExtensionPoint<PipelineProviderExtensionPoint>({
    id: 'pipelines.providers',
  });
