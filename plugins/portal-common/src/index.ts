export { PluginClient, type PluginClientOptions } from './PluginClient';
export { entityPath } from './entityPath';
export { isRecord } from './isRecord';
