export { existingClusterPart } from './existingClusterPart';
export { apiserverPart } from './apiserverPart';
export { controllerManagerPart, schedulerPart } from './controllerParts';
export { etcdPart } from './etcdPart';
export { kwokPart } from './kwokPart';
