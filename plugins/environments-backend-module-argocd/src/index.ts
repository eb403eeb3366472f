export { environmentsModuleArgoCd as default } from './module';
