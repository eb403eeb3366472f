export { useGoldenPathCount } from './useGoldenPaths';
