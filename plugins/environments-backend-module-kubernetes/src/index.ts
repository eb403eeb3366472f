export { environmentsModuleKubernetes as default } from './module';
