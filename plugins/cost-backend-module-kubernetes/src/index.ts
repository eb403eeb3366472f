export { costModuleKubernetes as default } from './module';
