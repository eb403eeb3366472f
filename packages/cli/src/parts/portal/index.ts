export { appPart } from './appPart';
export { docsGeneratorPart } from './docsGeneratorPart';
export { writePortalConfiguration } from './portalConfiguration';
export { portalPart } from './portalPart';
