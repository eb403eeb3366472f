export { kubernetesModuleClusters as default } from './module';
