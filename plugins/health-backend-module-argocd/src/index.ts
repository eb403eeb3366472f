export { healthModuleArgocd as default } from './module';
