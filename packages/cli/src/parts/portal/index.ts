export { appPart, appInputsDigest } from './appPart';
export { docsGeneratorPart, docsEnvironment } from './docsGeneratorPart';
export {
  portalConfigurationPath,
  writePortalConfiguration,
} from './portalConfiguration';
export { portalPart } from './portalPart';
