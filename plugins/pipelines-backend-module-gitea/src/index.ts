export { pipelinesModuleGitea as default } from './module';
