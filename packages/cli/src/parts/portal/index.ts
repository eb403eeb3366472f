export { appPart } from './appPart';
export { docsGeneratorPart } from './docsGeneratorPart';
export { kustomizePart } from './kustomizePart';
export { writePortalConfiguration } from './portalConfiguration';
export { portalPart } from './portalPart';
