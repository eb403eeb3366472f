export { audited } from './audited';
export { pluginFetchApi } from './pluginFetchApi';
export { isSqlite, tablesOf } from './store/tablesOf';
