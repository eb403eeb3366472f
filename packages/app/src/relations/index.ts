export { relationsFeature } from './feature';
