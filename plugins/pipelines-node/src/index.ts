export { pipelineProviderExtensionPoint } from './extensions';
export type { PipelineProviderExtensionPoint } from './extensions';
export type { PipelineProvider } from './PipelineProvider';
