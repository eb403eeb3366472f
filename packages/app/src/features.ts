import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import appModuleUserSettings from '@backstage/plugin-app-module-user-settings';
import authPlugin from '@backstage/plugin-auth';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import homePlugin from '@backstage/plugin-home/alpha';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import environmentsPlugin from '@cairn/plugin-environments';
import firstHourPlugin from '@cairn/plugin-first-hour';
import platformPlugin from '@cairn/plugin-platform';
import { authModule } from './auth';
import { catalogFeature } from './catalog';
import { errorsModule } from './errors';
import { homeModule } from './home';
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
  catalogGraphPlugin,
  orgPlugin,
  apiDocsPlugin,
  kubernetesPlugin,

  // Finding and making
  searchPlugin,
  techdocsPlugin,
  scaffolderPlugin,

  // Environments
  environmentsPlugin,

  // The platform itself
  platformPlugin,
];
