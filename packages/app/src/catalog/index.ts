export { catalogFeature } from './feature';
