export { createFeature } from './feature';
export { useGoldenPathCount } from './useGoldenPaths';
