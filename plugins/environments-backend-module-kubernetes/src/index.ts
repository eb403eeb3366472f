export { environmentsModuleKubernetes as default } from './module';
export { KubernetesEngine } from './KubernetesEngine';
