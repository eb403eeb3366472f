export { docsFeature } from './feature';
