export { accessPart } from './accessPart';
export { writeAccountKubeconfig } from './accountKubeconfig';
