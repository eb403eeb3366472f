export { pipelinesPart } from './pipelinesPart';
export { pipelinesTokenFile, pipelinesUrl } from './layout';
