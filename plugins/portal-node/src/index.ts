export { audited } from './audited';
export { pluginFetchApi } from './pluginFetchApi';
