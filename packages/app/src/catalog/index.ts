export { apisFeature, catalogFeature } from './feature';
export { SearchText } from './SearchText';
export { useAsker } from './useCatalog';
