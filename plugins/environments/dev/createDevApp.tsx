import { ConfigReader } from '@backstage/core-app-api';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
  type FrontendFeature,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { useEffect } from 'react';
import {
  environmentsApiRef,
  type LiveEnvironmentsApi,
} from '@cairn/plugin-environments-react';
import environmentsPlugin from '../src';
import { environmentCostApiRef } from '../src/api/costApi';
import { entities } from './catalog';
import { FakeCosts } from './FakeCosts';

const amara: IdentityApi = {
  getProfileInfo: async () => ({ displayName: 'Amara Okafor' }),
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: 'user:default/amara.okafor',
    ownershipEntityRefs: [
      'user:default/amara.okafor',
      'group:default/checkout-team',
    ],
  }),
  getCredentials: async () => ({}),
  signOut: async () => {},
};

function fakesOf(environments: LiveEnvironmentsApi) {
  const costs = new FakeCosts();
  costs.soFar.set('resource:default/amara-scratch', 1_420_000);
  return [
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        SignInPageBlueprint.make({
          params: {
            loader:
              async () =>
              ({ onSignInSuccess }) => {
                useEffect(() => onSignInSuccess(amara), [onSignInSuccess]);
                return null;
              },
          },
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'environments',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: environmentsApiRef,
              deps: {},
              factory: () => environments,
            }),
        }),
        ApiBlueprint.make({
          name: 'cost',
          params: defineParams =>
            defineParams({
              api: environmentCostApiRef,
              deps: {},
              factory: () => costs,
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: catalogApiRef,
              deps: {},
              factory: () => catalogApiMock({ entities }),
            }),
        }),
      ],
    }),
  ];
}

/** An app of the plugin's pages over a fake, signed in as Amara of the checkout team. */
export function createDevApp(
  environments: LiveEnvironmentsApi,
  features: FrontendFeature[] = [],
) {
  return createApp({
    features: [
      catalogPlugin,
      scaffolderPlugin,
      environmentsPlugin,
      ...fakesOf(environments),
      ...features,
    ],
    advanced: {
      configLoader: async () => ({
        config: new ConfigReader({
          app: { title: 'Environments', baseUrl: window.location.origin },
          backend: { baseUrl: window.location.origin },
          cairn: {
            clusters: [
              { name: 'local', title: 'Local cluster', simulated: true },
            ],
          },
        }),
      }),
    },
  });
}
