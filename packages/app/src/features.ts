import appModuleUserSettings from '@backstage/plugin-app-module-user-settings';
import authPlugin from '@backstage/plugin-auth';
import homePlugin from '@backstage/plugin-home/alpha';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import costPlugin from '@cairn/plugin-cost';
import environmentsPlugin from '@cairn/plugin-environments';
import firstHourPlugin from '@cairn/plugin-first-hour';
import goldenPathsPlugin, {
  goldenPathsScaffolderModule,
} from '@cairn/plugin-golden-paths';
import healthPlugin from '@cairn/plugin-health';
import pipelinesPlugin from '@cairn/plugin-pipelines';
import platformPlugin from '@cairn/plugin-platform';
import { authModule } from './auth';
import { apisFeature, catalogFeature } from './catalog';
import { docsFeature } from './docs';
import { errorsModule } from './errors';
import { homeModule } from './home';
import { relationsFeature } from './relations';
import { shellModule } from './shell';
import { themeModule } from './theme';
import { wordsModule } from './words';

/** Everything that the portal is made of. Nothing is discovered: what is not here is not in it. */
export const features = [
  // The shell
  authModule,
  shellModule,
  themeModule,
  wordsModule,
  errorsModule,
  appModuleUserSettings,
  authPlugin,
  userSettingsPlugin,
  signalsPlugin,
  notificationsPlugin,

  // Home
  homePlugin,
  homeModule,
  firstHourPlugin,

  // Catalog
  catalogFeature,
  relationsFeature,
  orgPlugin,
  apisFeature,
  kubernetesPlugin,

  // Finding and making
  searchPlugin,
  docsFeature,
  scaffolderPlugin,
  goldenPathsPlugin,
  goldenPathsScaffolderModule,

  // Environments
  environmentsPlugin,

  // How things are, what they cost, how they are delivered
  healthPlugin,
  costPlugin,
  pipelinesPlugin,

  // The platform itself
  platformPlugin,
];
