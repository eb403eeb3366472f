export { ArgoCdEngine } from './ArgoCdEngine';
export { readArgoCdInstances } from './config';
export type { ArgoCdInstance, Destination } from './config';
export { environmentsModuleArgoCd as default } from './module';
