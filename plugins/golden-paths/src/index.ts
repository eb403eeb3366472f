export { goldenPathsApiRef } from './api/goldenPathsApi';
export type { GoldenPathsPageApi } from './api/goldenPathsApi';
export {
  goldenPathsPlugin as default,
  goldenPathsScaffolderModule,
} from './plugin';
